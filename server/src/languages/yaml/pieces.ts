import { nextLineAt } from "../../core/text";
import type { Mask } from "../helm/mask";
import type { YamlError, YamlMap, YamlNode, YamlPair, YamlScalar } from "./node";

/**
 * A long document of plain block mappings is read in pieces, one a top-level entry, or one an entry of a long top-level mapping: the services
 * of a Compose file, the sections of a values.yaml. The pieces whose text was there before are not read again, so that a keystroke in a file
 * of a thousand lines reads twenty. What comes out is what reading the whole would give, but that something wrong spoils no more than its
 * piece; documents where a piece could depend on another one (anchors, directives) are read whole.
 */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** For an entry of a long top-level mapping: the key line above the entries, with what stands between it and the first. */
  readonly header: boolean;
  /** The entry belongs to the header before it. */
  readonly nested: boolean;
}

/** A piece that was read, with its nodes as they stand in the document at `at`. */
export interface ReadPiece {
  readonly at: number;
  readonly pairs: readonly YamlPair[];
  readonly open: boolean;
  readonly end: number;
  readonly errors: readonly YamlError[];
}

/** By their text. Two with the same text are one: their nodes differ only in where they stand. */
export type ReadPieces = ReadonlyMap<string, ReadPiece>;

/** Shorter documents are read as fast as they could be cut. */
const LONG = 4096;
/** A top-level mapping longer than this is cut into its entries. */
const LONG_ENTRY = 2048;

