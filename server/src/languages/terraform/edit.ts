import type { Edit, Fix } from "../../core/edit";
import { snippetText } from "../../core/edit";
import type { Range } from "../../core/text";
import { indentAt, lineBreakOf, lineEndAt, lineStartAt, nextLineAt, range } from "../../core/text";
import type { TerraformBlock } from "./block";
import { isOverride } from "./facts";
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
export const setAttribute = (block: TerraformBlock, name: string, value: Source): Edit[] => setAttributes(block, { [name]: value });

/** Gives several attributes of one block their values: the new ones together, and the signs in a column, as `terraform fmt` has them. */
export function setAttributes(block: TerraformBlock, values: Readonly<Record<string, Source>>): Edit[] {
  if (!isEditable(block)) return [];
  const entries = Object.entries(values);
  return [
    ...entries.flatMap(([name, value]) => {
      const attribute = block.attribute(name);
      return attribute ? replaceRange(attribute.expression, value) : [];
    }),
    ...insertAttributes(
      block,
      entries.filter(([name]) => !block.has(name)),
    ),
  ];
}

/** Replaces source text where it stands. */
export const replaceRange = (at: Range, value: Source): Edit[] => [{ at: range(at.start, at.end), ...written(value) }];

/** Writes another attribute where one stands, the signs around it in a column still. */
export function replaceAttribute(block: TerraformBlock, name: string, other: string, value: string): Edit[] {
  const attribute = block.attribute(name);
  if (!attribute || !isEditable(block)) return [];
  const { text } = block.reading.part;
  const others = alignedWith(text, block.node, attribute).filter((each) => each !== attribute);
  const width = widthOf([...others.map(nameLength), other.length]);
  return [...replaceRange(attribute, `${other.padEnd(width)} = ${value}`), ...align(text, others, width)];
}

/** Gives an attribute another name, the signs around it in a column still. */
export function renameAttribute(block: TerraformBlock, { start, nameEnd }: Attribute, other: string): Edit[] {
  const { text } = block.reading.part;
  const attribute = block.node.attributes.find((each) => each.start === start);
  const column = attribute ? alignedWith(text, block.node, attribute) : [];
  if (!attribute || block.tree.json || !column.length) return replaceRange({ start, end: nameEnd }, other);
  const others = column.filter((each) => each !== attribute);
  const width = widthOf([...others.map(nameLength), other.length]);
  const sign = text.indexOf("=", nameEnd);
  return [...replaceRange({ start, end: sign }, `${other.padEnd(width)} `), ...align(text, others, width)];
}

/** Removes an attribute with its line and the comment behind it. */
export function removeAttribute(block: TerraformBlock, name: string): Edit[] {
  const attribute = block.attribute(name);
  if (!attribute || !isEditable(block)) return [];
  const { text } = block.reading.part;
  const others = joinedWithout(text, block.node, attribute);
  return [...removeNode(text, attribute), ...align(text, others, widthOf(others.map(nameLength)))];
}

/** Removes a nested block with its lines. */
export const removeBlock = (block: TerraformBlock): Edit[] => (isEditable(block) ? removeNode(block.reading.part.text, block.node) : []);

/** Removes a block at the top of the file, with the comments directly above it and the blank line behind. */
export function removeTopBlock(block: TerraformBlock): Edit[] {
  if (!isEditable(block)) return [];
  const { text } = block.reading.part;
  const end = nextLineAt(text, block.node.end);
  const blank = /^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0;
  return [{ at: range(commentsAbove(text, lineStartAt(text, block.node.start)), end + blank), text: "" }];
}

/** Where the lines of comment directly above a line begin. */
function commentsAbove(text: string, start: number): number {
  let at = start;
  for (
    let line = at > 0 ? lineStartAt(text, at - 1) : at;
    line < at && /^(?:#|\/\/)/.test(text.slice(line, at));
    line = at > 0 ? lineStartAt(text, at - 1) : at
  )
    at = line;
  return at;
}

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
  // What is laid over the block does not matter to its neighbour; an override file takes no new blocks.
  if (block.tree.json || block.tree.errors.length || isOverride(block.reading.path)) return [];
  const { text } = block.reading.part;
  const at = lineEndAt(text, block.node.end);
  return [{ at: range(at, at), text: withBreaks(text, ["", "", ...blockLines(added)].join("\n")) }];
}

function insertAttributes(block: TerraformBlock, added: readonly (readonly [name: string, value: Source])[]): Edit[] {
  if (!added.length) return [];
  const { text } = block.reading.part;
  const { node } = block;
  const indent = innerIndent(text, node);
  const own = added.map(([name]) => name.length);
  const lines = (width: number) => added.flatMap(([name, value]) => [`\n${indent}${name.padEnd(width)} = `, ...asPieces(value)]);
  if (isOneLine(text, node)) {
    const isEmpty = text.slice(node.open + 1, node.close).trim() === "";
    if (added.every(([, value]) => typeof value === "string")) {
      const [only] = node.attributes;
      const width = only && node.attributes.length === 1 ? widthOf([...own, nameLength(only)]) : widthOf(own);
      const plain = added.map(([name, value]) => `${indent}${name.padEnd(width)} = ${typeof value === "string" ? value : ""}`);
      return [openUp(text, node, plain, false, only && node.attributes.length === 1 ? padded(text, only, width) : undefined)];
    }
    // A tab stop cannot be mixed with text that is kept: only an empty block is opened up.
    return isEmpty
      ? [{ at: range(node.open + 1, node.close), ...written([...lines(widthOf(own)), `\n${indentAt(text, node.start)}`], text) }]
      : [];
  }
  const last = lastOnOwnLine(text, node);
  if (last) {
    const chain = isOnOneLine(text, last) ? alignedWith(text, node, last) : [];
    const width = chain.length
      ? widthOf([...own, ...chain.map(nameLength)])
      : isOnOneLine(text, last)
        ? signColumn(text, last)
        : widthOf(own);
    const at = lineEndAt(text, last.end);
    return [{ at: range(at, at), ...written(lines(width), text) }, ...align(text, chain, width)];
  }
  const at = lineEndAt(text, node.open);
  const parting = node.blocks.length ? "\n" : "";
  return [{ at: range(at, at), ...written([...lines(widthOf(own)), parting], text) }];
}

