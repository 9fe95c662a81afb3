import type { Range } from "../../core/text";
import type { LogicalLine } from "./lines";
import { skipSpaces } from "./lines";
import { quotedStretches } from "./variables";
import type { Word } from "./words";
import { readWord } from "./words";

/** `--name` or `--name=value`, between the keyword and the arguments. */
export interface Flag {
  readonly name: string;
  readonly range: Range;
  readonly nameRange: Range;
  /** Undefined for a flag without `=`. */
  readonly value: Word | undefined;
}

/** Reads the flags from `from` on; `end` is where the arguments start. Their escape character is always `\`. */
export function readFlags(line: LogicalLine, from: number): { readonly list: readonly Flag[]; readonly end: number } {
  const list: Flag[] = [];
  let at = from;
  while (line.text.startsWith("--", at)) {
    const [stretch] = quotedStretches(line.text, at, line.text.length, "\\");
    if (!stretch) break;
    at = skipSpaces(line.text, stretch.end);
    if (stretch.end - stretch.start === 2) break;
    list.push(readFlag(line, stretch.start, stretch.end));
  }
  return { list, end: at };
}

function readFlag(line: LogicalLine, start: number, end: number): Flag {
  const equals = line.text.indexOf("=", start);
  const nameEnd = equals < 0 || equals >= end ? end : equals;
  return {
    name: line.text.slice(start + 2, nameEnd),
    range: line.map.range(start, end),
    nameRange: line.map.range(start, nameEnd),
    value: nameEnd < end ? readWord(line, nameEnd + 1, end, "\\") : undefined,
  };
}

/** The comma-separated options of `--mount=type=cache,target=/x`; an option without `=` is `true`. */
export function mountOptions(value: string): Readonly<Record<string, string>> {
  const options: Record<string, string> = {};
  for (const option of value.split(",")) {
    const equals = option.indexOf("=");
    const name = (equals < 0 ? option : option.slice(0, equals)).trim().toLowerCase();
    if (name !== "") options[name] = equals < 0 ? "true" : option.slice(equals + 1).trim();
  }
  return options;
}
