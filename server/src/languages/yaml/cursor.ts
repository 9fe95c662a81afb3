import type { Range } from "../../core/text";
import { lineEndAt, lineStartAt, range } from "../../core/text";

/** Where a cursor stands in block-style YAML. Read from the indentation of the lines above, so that it is known while the text is broken. */
export interface YamlCursor {
  /** The keys from the root down to the mapping or list that the cursor is in; `*` for an item of a list. */
  readonly path: readonly string[];
  /** The key whose value is being written; undefined where a key, or an item of a list, is. */
  readonly key: string | undefined;
  /** The item of a list is being written: `- we|`. */
  readonly item: boolean;
  /** What is written of the word so far. */
  readonly word: Range;
  /** The column the word's mapping or list stands at. */
  readonly column: number;
}

interface Line {
  /** Blanks before the first sign. */
  readonly indent: number;
  /** Where the content behind dashes begins. */
  readonly column: number;
  readonly dashes: number;
  readonly key: string | undefined;
  /** What stands behind the key, or the whole of a line without one. */
  readonly rest: string;
}

const LINE = /^([ ]*)((?:-[ ]+)*(?:-$)?)(.*)$/;
const KEY = /^("[^"]*"|'[^']*'|[^\s#"'{}[\],&*!|>%@`-][^\s#]*?|-[^\s#]+?):(?:[ \t]+(.*))?$/;

/** The cursor at an offset; undefined inside of a comment or of flow style. */
export function cursorAt(text: string, offset: number): YamlCursor | undefined {
  const start = lineStartAt(text, offset);
  const written = text.slice(start, offset);
  const own = readLine(written);
  if (/(?:^|\s)#/.test(written) || /^[[{]/.test(own.rest)) return undefined;
  const word = own.key === undefined ? own.rest : (/\S*$/.exec(own.rest)?.[0] ?? "");
  const path: string[] = [];
  let column = own.column;
  for (let dash = own.dashes; dash > 0; dash--) path.unshift("*");
  if (own.dashes > 0) column = own.indent + 1;
  climb(text, start, column, own.dashes > 0, path);
  return {
    path,
    key: own.key,
    item: own.key === undefined && own.dashes > 0,
    word: range(offset - word.length, offset + (/^[\w.-]*/.exec(text.slice(offset, lineEndAt(text, offset)))?.[0].length ?? 0)),
    column: own.column,
  };
}

/** Puts what encloses a column before the path, from the innermost outwards. A list may stand at the column of its key. */
function climb(text: string, from: number, inside: number, isItem: boolean, path: string[]): void {
  let column = inside;
  let inList = isItem;
  for (let end = from; end > 0 && column > 0;) {
    const start = lineStartAt(text, end - 1);
    const content = text.slice(start, lineEndAt(text, start));
    end = start;
    if (content.trim() === "" || content.trimStart().startsWith("#")) continue;
    const line = readLine(content);
    const opensItem = !inList && line.dashes > 0 && line.column === column;
    if (!opensItem && (line.key === undefined || line.column >= column)) continue;
    if (!opensItem && line.key !== undefined) path.unshift(line.key);
    inList = line.dashes > 0;
    for (let dash = line.dashes; dash > 0; dash--) path.unshift("*");
    column = inList ? line.indent + 1 : line.column;
  }
}

function readLine(text: string): Line {
  const [, blanks = "", dashes = "", content = ""] = LINE.exec(text) ?? [];
  const [, key, rest = ""] = KEY.exec(content) ?? [];
  return {
    indent: blanks.length,
    column: blanks.length + dashes.length,
    dashes: dashes.split("-").length - 1,
    key: key?.replace(/^(["'])(.*)\1$/, "$2"),
    rest: key === undefined ? content : rest,
  };
}
