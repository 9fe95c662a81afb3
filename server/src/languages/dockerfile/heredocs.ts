import type { Range } from "../../core/text";
import { isSpace, lineEnd, nextLine, skipSpaces } from "./lines";
import type { LogicalLine } from "./lines";
import { isKeyword } from "./keywords.table";
import { readTemplate, readVariable } from "./variables";

/** `<<EOF` in an instruction, with what follows it. */
export interface Heredoc {
  readonly name: string;
  /** False when any part of the name is quoted: the body is taken as it is. */
  readonly expand: boolean;
  /** `<<-`: tabs at the start of the body's lines are not part of it. */
  readonly stripTabs: boolean;
  /** The number before `<<`, if any. */
  readonly descriptor: number | undefined;
  /** The word itself. */
  readonly range: Range;
  /** Where the word stands in the logical line. */
  readonly inLine: Range;
  /** Whole lines, the last line break included. */
  readonly body: Range;
  /** The line that ends it, without its break. Undefined when it is not there. */
  readonly terminator: Range | undefined;
}

type HeredocWord = Pick<Heredoc, "name" | "expand" | "stripTabs" | "descriptor" | "inLine">;

const WORD = /^(\d*)<<(-?)\s*([^<]*)$/;

/** The heredocs an instruction's logical line opens, from `from` on, with their bodies. `end` is behind the last. */
export function readHeredocs(source: string, line: LogicalLine, from: number): { readonly list: readonly Heredoc[]; readonly end: number } {
  const list: Heredoc[] = [];
  let end = line.end;
  for (const word of heredocWords(line.text, from)) {
    const { body, terminator, next } = readBody(source, end, word);
    list.push({ ...word, range: line.map.range(word.inLine.start, word.inLine.end), body, terminator });
    end = next;
  }
  return { list, end };
}

function readBody(source: string, start: number, word: HeredocWord): { body: Range; terminator: Range | undefined; next: number } {
  let recovery: number | undefined;
  for (let at = start; at < source.length;) {
    const end = lineEnd(source, at);
    let content = at;
    if (word.stripTabs) while (source[content] === "\t") content++;
    if (end - content === word.name.length && source.startsWith(word.name, content)) {
      return { body: { start, end: at }, terminator: { start: content, end }, next: nextLine(source, end) };
    }
    if (recovery === undefined && looksLikeInstruction(source, at, end)) recovery = at;
    at = nextLine(source, end);
  }
  // BuildKit gives up here. Whoever is still typing the name wants the rest of the file read as before.
  const end = recovery ?? source.length;
  return { body: { start, end }, terminator: undefined, next: end };
}

/** An upper-case instruction at the start of a line: what follows a heredoc that somebody has not finished yet. */
function looksLikeInstruction(source: string, start: number, end: number): boolean {
  let at = start;
  while (at < end && source.charCodeAt(at) >= 65 && source.charCodeAt(at) <= 90) at++;
  return at - start >= 3 && at < end && isSpace(source.charCodeAt(at)) && isKeyword(source.slice(start, at));
}

/** The words of a line that open heredocs. A line BuildKit's lexer refuses (an open quote, an odd substitution) has none. */
function heredocWords(text: string, from: number): HeredocWord[] {
  const words = lex(text, from);
  return (words ?? []).flatMap((inLine) => {
    const match = WORD.exec(text.slice(inLine.start, inLine.end));
    const [, digits = "", dash = "", rest = ""] = match ?? [];
    if (rest === "") return [];
    const name = readTemplate(text, inLine.end - rest.length, inLine.end, { escape: "\\" });
    if (!name) return [];
    return [
      {
        name: nameOf(rest),
        expand: !name.quotes.single && !name.quotes.double,
        stripTabs: dash !== "",
        descriptor: digits === "" ? undefined : Number(digits),
        inLine,
      },
    ];
  });
}

/** The name with quotes and escapes taken off; variables in it stay as they are written. */
const nameOf = (rest: string): string =>
  rest.replace(
    /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/g,
    (_all, single?: string, double?: string, escaped?: string) => single ?? double?.replace(/\\(["\\$])/g, "$1") ?? escaped ?? "",
  );

/** Words as BuildKit cuts them when it looks for heredocs: always with `\`, quotes kept, blanks behind `<<` part of the word. */
function lex(text: string, from: number): Range[] | undefined {
  const words: Range[] = [];
  let start: number | undefined;
  let at = from;
  while (at < text.length) {
    const char = text[at] ?? "";
    if (isSpace(text.charCodeAt(at))) {
      if (start !== undefined) words.push({ start, end: at });
      start = undefined;
      at++;
      continue;
    }
    start ??= at;
    if (char === "'" || char === '"') {
      const close = closingQuote(text, at);
      if (close === undefined) return undefined;
      at = close + 1;
    } else if (char === "$") {
      const variable = readVariable(text, at, text.length, "\\");
      if (variable === undefined) return undefined;
      at = variable === "literal" ? at + 1 : variable.end;
    } else if (char === "\\") at += 2;
    else if (char === "<" && text[at + 1] === "<") at = skipSpaces(text, at + 2);
    else at++;
  }
  if (start !== undefined) words.push({ start, end: text.length });
  return words;
}

function closingQuote(text: string, open: number): number | undefined {
  const quote = text[open];
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === quote) return at;
    if (quote === '"' && text[at] === "\\") at++;
  }
  return undefined;
}
