import type { Range } from "../../core/text";
import type { MappedText } from "../shared/source-map";
import { MappedTextBuilder, verbatim } from "../shared/source-map";

/** An instruction's first line with all its continuations, joined as BuildKit joins them. */
export interface LogicalLine extends MappedText {
  /** Where the next line of the source starts: behind the line break. */
  readonly end: number;
  /** Whole-line comments between the continuations. */
  readonly comments: readonly Range[];
  /** Blank lines between the continuations, which BuildKit warns of. */
  readonly blanks: readonly Range[];
}

export const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 0x85 || code === 0xa0;

/** The offset of the first character from `from` on that is no white space, at most `end`. */
export function skipSpaces(text: string, from: number, end = text.length): number {
  let at = from;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Where the line that starts at or holds `offset` ends, without its line break. Only `\n` breaks a line for BuildKit. */
export function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf("\n", offset);
  let end = feed < 0 ? text.length : feed;
  while (end > offset && text.charCodeAt(end - 1) === 13) end--;
  return end;
}

/** Where the next line starts, or the length of the text. */
export function nextLine(text: string, offset: number): number {
  const feed = text.indexOf("\n", offset);
  return feed < 0 ? text.length : feed + 1;
}

const NO_RANGES: readonly Range[] = [];

interface LineSink {
  readonly builder: MappedTextBuilder;
  readonly comments: Range[];
  readonly blanks: Range[];
}

/** Reads the instruction that starts at `start`, which is its first character. */
export function readLogicalLine(text: string, start: number, escape: string): LogicalLine {
  const firstEnd = lineEnd(text, start);
  if (continuationAt(text, start, firstEnd, escape) === undefined) {
    const line = verbatim(text.slice(start, firstEnd), start);
    return { text: line.text, map: line.map, end: nextLine(text, firstEnd), comments: NO_RANGES, blanks: NO_RANGES };
  }
  const sink: LineSink = { builder: new MappedTextBuilder(start), comments: [], blanks: [] };
  const end = skipLogicalLine(text, start, escape, sink);
  return { ...sink.builder.finish(), end, comments: sink.comments, blanks: sink.blanks };
}

/** Where the instruction that starts at `start` ends, heredocs not counted. Builds nothing unless asked to. */
export function skipLogicalLine(text: string, start: number, escape: string, sink?: LineSink): number {
  let at = start;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const next = nextLine(text, end);
    if (at > start) {
      const content = skipSpaces(text, at, end);
      const isComment = text[content] === "#" && content < end;
      if (isComment || content === end) {
        if (isComment) sink?.comments.push({ start: content, end });
        else sink?.blanks.push({ start: at, end });
        at = next;
        continue;
      }
    }
    const cut = continuationAt(text, at, end, escape);
    sink?.builder.add(text.slice(at, cut ?? end), at);
    at = next;
    if (cut === undefined) return next;
  }
  return at;
}

/** Where the escape character stands that continues a line. An escaped one does not, as BuildKit reads it. */
function continuationAt(text: string, from: number, end: number, escape: string): number | undefined {
  let last = end - 1;
  while (last >= from && (text[last] === " " || text[last] === "\t")) last--;
  if (last < from || text[last] !== escape) return undefined;
  return last > from && text[last - 1] === escape ? undefined : last;
}
