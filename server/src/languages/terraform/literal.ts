import type { Range } from "../../core/text";
import { range } from "../../core/text";
import type { Block, Expression } from "./node";

/** A text that is written out, with the name it is given: an attribute's, a key's, or that of an environment entry. */
export interface NamedLiteral {
  readonly name: string;
  readonly value: string;
  readonly at: Range;
}

/** Every literal of a block, in attributes, objects and lists; those of heredocs and JSON inside them as a whole. */
export function* literalsOf(block: Block): Iterable<NamedLiteral> {
  for (const { name, expression } of block.attributes) yield* literalsIn(name, expression);
  for (const inner of block.blocks) yield* literalsOf(inner);
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
      yield* entriesOf(name, expression.entries);
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
      for (const part of expression.parts) if (typeof part === "string") yield { name: "", value: part, at: range(expression.start, expression.end) };
      return;
    default:
  }
}

const TRANSPARENT: ReadonlySet<string> = new Set(["jsonencode", "yamlencode", "base64encode", "sensitive", "nonsensitive", "merge", "concat", "tomap", "tolist", "toset", "tostring", "coalesce", "try"]);

/** `{ name = "DB_PASSWORD", value = "…" }` is how containers get their environment: the entry's own name counts. */
function* entriesOf(name: string, entries: Extract<Expression, { kind: "object" }>["entries"]): Iterable<NamedLiteral> {
  const text = (key: string) => {
    const value = entries.find((entry) => entry.key.kind === "literal" && entry.key.value === key)?.value;
    return value?.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
  };
  const entryName = text("name") ?? text("Name") ?? text("key");
  for (const { key, value } of entries) {
    const own = key.kind === "literal" ? String(key.value) : name;
    yield* literalsIn(entryName !== undefined && own.toLowerCase() === "value" ? entryName : own, value);
  }
}
