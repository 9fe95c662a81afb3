import type { Edit } from "../../core/edit";
import { snippetText } from "../../core/edit";
import type { Range } from "../../core/text";
import { indentAt, lineBreakOf, lineEndAt, lineStartAt, nextLineAt, range } from "../../core/text";
import type { Mapping, Sequence } from "./mapping";
import type { Scalar, YamlNode, YamlPair } from "./node";
import { writeScalar } from "./scalar";

/** A value that a person must decide, prefilled with what the file suggests or empty. */
export class TabStop {
  constructor(readonly prefill: Scalar = "") {}
}

/** What an edit writes, in block or flow style as its surroundings ask. */
export type Written = Scalar | TabStop | readonly Written[] | { readonly [key: string]: Written };

/**
 * Writes `value` at `path` below a mapping, creating what is missing on the way: with the file's own indentation, in its style, comments
 * untouched. `after` names siblings that the first new key should follow, the best first.
 */
export function setAt(mapping: Mapping, path: readonly string[], value: Written, after: readonly string[] = []): Edit[] {
  const [key, ...rest] = path;
  if (key === undefined) return [];
  const existing = mapping.pair(key);
  if (rest.length && existing?.value?.kind === "map") return setAt(mapping.map(key), rest, value, after);
  const nested = rest.reduceRight<Written>((inner, name) => ({ [name]: inner }), value);
  return [existing ? replaceValue(mapping, existing, nested) : insertKey(mapping, key, nested, after)];
}

/**
 * {@link setAt} for several paths of one mapping. What goes into a block that is there comes first: where that block is the last one, it and the
 * mapping end at the same place, and what is written there first stands first.
 */
export function setAll(
  mapping: Mapping,
  entries: readonly (readonly [path: readonly string[], value: Written])[],
  after: readonly string[] = [],
): Edit[] {
  const isInner = ([[key = "", ...rest]]: (typeof entries)[number]) => rest.length > 0 && mapping.map(key).node !== undefined;
  const ordered = [...entries.filter(isInner), ...entries.filter((entry) => !isInner(entry))];
  return ordered.flatMap(([path, value]) => setAt(mapping, path, value, after));
}

/** Writes another value in the place of a key's, whatever its form. */
export function replaceIn(mapping: Mapping, key: string, value: Written): Edit[] {
  const pair = mapping.pair(key);
  return pair ? [replaceValue(mapping, pair, value)] : [];
}

/** Removes a key with its value, its own line and the comment behind it; in flow style with its comma. */
export function removeKey(mapping: Mapping, key: string): Edit[] {
  const pair = mapping.pair(key);
  if (!pair || !mapping.node) return [];
  const { text } = mapping.world;
  if (mapping.node.flow) return [{ at: flowSpan(text, pair.key.start, pairEnd(text, pair)), text: "" }];
  if (mapping.node.pairs.length === 1) return [{ at: range(pair.key.start, pairEnd(text, pair)), text: "{}" }];
  const lineStart = lineStartAt(text, pair.key.start);
  const ownLine = text.slice(lineStart, pair.key.start).trim() === "";
  if (ownLine) return [{ at: range(lineStart, nextLineAt(text, pairEnd(text, pair))), text: "" }];
  // The first key of a list item shares its line with the dash: the next key moves up to it.
  const next = mapping.node.pairs.find((other) => other.key.start > pair.key.start);
  return next ? [{ at: range(pair.key.start, next.key.start), text: "" }] : [];
}

/** Renames a key where it stands. */
export function renameKey(mapping: Mapping, key: string, to: string): Edit[] {
  const pair = mapping.pair(key);
  if (!pair) return [];
  const quote = pair.key.style === "double" ? '"' : pair.key.style === "single" ? "'" : "";
  return [{ at: range(pair.key.start, pair.key.end), text: `${quote}${to}${quote}` }];
}

/** Adds an item at the end of a list that has items. */
export function appendItem(sequence: Sequence, value: Written): Edit[] {
  const last = sequence.node?.items.at(-1);
  if (!sequence.node || !last?.node) return [];
  const { text } = sequence.world;
  const end = contentEnd(text, last.node);
  if (sequence.node.flow) return [{ ...at(end), ...inserted(`, ${flow(value, isJson(text))}`, value) }];
  const column = dashColumn(text, last.start);
  const lines = block(value, unitOf(text));
  const body = `- ${lines.join(`\n  `)}`.split("\n").map((line) => " ".repeat(column) + line);
  return [{ ...at(lineEndAt(text, end)), ...inserted(withBreaks(text, `\n${body.join("\n")}`), value) }];
}

