import type { Edit, Fix } from "../../core/edit";
import { snippetText } from "../../core/edit";
import type { Range } from "../../core/text";
import { indentAt, lineBreakOf, lineEndAt, lineStartAt, nextLineAt, range } from "../../core/text";
import type { TerraformBlock } from "./block";
import type { Attribute, Block } from "./node";

/** A place a person must fill, with what the file suggests or empty. */
export class TabStop {
  constructor(readonly prefill = "") {}
}

/** Source text of the Terraform language; with tab stops a list of pieces. */
export type Source = string | readonly (string | TabStop)[];

/** A block to write: its header without brace, and the attributes and blocks in it. */
export interface NewBlock {
  readonly header: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly blocks?: readonly NewBlock[];
}

/** A fix, or none where no edit could be made, as in a JSON file. */
export const fixWith = (title: string, safety: Fix["safety"], edits: readonly Edit[]): Fix[] =>
  edits.length ? [{ title, safety, edits }] : [];

/** Gives an attribute a value: replaces the one that is written, else writes it behind the block's last attribute. */
export function setAttribute(block: TerraformBlock, name: string, value: Source): Edit[] {
  const attribute = block.attribute(name);
  if (!isEditable(block)) return [];
  return attribute ? replaceRange(attribute.expression, value) : insertAttribute(block, name, value);
}

/** Replaces source text where it stands. */
export const replaceRange = (at: Range, value: Source): Edit[] => [{ at: range(at.start, at.end), ...written(value) }];

/** Writes another attribute where one stands, its sign in the same column where there is room. */
export function replaceAttribute(block: TerraformBlock, name: string, other: string, value: string): Edit[] {
  const attribute = block.attribute(name);
  if (!attribute || !isEditable(block)) return [];
  return replaceRange(attribute, other + sign(block.reading.part.text, attribute, other) + value);
}

/** Removes an attribute with its line and the comment behind it. */
export function removeAttribute(block: TerraformBlock, name: string): Edit[] {
  const attribute = block.attribute(name);
  return attribute && isEditable(block) ? removeNode(block.reading.part.text, attribute) : [];
}

/** Removes a nested block with its lines. */
export const removeBlock = (block: TerraformBlock): Edit[] => (isEditable(block) ? removeNode(block.reading.part.text, block.node) : []);

/** Writes a block at the end of another one. */
export function insertBlock(block: TerraformBlock, added: NewBlock): Edit[] {
  if (!isEditable(block)) return [];
  const { text } = block.reading.part;
  const { node } = block;
  const indent = innerIndent(text, node);
  const lines = blockLines(added).map((line) => (line === "" ? "" : indent + line));
  const isEmpty = text.slice(node.open + 1, node.close).trim() === "";
  if (isOneLine(text, node)) return [openUp(text, node, lines, !isEmpty)];
  const at = lineStartAt(text, node.close);
  const blank = isEmpty || /\n[ \t]*\r?\n$/.test(text.slice(0, at)) ? [] : [""];
  return [{ at: range(at, at), text: withBreaks(text, [...blank, ...lines, ""].join("\n")) }];
}

/** A whole new block behind this one, at the top of the file. */
export function insertBehind(block: TerraformBlock, added: NewBlock): Edit[] {
  if (!isEditable(block)) return [];
  const { text } = block.reading.part;
  const at = lineEndAt(text, block.node.end);
  return [{ at: range(at, at), text: withBreaks(text, ["", "", ...blockLines(added)].join("\n")) }];
}

function insertAttribute(block: TerraformBlock, name: string, value: Source): Edit[] {
  const { text } = block.reading.part;
  const { node } = block;
  const indent = innerIndent(text, node);
  const last = lastOnOwnLine(text, node);
  const line = (between: string): Source => (typeof value === "string" ? `${name}${between}${value}` : [`${name}${between}`, ...value]);
  if (isOneLine(text, node)) {
    const isEmpty = text.slice(node.open + 1, node.close).trim() === "";
    if (typeof value === "string") return [openUp(text, node, [`${indent}${name} = ${value}`], false)];
    // A tab stop cannot be mixed with text that is kept: only an empty block is opened up.
    const base = indentAt(text, node.start);
    const opened: Source = [`\n${indent}`, ...asPieces(line(" = ")), `\n${base}`];
    return isEmpty ? [{ at: range(node.open + 1, node.close), ...written(opened, text) }] : [];
  }
  if (last) {
    const at = lineEndAt(text, last.end);
    return [{ at: range(at, at), ...written([`\n${indent}`, ...asPieces(line(sign(text, last, name)))], text) }];
  }
  const at = lineEndAt(text, node.open);
  const parting = node.blocks.length ? "\n" : "";
  return [{ at: range(at, at), ...written([`\n${indent}`, ...asPieces(line(" = ")), parting], text) }];
}

