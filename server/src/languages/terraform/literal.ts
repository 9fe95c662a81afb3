import type { Range } from "../../core/text";
import { range } from "../../core/text";
import type { Credential } from "../shared/credentials";
import { classifyCredential } from "../shared/credentials";
import type { Block, Expression } from "./node";

/** A text that is written out, with the name it is given: an attribute's, a key's, or that of an environment entry. */
export interface NamedLiteral {
  readonly name: string;
  readonly value: string;
  readonly at: Range;
}

/**
 * What a literal is, if it is a credential. Names that only sound like one to those who do not know Terraform's providers leave the value to
 * speak for itself: arguments that describe a key, and the condition keys of policies (`token.actions.githubusercontent.com:sub`).
 */
export const credentialIn = ({ name, value }: NamedLiteral): Credential | undefined =>
  classifyCredential(SAYS_NOTHING.test(name) || NO_SECRET.test(value) ? undefined : name, value);

/** Names of what is about a secret and holds none: where it is kept, under which name, for how long. */
const SAYS_NOTHING =
  /[.:]|^(?:creation|next|version)_token$|_(?:spec|status|usage|units|tenant)$|(?:^|_)(?:ssm|chamber|name|path)_|^(?:kube|k8s|kubernetes)_secret/i;

/** Units of a lifetime, and the word that there is none. */
const NO_SECRET = /^(?:(?:second|minute|hour|day|week)s?|no[-_ ]\w+)$/i;

/** Every literal of a block, in attributes, objects and lists; those of heredocs and JSON inside them as a whole. */
export function* literalsOf(block: Block): Iterable<NamedLiteral> {
  for (const { name, expression } of block.attributes) yield* literalsIn(name, expression);
  // In JSON what may be a block is there as an attribute too.
  for (const inner of block.blocks) if (!block.attributes.some(({ name }) => name === inner.type)) yield* literalsOf(inner);
}

export function* literalsIn(name: string, expression: Expression): Iterable<NamedLiteral> {
  switch (expression.kind) {
    case "literal":
      if (typeof expression.value === "string") yield { name, value: expression.value, at: range(expression.start, expression.end) };
      return;
    case "list":
      for (const item of expression.items) yield* literalsIn(name, item);
      return;
    case "object":
      yield* entriesOf(expression.entries);
      return;
    case "call":
      // Only these hand their argument on: `file("…")`, `lookup(map, "password")` and the like take names and paths.
      if (TRANSPARENT.has(expression.name)) for (const argument of expression.args) yield* literalsIn(name, argument);
      return;
    case "conditional":
      yield* literalsIn(name, expression.yes);
      yield* literalsIn(name, expression.no);
      return;
    case "template":
      for (const part of expression.parts)
        if (typeof part === "string") yield { name: "", value: part, at: range(expression.start, expression.end) };
      return;
    default:
  }
}

const TRANSPARENT: ReadonlySet<string> = new Set([
  "jsonencode",
  "yamlencode",
  "base64encode",
  "sensitive",
  "nonsensitive",
  "merge",
  "concat",
  "tomap",
  "tolist",
  "toset",
  "tostring",
  "coalesce",
  "try",
]);

/** `{ name = "DB_PASSWORD", value = "…" }` is how containers get their environment: the entry's own name counts. */
function* entriesOf(entries: Extract<Expression, { kind: "object" }>["entries"]): Iterable<NamedLiteral> {
  const text = (key: string) => {
    const value = entries.find((entry) => entry.key.kind === "literal" && entry.key.value === key)?.value;
    return value?.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
  };
  const entryName = text("name") ?? text("Name") ?? text("key");
  for (const { key, value } of entries) {
    const own = key.kind === "literal" ? String(key.value) : lastText(key);
    yield* literalsIn(entryName !== undefined && own.toLowerCase() === "value" ? entryName : own, value);
  }
}

/** Of a key with an interpolation its end says most: `"${var.prefix}_PASSWORD"`. */
function lastText(key: Expression): string {
  const part = key.kind === "template" ? key.parts.at(-1) : undefined;
  return typeof part === "string" ? part : "";
}
