import type { Range } from "../../core/text";
import type { MappedText } from "../shared/source-map";
import { MappedTextBuilder } from "../shared/source-map";
import type { LogicalLine } from "./lines";
import { skipSpaces } from "./lines";

/** A string of the exec form. */
export interface JsonWord {
  readonly value: string;
  /** Quotes included. */
  readonly range: Range;
  /** What is between the quotes, escapes read, with the way back. */
  readonly inner: MappedText;
}

export interface JsonForm {
  readonly words: readonly JsonWord[];
  /** From `[` to `]`. */
  readonly range: Range;
}

/** `["a", "b"]` from `from` on. Undefined where it is no such thing: the instruction is then read as a command line, as BuildKit does. */
export function readJsonForm(line: LogicalLine, from: number): JsonForm | "not-strings" | undefined {
  const start = skipSpaces(line.text, from);
  if (line.text[start] !== "[") return undefined;
  const text = line.text.slice(start).trimEnd();
  const parsed = parseArray(text);
  if (!parsed) return undefined;
  if (!parsed.every((item) => typeof item === "string")) return "not-strings";

  const words: JsonWord[] = [];
  for (let at = start + 1; at < line.text.length; at++) {
    if (line.text[at] !== '"') continue;
    const close = stringEnd(line.text, at);
    words.push(readString(line, at, close));
    at = close;
  }
  return { words, range: line.map.range(start, start + text.length) };
}

/** Whether a text was meant as the exec form, with the wrong quotes or a slip in it. */
export const looksLikeJsonForm = (text: string): boolean => /^\s*\[\s*["'].*\]\s*$/s.test(text);

function parseArray(text: string): unknown[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? (parsed as unknown[]) : undefined;
  } catch {
    return undefined;
  }
}

/** The closing quote of the string that opens at `open`. The text is known to be valid JSON. */
function stringEnd(text: string, open: number): number {
  let at = open + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}

function readString(line: LogicalLine, open: number, close: number): JsonWord {
  const builder = new MappedTextBuilder(line.map.offset(open + 1));
  let at = open + 1;
  while (at < close) {
    const escape = line.text.indexOf("\\", at);
    const plainEnd = escape < 0 || escape > close ? close : escape;
    addPlain(builder, line, at, plainEnd);
    at = plainEnd;
    if (at >= close) break;
    const length = line.text[at + 1] === "u" ? 6 : 2;
    const { start, end } = line.map.range(at, at + length);
    builder.addEscape(unescape(line.text.slice(at, at + length)), start, end - start);
    at += length;
  }
  const inner = builder.finish();
  return { value: inner.text, range: line.map.range(open, close + 1), inner };
}

/** Adds text that may run over a continuation: one piece for each stretch that is verbatim. */
function addPlain(builder: MappedTextBuilder, line: LogicalLine, from: number, to: number): void {
  let start = from;
  for (let at = from + 1; at <= to; at++) {
    if (at < to && line.map.offset(at) === line.map.offset(at - 1) + 1) continue;
    builder.add(line.text.slice(start, at), line.map.offset(start));
    start = at;
  }
}

function unescape(escape: string): string {
  const parsed = parseArray(`["${escape}"]`);
  return typeof parsed?.[0] === "string" ? parsed[0] : escape;
}