const asPieces = (source: Source): readonly (string | TabStop)[] => (typeof source === "string" ? [source] : source);

/** Text that was broken off or is JSON is not touched. */
const isEditable = (block: TerraformBlock): boolean => !block.tree.json && !block.open;

/** The last attribute that starts a line of its own. */
const lastOnOwnLine = (text: string, node: Block): Attribute | undefined =>
  node.attributes.findLast((attribute) => text.slice(lineStartAt(text, attribute.start), attribute.start).trim() === "");

/** The sign between name and value, under that of the line before where there is room. */
function sign(text: string, before: Attribute, name: string): string {
  const ownLine = lineEndAt(text, before.start) === lineEndAt(text, before.end);
  const column = text.indexOf("=", before.nameEnd) - before.start;
  return ownLine && column > name.length ? `${" ".repeat(column - name.length)}= ` : " = ";
}

function innerIndent(text: string, node: Block): string {
  const inside = [...node.attributes, ...node.blocks].find(
    (child) => text.slice(lineStartAt(text, child.start), child.start).trim() === "",
  );
  return inside ? indentAt(text, inside.start) : `${indentAt(text, node.start)}  `;
}

const isOneLine = (text: string, node: Block): boolean => !text.slice(node.open, node.close).includes("\n");

/** A block on one line gets a line for each thing in it. */
function openUp(text: string, node: Block, lines: readonly string[], parted: boolean): Edit {
  const inside = text.slice(node.open + 1, node.close).trim();
  const kept = inside === "" ? [] : [innerIndent(text, node) + inside];
  const all = [...kept, ...(parted ? [""] : []), ...lines];
  return { at: range(node.open + 1, node.close), text: withBreaks(text, `\n${all.join("\n")}\n${indentAt(text, node.start)}`) };
}

function removeNode(text: string, node: Range): Edit[] {
  const start = lineStartAt(text, node.start);
  const end = lineEndAt(text, node.end);
  const alone = text.slice(start, node.start).trim() === "" && /^\s*(?:(?:#|\/\/).*)?$/.test(text.slice(node.end, end));
  if (alone) return [{ at: range(start, nextLineAt(text, node.end)), text: "" }];
  const before = /[ \t]*$/.exec(text.slice(0, node.start))?.[0].length ?? 0;
  const behind = /^[ \t]*/.exec(text.slice(node.end))?.[0].length ?? 0;
  return [{ at: range(node.start - before, node.end + behind), text: "" }];
}

function blockLines({ header, attributes = {}, blocks = [] }: NewBlock): string[] {
  const names = Object.keys(attributes);
  const width = Math.max(0, ...names.map((name) => name.length));
  const inner = [
    ...Object.entries(attributes).map(([name, value]) => `${name.padEnd(width)} = ${value}`),
    ...blocks.flatMap((block, i) => (names.length || i > 0 ? ["", ...blockLines(block)] : blockLines(block))),
  ];
  return [`${header} {`, ...inner.map((line) => (line === "" ? "" : `  ${line}`)), "}"];
}

/** The text of an edit; with tab stops it is snippet text throughout. */
function written(source: Source, around = ""): { text: string; snippet?: boolean } {
  const breaks = (text: string) => withBreaks(around, text);
  if (typeof source === "string") return { text: breaks(source) };
  if (source.every((piece) => typeof piece === "string")) return { text: breaks(source.join("")) };
  let number = 0;
  const pieces = source.map((piece) => {
    if (typeof piece === "string") return snippetText(breaks(piece));
    number++;
    return piece.prefill === "" ? `\${${number}}` : `\${${number}:${snippetText(piece.prefill)}}`;
  });
  return { text: pieces.join(""), snippet: true };
}

const withBreaks = (text: string, insertion: string): string =>
  lineBreakOf(text) === "\n" ? insertion : insertion.replaceAll("\n", "\r\n");
