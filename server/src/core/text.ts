/** A stretch of text: UTF-16 offsets, `start` included, `end` not. Relative to its part below `service/`, to the file from there on. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A place in a file as LSP counts: line and UTF-16 character, both from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export const range = (start: number, end: number): Range => ({ start, end });

export const shift = (at: Range, by: number): Range => (by === 0 ? at : { start: at.start + by, end: at.end + by });

export const contains = (outer: Range, offset: number): boolean => outer.start <= offset && offset <= outer.end;

/** The usual case: much faster than a look at every character. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function anyLineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 13 && text.charCodeAt(i + 1) === 10) continue;
    if (code === 10 || code === 13) starts.push(i + 1);
  }
  return starts;
}

/** Turns offsets into lines and back. Line breaks are `\n`, `\r\n` and a lone `\r`, as in LSP. */
export class LineIndex {
  readonly #starts: readonly number[];

  constructor(readonly text: string) {
    this.#starts = text.includes("\r") ? anyLineStarts(text) : lineStarts(text);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  position(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lineStart(middle) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: clamped - this.lineStart(low) };
  }

  /** The offset of a position; a character past the end of its line is the end of that line. */
  offset({ line, character }: Position): number {
    if (line >= this.#starts.length) return this.text.length;
    return Math.max(0, Math.min(this.lineStart(line) + character, this.lineEnd(line)));
  }

  lineStart(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  /** Where the line's text ends, its line break not counted. */
  lineEnd(line: number): number {
    return lineEndAt(this.text, this.lineStart(line));
  }

  lineText(line: number): string {
    return this.text.slice(this.lineStart(line), this.lineEnd(line));
  }
}

/** The offset of the first character of the line that holds `offset`. */
export function lineStartAt(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isBreak(text.charCodeAt(at - 1))) at--;
  return at;
}

/** The offset behind the last character of the line that holds `offset`, its line break not counted. */
export function lineEndAt(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !isBreak(text.charCodeAt(at))) at++;
  return at;
}

/** The offset where the next line starts, or the length of the text. */
export function nextLineAt(text: string, offset: number): number {
  const end = lineEndAt(text, offset);
  if (end >= text.length) return text.length;
  return text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
}

/** The white space that `offset`'s line starts with. */
export function indentAt(text: string, offset: number): string {
  const start = lineStartAt(text, offset);
  let end = start;
  while (text.charCodeAt(end) === 32 || text.charCodeAt(end) === 9) end++;
  return text.slice(start, end);
}

/** The line break the text uses: that of its first line, else `\n`. */
export function lineBreakOf(text: string): string {
  const first = text.indexOf("\n");
  return first > 0 && text.charCodeAt(first - 1) === 13 ? "\r\n" : "\n";
}

/** Cuts a range to its first line and widens an empty one to a character: what an editor can underline. */
export function underline(text: string, at: Range): Range {
  const start = Math.max(0, Math.min(at.start, text.length));
  let end = Math.min(Math.max(at.end, start), lineEndAt(text, start));
  while (end > start + 1 && isBlank(text.charCodeAt(end - 1))) end--;
  if (end > start) return { start, end };
  if (start < text.length && !isBreak(text.charCodeAt(start))) return { start, end: start + 1 };
  // On an empty line, or behind the last character: the character before it, be it on a line above.
  let before = start;
  while (before > 0 && isBreak(text.charCodeAt(before - 1))) before--;
  return before > 0 ? { start: before - 1, end: before } : { start: 0, end: Math.min(1, text.length) };
}

const isBreak = (code: number): boolean => code === 10 || code === 13;
const isBlank = (code: number): boolean => code === 32 || code === 9;
