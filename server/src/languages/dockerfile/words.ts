import type { Range } from "../../core/text";
import type { LogicalLine } from "./lines";
import { literalOf, readTemplate } from "./variables";
import type { ReadTemplate, Template, VariableUse } from "./variables";

export interface VariableReference {
  readonly use: VariableUse;
  /** `$NAME` or `${NAME…}` as a whole. */
  readonly range: Range;
}

/** One argument of an instruction. Most words of a file nobody looks into, so all but the place in the line waits until it is asked for. */
export class Word {
  #read: ReadTemplate | null | undefined;

  constructor(
    private readonly line: LogicalLine,
    /** Where the word stands in the logical line. */
    readonly inLine: Range,
    private readonly escape: string,
  ) {}

  /** As written, quotes and escapes included, continuations joined. */
  get raw(): string {
    return this.line.text.slice(this.inLine.start, this.inLine.end);
  }

  get range(): Range {
    return this.line.map.range(this.inLine.start, this.inLine.end);
  }

  /** Quotes and escapes taken off. Undefined where a variable or an error keeps it unknown. */
  get value(): string | undefined {
    return this.template && literalOf(this.template);
  }

  /** With its variables; undefined where BuildKit would refuse it. */
  get template(): Template | undefined {
    return this.#template?.template;
  }

  get variables(): readonly VariableReference[] {
    return (this.#template?.variables ?? []).map(({ use, start, end }) => ({ use, range: this.line.map.range(start, end) }));
  }

  get quoted(): boolean {
    const read = this.#template;
    return read ? read.quotes.single || read.quotes.double : /^["']/.test(this.raw);
  }

  /** Whether the word stands in the source letter by letter. */
  get editable(): boolean {
    return this.line.map.editable(this.range);
  }

  get #template(): ReadTemplate | undefined {
    if (this.#read === undefined) {
      this.#read = readTemplate(this.line.text, this.inLine.start, this.inLine.end, { escape: this.escape }) ?? null;
    }
    return this.#read ?? undefined;
  }
}

/** Reads `[start, end)` of a logical line as one word. */
export const readWord = (line: LogicalLine, start: number, end: number, escape: string): Word => new Word(line, { start, end }, escape);

/** `NAME=value` or the old `NAME value`, of ARG, ENV and LABEL. */
export interface Pair {
  readonly name: Word;
  /** Undefined for `ARG NAME`. */
  readonly value: Word | undefined;
  readonly range: Range;
  /** `ENV NAME value`: one pair an instruction, without `=`. */
  readonly legacy: boolean;
}

/** Cuts a word at its first `=`. */
export function pairOf(line: LogicalLine, word: Word, escape: string): Pair {
  const { start, end } = word.inLine;
  const equals = line.text.indexOf("=", start);
  if (equals < 0 || equals >= end) return { name: word, value: undefined, range: word.range, legacy: false };
  return { name: readWord(line, start, equals, escape), value: readWord(line, equals + 1, end, escape), range: word.range, legacy: false };
}
