import type { Reading } from "../../core/rule";
import type { Range } from "../../core/text";
import { range } from "../../core/text";
import type { Block, Expression, TerraformTree } from "./node";
import { expressionsOf } from "./node";

/** What has a name in a directory: a block, or a local value. `kind` is the resource type; empty where there is none. */
export interface Named {
  readonly type: "resource" | "data" | "ephemeral" | "module" | "variable" | "local";
  readonly kind: string;
  readonly name: string;
}

export interface NamedPlace {
  readonly named: Named;
  /** The name itself, without quotes. */
  readonly at: Range;
  /** The block that declares it; undefined where it is used. */
  readonly declaredBy?: Block;
}

export const isSame = (a: Named, b: Named): boolean => a.type === b.type && a.kind === b.kind && a.name === b.name;

/** How Terraform addresses it, as `moved` blocks do. */
export const addressOfName = ({ type, kind, name }: Named): string =>
  type === "resource" ? `${kind}.${name}` : kind === "" ? `${type === "variable" ? "var" : type}.${name}` : `${type}.${kind}.${name}`;

/** Every name of a part, where it is declared and where it is used. What `moved` and `removed` blocks say of the past is none of them. */
export function* namesIn(reading: Reading): Iterable<NamedPlace> {
  const tree = reading.tree as TerraformTree;
  const { text } = reading.part;
  for (const { name, start, nameEnd } of reading.kind === "tfvars" ? tree.attributes : [])
    yield { named: { type: "variable", kind: "", name }, at: inside(text, start, nameEnd) };
  for (const block of tree.blocks) {
    if (block.type === "moved" || block.type === "removed") continue;
    yield* declaredIn(block, text);
    for (const expression of expressionsOf(block)) {
      const found = expression.kind === "reference" ? usedBy(expression, text) : undefined;
      if (found) yield found;
    }
  }
}

function* declaredIn(block: Block, text: string): Iterable<NamedPlace> {
  if (block.type === "locals")
    for (const { name, start, nameEnd } of block.attributes)
      yield { named: { type: "local", kind: "", name }, at: inside(text, start, nameEnd), declaredBy: block };
  const [label, second] = block.labels;
  if (block.type === "module" || block.type === "variable") {
    if (label)
      yield { named: { type: block.type, kind: "", name: label.text }, at: inside(text, label.start, label.end), declaredBy: block };
  } else if ((block.type === "resource" || block.type === "data" || block.type === "ephemeral") && label && second)
    yield {
      named: { type: block.type, kind: label.text, name: second.text },
      at: inside(text, second.start, second.end),
      declaredBy: block,
    };
}

/** A name that may stand in quotes. */
const inside = (text: string, start: number, end: number): Range =>
  text[start] === '"' ? range(start + 1, Math.max(start + 1, end - 1)) : range(start, end);

const ROOTS: Readonly<Record<string, Named["type"]>> = { var: "variable", local: "local", module: "module" };

/** Names of scopes that are no resource types. */
const NO_TYPES: ReadonlySet<string> = new Set(["each", "count", "self", "path", "terraform"]);

function usedBy({ root, steps, start, end }: Extract<Expression, { kind: "reference" }>, text: string): NamedPlace | undefined {
  const [first, second] = steps;
  if (typeof first !== "string" || NO_TYPES.has(root)) return undefined;
  const own = ROOTS[root];
  const typed = root === "data" || root === "ephemeral";
  if (typed && typeof second !== "string") return undefined;
  const named: Named = own
    ? { type: own, kind: "", name: first }
    : typed && typeof second === "string"
      ? { type: root, kind: first, name: second }
      : { type: "resource", kind: root, name: first };
  // Blanks may stand around the dots, and quotes and braces around the whole.
  const path = (typed ? [root, first, named.name] : [root, first]).map((part) => part.replace(/[^\w-]/g, "\\$&")).join("\\s*\\.\\s*");
  const match = new RegExp(`(?<![\\w.-])${path}(?![\\w-])`).exec(text.slice(start, end));
  if (!match) return undefined;
  const to = start + match.index + match[0].length;
  return { named, at: range(to - named.name.length, to) };
}
