import type { Slice } from "../../core/part";
import { nextLineAt } from "../../core/text";

/**
 * The documents of a stream, cut here and not by the parser, so that reading from scratch and reading incrementally agree by construction:
 * `---` or `...` at column 0, followed by a blank or the line's end (inside a block scalar too, as YAML says). Directives and comments
 * directly above a `---` belong to the document below it.
 */
export function splitDocuments(text: string, kind: string): Slice[] {
  const slices: Slice[] = [];
  let start = 0;
  /** Where the run of comments and directives that ends at the current line began; -1 outside of one. */
  let prelude = -1;
  let empty = true;
  const cut = (end: number) => {
    if (end > start) slices.push({ start, end, kind });
    start = end;
    empty = true;
  };
  for (let line = 0; line < text.length; line = nextLineAt(text, line)) {
    const marker = markerAt(text, line);
    if (marker === "---") {
      const from = prelude >= 0 ? prelude : line;
      if (!empty || from > start) {
        if (!empty) cut(from);
      }
      prelude = -1;
      empty = false;
      continue;
    }
    if (marker === "...") {
      cut(nextLineAt(text, line));
      prelude = -1;
      continue;
    }
    const first = text.charCodeAt(line);
    if (first === 35 || first === 37) {
      if (prelude < 0) prelude = line;
      continue;
    }
    prelude = -1;
    if (!isBlankLine(text, line)) empty = false;
  }
  cut(text.length);
  if (!slices.length) slices.push({ start: 0, end: text.length, kind });
  return slices;
}

function markerAt(text: string, line: number): "---" | "..." | undefined {
  const first = text.charCodeAt(line);
  if (first !== 45 && first !== 46) return undefined;
  const marker = first === 45 ? "---" : "...";
  if (!text.startsWith(marker, line)) return undefined;
  const next = text.charCodeAt(line + 3);
  return Number.isNaN(next) || next === 32 || next === 9 || next === 10 || next === 13 ? marker : undefined;
}

function isBlankLine(text: string, line: number): boolean {
  for (let at = line; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return true;
    if (code !== 32 && code !== 9) return false;
  }
  return true;
}