/** Writes another value in the place of a list's item; what stands behind it on its line stays. */
export function replaceItem(sequence: Sequence, item: YamlNode, value: Written): Edit[] {
  if (!sequence.node) return [];
  const { text } = sequence.world;
  const where = range(item.start, contentEnd(text, item));
  if (sequence.node.flow) return [{ at: where, ...inserted(flow(value, isJson(text)), value) }];
  const column = dashColumn(text, item.start) + 2;
  const lines = block(value, unitOf(text)).map((line, i) => (i === 0 ? line : " ".repeat(column) + line));
  // A comment behind a single line would end up behind the first of several.
  const comment = lines.length > 1 ? /^[ \t]*#[^\r\n]*/.exec(text.slice(where.end))?.[0] : undefined;
  const written = comment === undefined ? lines : [`${lines[0] ?? ""} ${comment.trim()}`, ...lines.slice(1)];
  return [{ at: range(where.start, where.end + (comment?.length ?? 0)), ...inserted(withBreaks(text, written.join("\n")), value) }];
}

/** Replaces a scalar where it stands; quotes stay as they are where the new value allows it. */
export function replaceScalar(text: string, node: YamlNode, value: string): Edit {
  const quote = text[node.start];
  if (quote === '"') return { at: range(node.start, node.end), text: JSON.stringify(value) };
  if (quote === "'") return { at: range(node.start, node.end), text: `'${value.replaceAll("'", "''")}'` };
  return { at: range(node.start, node.end), text: writeScalar(value) };
}

function insertKey(mapping: Mapping, key: string, value: Written, after: readonly string[]): Edit {
  const { text } = mapping.world;
  const { node } = mapping;
  if (!node || (!node.pairs.length && !node.merges.length)) return writeMapping(mapping, { [key]: value });
  const steady = node.pairs.filter((pair) => !pair.conditional);
  const neighbour =
    after.map((name) => steady.find((pair) => pair.key.source === name)).find((pair) => pair) ?? steady.at(-1) ?? node.pairs.at(-1);
  // A mapping may hold nothing but a merge key: then what it merges is the neighbour.
  const end = neighbour ? pairEnd(text, neighbour) : Math.max(...node.merges.map((merged) => contentEnd(text, merged)));
  if (node.flow) return { ...at(end), ...inserted(`, ${flowKey(key, text)}: ${flow(value, isJson(text))}`, value) };
  const start = neighbour?.key.start ?? node.start;
  const column = start - lineStartAt(text, start);
  const lines = block({ [key]: value }, unitOf(text)).map((line) => " ".repeat(column) + line);
  return { ...at(lineEndAt(text, end)), ...inserted(withBreaks(text, `\n${lines.join("\n")}`), value) };
}

/** A mapping that is written as nothing (`securityContext:`) or as `{}`, or not at all. */
function writeMapping(mapping: Mapping, value: Written): Edit {
  if (mapping.node) return { at: range(mapping.node.start, mapping.node.end), ...inserted(flow(value, isJson(mapping.world.text)), value) };
  const { parent } = mapping;
  if (!parent) return { at: range(0, 0), text: "" };
  const pair = parent.mapping.pair(parent.key);
  return pair ? replaceValue(parent.mapping, pair, value) : insertKey(parent.mapping, parent.key, value, []);
}

function replaceValue(mapping: Mapping, pair: YamlPair, value: Written): Edit {
  const { text } = mapping.world;
  const isFlow = mapping.node?.flow === true;
  const structured = typeof value === "object" && value !== null && !(value instanceof TabStop);
  if (pair.value && !structured)
    return { at: range(pair.value.start, contentEnd(text, pair.value)), ...inserted(flow(value, isJson(text)), value) };
  if (isFlow) return { at: range(pair.key.end, pairEnd(text, pair)), ...inserted(`: ${flow(value, isJson(text))}`, value) };
  const column = pair.key.start - lineStartAt(text, pair.key.start);
  const lines = block(value, unitOf(text)).map((line) => " ".repeat(column + unitOf(text)) + line);
  const from = pair.value ? pair.value.start : pair.key.end;
  const to = pair.value ? contentEnd(text, pair.value) : text[pair.key.end] === ":" ? pair.key.end + 1 : pair.key.end;
  if (!structured) return { at: range(from, to), ...inserted(`: ${flow(value, false)}`, value) };
  return pair.value
    ? { at: range(pair.key.end, to), ...inserted(withBreaks(text, `:\n${lines.join("\n")}`), value) }
    : { ...at(lineEndAt(text, to)), ...inserted(withBreaks(text, `\n${lines.join("\n")}`), value) };
}

const at = (offset: number): { at: Range } => ({ at: range(offset, offset) });

const hasTabStop = (value: Written): boolean =>
  value instanceof TabStop || (typeof value === "object" && value !== null && Object.values(value).some((inner) => hasTabStop(inner)));