const TOP_KEY = /[A-Za-z_][\w.-]*:(?=[ \t\r\n]|$)/y;
const ENTRY_KEY = /(?:[A-Za-z0-9_/$.][^\s:#"'{}[\],&*!|>%@`]*|"[^"\\\n]*"|'[^'\n]*'):(?=[ \t\r\n]|$)/y;
const BARE_HEADER = /^[^\s:]+:[ \t]*(?:#[^\n]*)?\r?$/;
/** An anchor, an alias or a merge key; also some text that only looks like one, which costs no more than time. */
const SHARED = /(?:^|[\s[{,])(?:[&*][^\s&*]|<<:)/m;

/** What stands at column 0 and starts something else than a mapping of plain keys. */
const OTHER_ROOT = /\?(?:[ \t\r\n]|$)|---|\.\.\.|%/y;
/** A key with quotes or blanks in it. */
const UNUSUAL_KEY = /(?:"[^"\n]*"|'[^'\n]*'|[^\s#"'[\]{},&*!|>%@`:][^\n:]*)[ \t]*:(?=[ \t\r\n]|$)/y;
/** Such a key with a plain value on its line. */
const UNUSUAL_PAIR = /[^\s#"'[\]{},&*!|>%@`:][^\n:]*:[ \t]+[^\s#"'[{|>&*!]/y;
const INDENTED_PAIR = /[ \t]+[^\s#][^\n]*:(?=[ \t\r\n]|$)/y;

/** The pieces of a document, in order; undefined where it has to be read whole. */
export function piecesOf(text: string): Piece[] | undefined {
  if (text.length < LONG || SHARED.test(text)) return undefined;
  const tops: number[] = [];
  for (let line = 0; line < text.length; line = nextLineAt(text, line)) {
    const first = text.charAt(line);
    if (" \t\r\n#".includes(first)) continue;
    if (first === "-" && text.startsWith("---", line) && !tops.length && /^---[ \t]*\r?\n/.test(text.slice(line, line + 8))) continue;
    if (matchesAt(TOP_KEY, text, line)) tops.push(line);
    else if (!tops.length || !belongsAbove(text, line)) return undefined;
  }
  if (!tops.length) return undefined;
  return tops.flatMap((start, i) => {
    const end = tops[i + 1] ?? text.length;
    const entries = end - start > LONG_ENTRY ? entriesOf(text, start, end) : [];
    if (entries.length < 2) return [{ start, end, header: false, nested: false }];
    return [
      { start, end: entries[0] ?? end, header: true, nested: false },
      ...entries.map((from, at) => ({ start: from, end: entries[at + 1] ?? end, header: false, nested: true })),
    ];
  });
}

/**
 * Whether a line at column 0 that is no plain key is left to the piece it stands in. That is always right for what continues the piece, such
 * as a list or a closing bracket; and of what is wrong, such as a character typed in front of a line, only that piece is to suffer.
 */
function belongsAbove(text: string, line: number): boolean {
  if (matchesAt(OTHER_ROOT, text, line)) return false;
  if (!matchesAt(UNUSUAL_KEY, text, line)) return true;
  // `x    image: web` above `    ports:`: a plain value cannot go on with a key.
  return matchesAt(UNUSUAL_PAIR, text, line) && matchesAt(INDENTED_PAIR, text, nextContent(text, line));
}

/** The next line that is neither blank nor a comment. */
function nextContent(text: string, line: number): number {
  for (let next = nextLineAt(text, line); next < text.length; next = nextLineAt(text, next))
    if (!matchesAt(EMPTY_LINE, text, next)) return next;
  return text.length;
}

const EMPTY_LINE = /[ \t]*(?:#|\r?\n|$)/y;

/** Where the entries of a top-level mapping begin; none where it is not cut: its value is no block mapping, or not laid out like one. */
function entriesOf(text: string, start: number, end: number): number[] {
  const body = nextLineAt(text, start);
  if (!BARE_HEADER.test(text.slice(start, body).replace(/\n$/, ""))) return [];
  const entries: number[] = [];
  let column = 0;
  for (let line = body; line < end; line = nextLineAt(text, line)) {
    let at = line;
    while (text.charAt(at) === " ") at++;
    const first = text.charAt(at);
    if (at >= end || first === "\n" || first === "\r" || first === "#") continue;
    if (column === 0) column = at - line;
    if (column === 0) return [];
    // What is no key is left to the entry it stands in, as above.
    if (at - line === column && matchesAt(ENTRY_KEY, text, at)) entries.push(line);
    else if (!entries.length || (at - line === column && matchesAt(OTHER_ROOT, text, at))) return [];
  }
  return entries;
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** The mapping that the pieces make together. */
export function assemble(pieces: readonly Piece[], read: readonly ReadPiece[]): YamlMap {
  const pairs: YamlPair[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const own = read[i]?.pairs ?? [];
    if (pieces[i]?.header !== true) {
      pairs.push(...own);
      continue;
    }
    const entries: ReadPiece[] = [];
    for (let piece = read[i + 1]; piece && pieces[i + 1]?.nested === true; piece = read[++i + 1]) entries.push(piece);
    pairs.push(...own.slice(0, -1), ...own.slice(-1).map((pair) => ({ ...pair, value: mapOf(entries) })));
  }
  return { ...mapOf(read), pairs };
}

function mapOf(read: readonly ReadPiece[]): YamlMap {
  const filled = read.filter((piece) => piece.pairs.length);
  const pairs = filled.flatMap((piece) => piece.pairs);
  const open = filled.some((piece) => piece.open);
  return { kind: "map", start: pairs[0]?.key.start ?? 0, end: filled.at(-1)?.end ?? 0, flow: false, pairs, open, merges: [] };
}

/** The piece as it stands elsewhere in the document. */
export function movedTo(piece: ReadPiece, at: number): ReadPiece {
  const by = at - piece.at;
  if (by === 0) return piece;
  return {
    at,
    pairs: piece.pairs.map((pair) => moveEntry(pair, by)),
    open: piece.open,
    end: piece.end + by,
    errors: piece.errors.map((error) => ({ ...error, start: error.start + by, end: error.end + by })),
  };
}

const movePair = (pair: YamlPair, by: number): YamlPair => ({
  ...pair,
  key: moveScalar(pair.key, by),
  value: pair.value && move(pair.value, by),
});

/** Of the entries of pieces that were moved: the node that was read. */
const origins = new WeakMap<YamlNode, YamlNode>();

/** The node as it was read, where it only stands elsewhere now: what depends on the content alone is known of it already. */
export const originOf = (node: YamlNode): YamlNode => origins.get(node) ?? node;

function moveEntry(pair: YamlPair, by: number): YamlPair {
  const moved = movePair(pair, by);
  if (pair.value && moved.value) origins.set(moved.value, originOf(pair.value));
  return moved;
}

function move(node: YamlNode, by: number): YamlNode {
  const place = { start: node.start + by, end: node.end + by };
  switch (node.kind) {
    case "scalar":
      return moveScalar(node, by);
    case "alias":
      return { ...node, ...place };
    case "seq":
      return {
        ...node,
        ...place,
        items: node.items.map((item) => ({ ...item, start: item.start + by, node: item.node && move(item.node, by) })),
      };
    case "map":
      return {
        ...node,
        ...place,
        pairs: node.pairs.map((pair) => movePair(pair, by)),
        merges: node.merges.map((merge) => move(merge, by)),
      };
  }
}

function moveScalar(node: YamlScalar, by: number): YamlScalar {
  const place = { start: node.start + by, end: node.end + by };
  return node.masks ? { ...node, ...place, masks: node.masks.map((mask) => moveMask(mask, by)) } : { ...node, ...place };
}

const moveMask = (mask: Mask, by: number): Mask => ({ ...mask, start: mask.start + by, end: mask.end + by });