const widthOf = (lengths: readonly number[]): number => Math.max(0, ...lengths);
const nameLength = ({ start, nameEnd }: Attribute): number => nameEnd - start;

/** How wide the name of an attribute is with the blanks behind it, all but one. */
const signColumn = (text: string, attribute: Attribute): number => text.indexOf("=", attribute.nameEnd) - attribute.start - 1;

const isOnOneLine = (text: string, { start, end }: Attribute): boolean => lineEndAt(text, start) === lineEndAt(text, end);

/** The attributes that are in a column once this one is gone: those it stands among, or those above and below that it kept apart. */
function joinedWithout(text: string, node: Block, attribute: Attribute): readonly Attribute[] {
  const own = alignedWith(text, node, attribute).filter((each) => each !== attribute);
  const above = node.attributes.find((each) => nextLineAt(text, each.end) === lineStartAt(text, attribute.start));
  const below = node.attributes.find((each) => lineStartAt(text, each.start) === nextLineAt(text, attribute.end));
  if (!above || !below || !isOnOneLine(text, above)) return own;
  const columns = [alignedWith(text, node, above), alignedWith(text, node, below)];
  return columns.some((column) => !column.length) ? own : [...new Set([...own, ...columns.flat()])].filter((each) => each !== attribute);
}

/**
 * The attributes on the lines next to one that `terraform fmt` writes in a column with it, itself among them: each starts a line and ends on it.
 * None where the file does not keep them in a column.
 */
function alignedWith(text: string, node: Block, attribute: Attribute): readonly Attribute[] {
  const starts = node.attributes.filter(({ start }) => text.slice(lineStartAt(text, start), start).trim() === "");
  const at = starts.indexOf(attribute);
  if (at < 0 || !joinsColumn(text, attribute)) return [];
  let first = at;
  let last = at;
  const follows = (before: Attribute | undefined, behind: Attribute | undefined) =>
    before !== undefined &&
    behind !== undefined &&
    isOnOneLine(text, before) &&
    joinsColumn(text, behind) &&
    nextLineAt(text, before.end) === lineStartAt(text, behind.start);
  while (follows(starts[first - 1], starts[first])) first--;
  while (follows(starts[last], starts[last + 1])) last++;
  const chain = starts.slice(first, last + 1);
  const columns = new Set(chain.map((each) => signColumn(text, each)));
  return columns.size === 1 ? chain : [];
}

/** A heredoc opens on a line of the column, brackets that stay open do not. */
const joinsColumn = (text: string, attribute: Attribute): boolean =>
  isOnOneLine(text, attribute) || text.startsWith("<<", attribute.expression.start);

/** Moves the signs of attributes into a column. */
const align = (text: string, attributes: readonly Attribute[], width: number): Edit[] =>
  attributes.flatMap((attribute) => {
    const sign = text.indexOf("=", attribute.nameEnd);
    const gap = " ".repeat(width - nameLength(attribute) + 1);
    return text.slice(attribute.nameEnd, sign) === gap ? [] : [{ at: range(attribute.nameEnd, sign), text: gap }];
  });

/** The source of an attribute with its name that wide. */
const padded = (text: string, attribute: Attribute, width: number): string =>
  `${text.slice(attribute.start, attribute.nameEnd).padEnd(width)} ${text.slice(text.indexOf("=", attribute.nameEnd), attribute.end)}`;

const asPieces = (source: Source): readonly (string | TabStop)[] => (typeof source === "string" ? [source] : source);

/** Text that was broken off or is JSON is not touched. */
const isEditable = (block: TerraformBlock): boolean => !block.tree.json && !block.open;

/** The last attribute that starts a line of its own. */
const lastOnOwnLine = (text: string, node: Block): Attribute | undefined =>
  node.attributes.findLast((attribute) => text.slice(lineStartAt(text, attribute.start), attribute.start).trim() === "");

function innerIndent(text: string, node: Block): string {
  const inside = [...node.attributes, ...node.blocks].find(
    (child) => text.slice(lineStartAt(text, child.start), child.start).trim() === "",
  );
  return inside ? indentAt(text, inside.start) : `${indentAt(text, node.start)}  `;
}

const isOneLine = (text: string, node: Block): boolean => !text.slice(node.open, node.close).includes("\n");

/** A block on one line gets a line for each thing in it. */
function openUp(text: string, node: Block, lines: readonly string[], parted: boolean, content?: string): Edit {
  const inside = content ?? text.slice(node.open + 1, node.close).trim();
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
