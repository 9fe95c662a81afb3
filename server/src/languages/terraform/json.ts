import type { Node, ParseError } from "jsonc-parser";
import { parseTree, printParseErrorCode } from "jsonc-parser";
import type { Attribute, Block, Expression, Label, TerraformTree } from "./node";
import { EMPTY_TREE, mentions } from "./node";

/** How many labels each top-level block has; in JSON they are nested keys. */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  ephemeral: 2,
  module: 1,
  variable: 1,
  output: 1,
  provider: 1,
  check: 1,
  locals: 0,
  terraform: 0,
  moved: 0,
  import: 0,
  removed: 0,
};

/** Blocks inside blocks that have a label of their own. */
const INNER_LABELS: Readonly<Record<string, number>> = { backend: 1, dynamic: 1, provisioner: 1, provider_meta: 1 };

/** Reads a `.tf.json` or `.tfvars.json` file into the nodes of the native syntax. */
export function parseJson(text: string): TerraformTree {
  if (nestsTooDeep(text)) return { ...EMPTY_TREE, json: true };
  const errors: ParseError[] = [];
  const root = parseTree(text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text, errors, {
    disallowComments: false,
    allowTrailingComma: false,
  });
  const blocks: Block[] = [];
  const attributes: Attribute[] = [];
  // A list at the top was read before 0.12 and still is.
  for (const { key, value } of root?.type === "array" ? (root.children ?? []).flatMap(properties) : properties(root)) {
    const count = LABELS[key.value as string];
    if (count !== undefined) blocks.push(...readBlocks(key, key, value, [], count));
    attributes.push(attribute(key, value));
  }
  return {
    blocks,
    attributes,
    comments: [],
    json: true,
    errors: errors.map((error) => ({
      start: error.offset,
      end: error.offset + error.length,
      message: `This is not valid JSON (${printParseErrorCode(error.error)}).`,
    })),
  };
}

/** The JSON reader calls itself for each level: more levels than any person writes would exhaust the stack. */
export function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === "{" || char === "[") depth++;
    else if (char === "}" || char === "]") depth--;
    if (depth > MAX_NESTING) return true;
  }
  return false;
}

const MAX_NESTING = 200;

function readBlocks(type: Node, anchor: Node, value: Node, labels: readonly Label[], missing: number): Block[] {
  if (value.type === "array") return (value.children ?? []).flatMap((item) => readBlocks(type, anchor, item, labels, missing));
  if (value.type !== "object") return [];
  if (missing > 0) {
    return properties(value).flatMap(({ key, value: inner }) =>
      readBlocks(type, key, inner, [...labels, { ...place(key), text: String(key.value) }], missing - 1),
    );
  }
  const start = anchor.offset;
  const end = value.offset + value.length;
  const inner = properties(value);
  return [
    {
      type: String(type.value),
      start,
      typeEnd: anchor.offset + anchor.length,
      end,
      open: value.offset,
      close: end - 1,
      labels,
      // Without the provider's schema a JSON object may be a value or a block: it can be asked for as either.
      attributes: inner.map((property) => attribute(property.key, property.value)),
      blocks: inner.flatMap((property) =>
        readBlocks(property.key, property.key, property.value, [], INNER_LABELS[String(property.key.value)] ?? 0),
      ),
    },
  ];
}

function properties(node: Node | undefined): { key: Node; value: Node }[] {
  if (node?.type !== "object") return [];
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key && value ? [{ key, value }] : [];
  });
}

function attribute(key: Node, value: Node): Attribute {
  return {
    name: String(key.value),
    start: key.offset,
    nameEnd: key.offset + key.length,
    end: value.offset + value.length,
    expression: expression(value),
  };
}

function expression(node: Node): Expression {
  const at = place(node);
  switch (node.type) {
    case "object":
      return {
        kind: "object",
        ...at,
        entries: properties(node).map(({ key, value }) => ({
          key: { kind: "literal", ...place(key), value: String(key.value) },
          value: expression(value),
        })),
      };
    case "array":
      return { kind: "list", ...at, items: (node.children ?? []).map(expression) };
    case "string":
      return readString(String(node.value), at);
    case "number":
    case "boolean":
      return { kind: "literal", ...at, value: node.value as number | boolean };
    case "null":
      return { kind: "literal", ...at, value: null };
    default:
      return { kind: "unknown", ...at };
  }
}

/** Strings are templates in JSON too. Of their interpolations only plain references are understood. */
function readString(value: string, at: { readonly start: number; readonly end: number }): Expression {
  if (!/[$%]\{/.test(value)) return { kind: "literal", ...at, value };
  const parts: (string | Expression)[] = [];
  let from = 0;
  for (const match of value.matchAll(/(?<![$%])[$%]\{([^{}]*)\}/g)) {
    if (match.index > from) parts.push(value.slice(from, match.index));
    parts.push(reference((match[1] ?? "").trim(), at));
    from = match.index + match[0].length;
  }
  if (from < value.length) parts.push(value.slice(from));
  const [only] = parts;
  return parts.length === 1 && typeof only === "object" ? only : { kind: "template", ...at, parts };
}

function reference(source: string, at: { readonly start: number; readonly end: number }): Expression {
  if (!/^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*$/.test(source)) return mentions(source, at);
  const [root = "", ...steps] = source.split(".");
  return { kind: "reference", ...at, root, steps };
}

const place = (node: Node): { start: number; end: number } => ({ start: node.offset, end: node.offset + node.length });