/** The text of an edit; with tab stops it is snippet text throughout. Tab stops are numbered in reading order. */
function inserted(text: string, value: Written): { text: string; snippet?: boolean } {
  if (!hasTabStop(value)) return { text };
  let number = 0;
  const parts = text.split(/\u0001([^\u0002]*)\u0002/);
  return {
    snippet: true,
    text: parts
      .map((part, i) => {
        if (i % 2 === 0) return snippetText(part);
        number++;
        return part === "" ? `\${${number}}` : `\${${number}:${snippetText(part)}}`;
      })
      .join(""),
  };
}

const stop = (value: TabStop): string => `\u0001${value.prefill === "" ? "" : writeScalar(value.prefill)}\u0002`;

/** The lines of a value in block style, without the indentation of where it goes. */
function block(value: Written, unit: number): string[] {
  if (value instanceof TabStop) return [stop(value)];
  if (typeof value !== "object" || value === null) return [writeScalar(value)];
  if (Array.isArray(value)) {
    return (value as readonly Written[]).flatMap((item) => block(item, unit).map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`)));
  }
  return Object.entries(value as Readonly<Record<string, Written>>).flatMap(([key, inner]) => {
    const structured = typeof inner === "object" && inner !== null && !(inner instanceof TabStop);
    const lines = block(inner, unit);
    if (!structured) return [`${key}: ${lines[0] ?? ""}`];
    if (!lines.length) return [`${key}: ${Array.isArray(inner) ? "[]" : "{}"}`];
    return [`${key}:`, ...lines.map((line) => (Array.isArray(inner) ? line : " ".repeat(unit) + line))].map((line, i) =>
      i > 0 && Array.isArray(inner) ? " ".repeat(unit) + line : line,
    );
  });
}

function flow(value: Written, json: boolean): string {
  if (value instanceof TabStop) return stop(value);
  if (typeof value !== "object" || value === null)
    return json && typeof value === "string" ? JSON.stringify(value) : writeFlowScalar(value);
  if (Array.isArray(value)) return `[${(value as readonly Written[]).map((item) => flow(item, json)).join(", ")}]`;
  const inner = Object.entries(value as Readonly<Record<string, Written>>).map(
    ([key, item]) => `${json ? JSON.stringify(key) : key}: ${flow(item, json)}`,
  );
  return inner.length ? `{ ${inner.join(", ")} }` : "{}";
}

const writeFlowScalar = (value: Scalar): string => {
  const written = writeScalar(value);
  return typeof value === "string" && /[,[\]{}]/.test(written) && !written.startsWith('"') ? JSON.stringify(value) : written;
};

const isJson = (text: string): boolean => /^\s*[{[]/.test(text);
const flowKey = (key: string, text: string): string => (isJson(text) ? JSON.stringify(key) : key);

const withBreaks = (text: string, insertion: string): string =>
  lineBreakOf(text) === "\n" ? insertion : insertion.replaceAll("\n", "\r\n");

/** Where a node's text ends: without the line break that closes a block scalar. */
export function contentEnd(text: string, node: YamlNode): number {
  if (node.kind === "map" && !node.flow) {
    const last = node.pairs.reduce<YamlPair | undefined>(
      (latest, pair) => (!latest || pair.key.start > latest.key.start ? pair : latest),
      undefined,
    );
    return last ? pairEnd(text, last) : node.end;
  }
  if (node.kind === "seq" && !node.flow) {
    const last = node.items.at(-1);
    return last?.node ? contentEnd(text, last.node) : node.end;
  }
  let end = node.end;
  if (node.kind === "scalar" && node.style === "block") while (end > node.start && /[\r\n]/.test(text.charAt(end - 1))) end--;
  return end;
}

export function pairEnd(text: string, pair: YamlPair): number {
  if (pair.value) return Math.max(contentEnd(text, pair.value), pair.key.end);
  return text[pair.key.end] === ":" ? pair.key.end + 1 : pair.key.end;
}

/** A flow pair with one comma beside it. */
function flowSpan(text: string, start: number, end: number): Range {
  const behind = /^\s*,\s*/.exec(text.slice(end));
  if (behind) return range(start, end + behind[0].length);
  const before = /,\s*$/.exec(text.slice(0, start));
  return range(start - (before?.[0].length ?? 0), end);
}

/** The file's own step of indentation: the first one it takes, else two. */
function unitOf(text: string): number {
  for (const match of text.matchAll(/^([^\s#-][^\n]*):[ \t]*\r?\n( +)\S/gm)) return match[2]?.length ?? 2;
  return 2;
}

function dashColumn(text: string, itemStart: number): number {
  const lineStart = lineStartAt(text, itemStart);
  const dash = text.lastIndexOf("-", itemStart);
  return dash >= lineStart ? dash - lineStart : indentAt(text, itemStart).length;
}

/** The lines of a value in block style, two spaces a step. */
export const writeBlock = (value: Written): string[] => block(value, 2);
