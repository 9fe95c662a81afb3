import type { Node } from "web-tree-sitter";
import type { Part } from "../../core/part";
import { withTree } from "../tree-sitter";
import { ExpressionReader } from "./expression";
import { parseJson } from "./json";
import type { Attribute, Block, Label, TerraformError, TerraformTree } from "./node";
import { EMPTY_TREE } from "./node";

/** Deeper nesting than any person writes: what is below is left out, so that no input can exhaust the stack. */
const MAX_BLOCK_DEPTH = 60;

/** Reads one part. Never throws; before the grammar is loaded every part is empty. */
export function parseTerraform(part: Part): TerraformTree {
  if (part.kind === "json") return parseJson(part.text);
  return parseText(part.text);
}

/** Reads text in the native syntax. */
export const parseText = (text: string): TerraformTree => withTree("terraform", text, (root) => readFile(root, text)) ?? EMPTY_TREE;

function readFile(root: Node, text: string): TerraformTree {
  const reader = new ExpressionReader(text);
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (const child of reader.children(root)) if (child.type === "body") readBody(child, reader, attributes, blocks, 0);
  return { attributes, blocks, comments: reader.comments, errors: root.hasError ? errorsIn(root, text) : [], json: false };
}

function readBody(body: Node, reader: ExpressionReader, attributes: Attribute[], blocks: Block[], depth: number): void {
  for (const child of reader.children(body)) {
    if (child.type === "attribute") {
      const attribute = readAttribute(child, reader);
      if (attribute) attributes.push(attribute);
    } else if (child.type === "block" && depth < MAX_BLOCK_DEPTH) {
      const block = readBlock(child, reader, depth);
      if (block) blocks.push(block);
    }
  }
}

function readAttribute(node: Node, reader: ExpressionReader): Attribute | undefined {
  const children = reader.children(node);
  const [name, sign] = children;
  const value = children.at(-1);
  if (name?.type !== "identifier" || !value) return undefined;
  const start = name.startIndex;
  const { endIndex: nameEnd } = name;
  const place = { start, end: node.endIndex, name: reader.text.slice(start, nameEnd), nameEnd };
  // After an error tree-sitter may give the attribute the value of the next one.
  if (sign?.type !== "=" || value.type !== "expression" || node.hasError) {
    return { ...place, expression: { kind: "unknown", start: value.startIndex, end: value.endIndex } };
  }
  return { ...place, expression: reader.expression(value) };
}

function readBlock(node: Node, reader: ExpressionReader, depth: number): Block | undefined {
  const children = reader.children(node);
  const [type] = children;
  if (type?.type !== "identifier") return undefined;
  const labels: Label[] = [];
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  let open: number | undefined;
  let close = node.endIndex;
  for (const child of children.slice(1)) {
    const { startIndex: start, endIndex: end } = child;
    if (child.type === "identifier" && open === undefined) labels.push({ start, end, text: reader.text.slice(start, end) });
    else if (child.type === "string_lit" && open === undefined) labels.push({ start, end, text: reader.text.slice(start + 1, end - 1) });
    else if (child.type === "block_start") open = start;
    else if (child.type === "block_end" && end > start) close = start;
    else if (child.type === "body") readBody(child, reader, attributes, blocks, depth + 1);
  }
  const { startIndex: start, endIndex: end } = node;
  const name = reader.text.slice(start, type.endIndex);
  return { type: name, typeEnd: type.endIndex, labels, attributes, blocks, start, end, open: open ?? end, close };
}

/** What tree-sitter could not fit in. One error may cover several lines: what is shown is its beginning. */
function errorsIn(root: Node, text: string): TerraformError[] {
  const errors: TerraformError[] = [];
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.isMissing) errors.push({ start: node.startIndex, end: node.endIndex, message: `${missingSign(node)} is missing.` });
    else if (node.isError) {
      const { startIndex: start, endIndex: end } = node;
      if (text.slice(start, end).trim() !== "") errors.push({ start, end, message: "This is not valid here." });
    } else if (node.hasError) pending.push(...node.children.toReversed());
  }
  return errors;
}

const missingSign = (node: Node): string => (node.type === "quoted_template_end" ? "A closing quote" : `"${node.type}"`);
