import type { Reading } from "../../../core/rule";
import type { Range } from "../../../core/text";
import { range } from "../../../core/text";
import type { PartHover } from "../../hovers";
import type { TerraformBlock } from "../block";
import { blocksOf, originOf } from "../block";
import type { Attribute, Expression } from "../node";
import { expressionsIn } from "../node";
import { lockedVersion } from "../lock-file";
import { requiredProviders } from "../required-providers";
import { rulesOf } from "../security-group";
import type { Value } from "../value";
import { isWhole, plain, textOf } from "../value";
import { classifyCredential } from "../../shared/credentials";
import { looksSecret } from "../declaration";
import { backendLines, radiusLines } from "./directory";
import { networkLine } from "./network";
import { policyLine } from "./policy";

/** What can be worked out of what stands at an offset of a part. */
export function hoverAt(reading: Reading, offset: number): PartHover | undefined {
  for (const block of blocksOf(reading)) {
    if (offset < block.node.start || offset > block.node.end) continue;
    return hoverIn(block, offset);
  }
  return undefined;
}

function hoverIn(block: TerraformBlock, offset: number): PartHover | undefined {
  for (const { node, reading, holder } of attributesIn(block)) {
    if (offset < node.start || offset > node.end) continue;
    if (offset <= node.nameEnd) return named(holder, node);
    return looksSecret(node.name) ? undefined : valueAt(node.expression, offset, reading, block);
  }
  const { start, typeEnd } = block.node;
  const header = block.node.labels.at(-1) ?? { start, end: typeEnd };
  if (offset > Math.max(header.end, typeEnd)) return innerHeader(block, offset);
  const lines = [...headerLines(block)];
  return lines.length ? { at: range(start, Math.max(header.end, typeEnd)), lines } : undefined;
}

interface Held {
  readonly node: Attribute;
  readonly holder: TerraformBlock;
  readonly reading: Reading;
}

function* attributesIn(block: TerraformBlock): Iterable<Held> {
  for (const node of block.node.attributes) yield { node, holder: block, reading: block.reading };
  for (const { type } of block.node.blocks) for (const inner of block.blocks(type)) yield* attributesIn(inner);
}

/** The name of an attribute that holds a policy: what it allows; of a required provider: the version that is locked. */
function named(holder: TerraformBlock, { name, start, nameEnd }: Attribute): PartHover | undefined {
  const isProvider = holder.type === "required_providers";
  const line = isProvider ? lockLine(holder, name) : /polic(?:y|ies)$/.test(name) ? policyLine(holder, name) : undefined;
  return line === undefined ? undefined : { at: range(start, nameEnd), lines: [line] };
}

/** The version of a required provider that the lock file holds. */
function lockLine({ parent, reading }: TerraformBlock, name: string): string | undefined {
  const provider = parent && requiredProviders(parent).find((each) => each.name === name);
  const locked = provider && lockedVersion(reading.scope, provider.source);
  return typeof locked === "string" ? `The lock file holds version ${locked}.` : undefined;
}

/** The innermost reference, call or literal at an offset, worked out. */
function valueAt(expression: Expression, offset: number, reading: Reading, block: TerraformBlock): PartHover | undefined {
  const found = [...expressionsIn(expression)]
    .filter((each) => each.start <= offset && offset <= each.end && each.kind !== "unknown")
    .sort((a, b) => a.end - a.start - (b.end - b.start))
    .find((each) => each.kind !== "literal" || typeof each.value === "string");
  if (!found) return undefined;
  const value = block.evaluate(found);
  const at: Range = range(found.start, found.end);
  const network = networkLine(textOf(value));
  if (found.kind === "literal") return network === undefined ? undefined : { at, lines: [network] };
  const shown = shownValue(value);
  if (shown === undefined || namesSecret(found)) return undefined;
  const origin = originOf(value.place);
  const from = origin?.file === undefined ? "" : `, from \`${origin.file.slice(origin.file.lastIndexOf("/") + 1)}\``;
  return { at, lines: [`\`${shown}\`${from}`, ...(network === undefined ? [] : [network])] };
}

const LONGEST = 200;

/** Whether a part of an expression has the name of a secret: its value is shown nowhere. */
const namesSecret = (expression: Expression): boolean =>
  [...expressionsIn(expression)].some(
    (each) => each.kind === "reference" && each.steps.some((step) => typeof step === "string" && looksSecret(step)),
  );

/** A value on one line; undefined for what is not known, and for what may hold a secret. */
function shownValue(value: Value): string | undefined {
  if (!isWhole(value)) return undefined;
  const text = value.kind === "scalar" ? String(value.value) : JSON.stringify(plain(value));
  if (classifyCredential(undefined, text) || /(?:password|secret|token|private_?key)"/i.test(text)) return undefined;
  const line = text.replace(/\s+/g, " ").replaceAll("`", "'");
  return line.length > LONGEST ? `${line.slice(0, LONGEST)} …` : line;
}

function* headerLines(block: TerraformBlock): Iterable<string> {
  if (block.type === "resource") {
    for (const direction of ["ingress", "egress"] as const)
      for (const rule of rulesOf(block, direction)) {
        const ranges = rule.ranges.map((item) => textOf(item) ?? "an unknown range");
        const ports = rule.allPorts ? "every port" : rule.ports ? portsIn(rule.ports) : "unknown ports";
        const who = ranges.length ? ranges.join(", ") : "members of other groups";
        yield direction === "ingress" ? `${who} may reach ${ports}.` : `May reach ${ports} of ${who}.`;
      }
  }
  if (block.type === "data" && block.kind === "aws_iam_policy_document") {
    const line = policyLine(block);
    if (line !== undefined) yield line;
  }
  if (block.type === "terraform" || block.type === "provider") {
    yield* backendLines(block.reading.scope);
    yield* radiusLines(block.reading.scope);
  }
}

const portsIn = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  from === to ? `port ${from}` : `ports ${from} to ${to}`;

/** The header of a backend inside of `terraform`. */
function innerHeader(block: TerraformBlock, offset: number): PartHover | undefined {
  for (const backend of block.type === "terraform" ? block.blocks("backend") : []) {
    const { start, open } = backend.node;
    const lines = offset >= start && offset <= open ? [...backendLines(block.reading.scope), ...radiusLines(block.reading.scope)] : [];
    if (lines.length) return { at: range(start, backend.anchor.end), lines };
  }
  return undefined;
}
