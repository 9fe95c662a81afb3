import type { Range } from "../../core/text";

/** A text that was made from a source, with the way back. What a shell gets is such a text: continuations joined, escapes read. */
export interface MappedText {
  readonly text: string;
  readonly map: SourceMap;
}

/** A stretch of the text and where it comes from. Verbatim when both lengths are equal; an escape otherwise. */
interface Piece {
  readonly at: number;
  readonly length: number;
  readonly source: number;
  readonly sourceLength: number;
}

/** Leads from offsets of a made text to those of its source. */
export class SourceMap {
  /** `origin` answers where there is no piece at all: an empty text has a place, too. */
  constructor(
    private readonly pieces: readonly Piece[],
    private readonly origin: number,
  ) {}

  /** Where the character at an offset of the text stands in the source. At the text's end: behind its last character. */
  offset(at: number): number {
    const piece = this.pieces[this.#indexAt(at)];
    if (!piece) return this.origin;
    const into = at - piece.at;
    if (into >= piece.length) return piece.source + piece.sourceLength;
    return piece.source + (piece.length === piece.sourceLength ? Math.max(0, into) : 0);
  }

  /** The source of `[from, to)`: from its first character to behind its last, whatever was left out in between. */
  range(from: number, to: number): Range {
    const start = this.offset(from);
    if (to <= from) return { start, end: start };
    const piece = this.pieces[this.#indexAt(to - 1)];
    if (!piece) return { start, end: start };
    const end = piece.length === piece.sourceLength ? piece.source + (to - piece.at) : piece.source + piece.sourceLength;
    return { start, end: Math.max(start, end) };
  }

  /** Whether a range of the source went into the text letter by letter, so that an edit there does what it seems to do. */
  editable(range: Range): boolean {
    return this.pieces.some(
      (piece) => piece.length === piece.sourceLength && piece.source <= range.start && range.end <= piece.source + piece.sourceLength,
    );
  }

  /** The map of a part of the text. */
  slice(from: number, to: number): SourceMap {
    const pieces: Piece[] = [];
    for (const piece of this.pieces) {
      const start = Math.max(piece.at, from);
      const end = Math.min(piece.at + piece.length, to);
      if (start >= end) continue;
      const verbatim = piece.length === piece.sourceLength;
      pieces.push({
        at: start - from,
        length: end - start,
        source: verbatim ? piece.source + start - piece.at : piece.source,
        sourceLength: verbatim ? end - start : piece.sourceLength,
      });
    }
    return new SourceMap(pieces, this.offset(from));
  }

  /** The last piece that starts at or before an offset. */
  #indexAt(at: number): number {
    let low = 0;
    let high = this.pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.pieces[middle]?.at ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Puts a mapped text together, piece by piece. */
export class MappedTextBuilder {
  readonly #pieces: Piece[] = [];
  #text = "";

  constructor(private readonly origin: number) {}

  get length(): number {
    return this.#text.length;
  }

  /** Adds text that stands like this in the source. */
  add(text: string, source: number): void {
    this.addEscape(text, source, text.length);
  }

  /** Adds what `sourceLength` characters of the source mean, such as `\n` in a string. */
  addEscape(text: string, source: number, sourceLength: number): void {
    if (text === "") return;
    this.#pieces.push({ at: this.#text.length, length: text.length, source, sourceLength });
    this.#text += text;
  }

  finish(): MappedText {
    return { text: this.#text, map: new SourceMap(this.#pieces, this.origin) };
  }
}

/** A text that is its source, letter by letter, from an offset on. */
export function verbatim(text: string, source: number): MappedText {
  const pieces = text === "" ? [] : [{ at: 0, length: text.length, source, sourceLength: text.length }];
  return { text, map: new SourceMap(pieces, source) };
}
