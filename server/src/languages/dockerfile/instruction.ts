import type { Range } from "../../core/text";
import type { Flag } from "./flags";
import { readFlags } from "./flags";
import type { Heredoc } from "./heredocs";
import type { JsonForm } from "./json-form";
import { readJsonForm } from "./json-form";
import { keywordFacts } from "./keywords.table";
import type { LogicalLine } from "./lines";
import { isSpace, skipSpaces } from "./lines";
import type { SyntaxProblem } from "./problem";
import { instructionProblems } from "./problems";
import { plainStretches, quotedStretches } from "./variables";
import type { Pair, Word } from "./words";
import { pairOf, readWord } from "./words";

const NO_HEREDOCS: readonly Heredoc[] = [];

/**
 * One instruction. The keyword is read at once, everything else when it is first asked for, and then kept: a file of ten thousand lines
 * is read for its keywords, and a RUN nobody looks into costs no more.
 */
export class Instruction {
  /** Upper-case, whatever is written. */
  readonly keyword: string;
  readonly writtenKeyword: string;
  #cache: Map<string, unknown> | undefined;
  #flagList: { readonly list: readonly Flag[]; readonly end: number } | undefined;
  #wordList: readonly Word[] | undefined;

  /** `from` is where the keyword starts in the logical line: behind `ONBUILD` for a trigger. */
  constructor(
    readonly line: LogicalLine,
    readonly from: number,
    readonly escape: string,
    readonly heredocs: readonly Heredoc[] = NO_HEREDOCS,
    /** Where the instruction ends in the source, heredocs included, the last line break not. */
    readonly end: number = line.map.range(0, line.text.length).end,
  ) {
    let behind = from;
    while (behind < line.text.length && !isSpace(line.text.charCodeAt(behind))) behind++;
    this.writtenKeyword = line.text.slice(from, behind);
    this.keyword = this.writtenKeyword.toUpperCase();
  }

  get keywordRange(): Range {
    return this.line.map.range(this.from, this.#keywordEnd);
  }

  /** All of it, heredocs included. */
  get range(): Range {
    return { start: this.line.map.offset(this.from), end: this.end };
  }

  get flags(): readonly Flag[] {
    return this.#flags.list;
  }

  flag(name: string): Flag | undefined {
    return this.flags.find((flag) => flag.name === name);
  }

  /** Where the arguments start in the logical line: behind the flags. */
  get argumentsFrom(): number {
    return this.#flags.end;
  }

  get argumentsText(): string {
    return this.line.text.slice(this.argumentsFrom).trimEnd();
  }

  /** Undefined when there are no arguments. */
  get argumentsRange(): Range | undefined {
    const text = this.argumentsText;
    return text === "" ? undefined : this.line.map.range(this.argumentsFrom, this.argumentsFrom + text.length);
  }

  /** The arguments as words, cut as this instruction cuts them. In exec form they are still cut like this: see {@link json}. */
  get words(): readonly Word[] {
    return (this.#wordList ??= this.#readWords());
  }

  /** The exec form, where it is valid. For HEALTHCHECK, that of its `CMD`. */
  get json(): JsonForm | undefined {
    const json = this.jsonOrProblem;
    return json === "not-strings" ? undefined : json;
  }

  get jsonOrProblem(): JsonForm | "not-strings" | undefined {
    if (!keywordFacts(this.keyword).json || this.line.text[this.commandFrom] !== "[") return undefined;
    return this.once("json", () => readJsonForm(this.line, this.commandFrom));
  }

  /** Where the command line starts: for HEALTHCHECK behind its `CMD`, else behind the flags. */
  get commandFrom(): number {
    if (this.keyword !== "HEALTHCHECK") return this.argumentsFrom;
    const type = /^\S+\s*/.exec(this.line.text.slice(this.argumentsFrom));
    return this.argumentsFrom + (type?.[0].length ?? 0);
  }

  /** The pairs of ARG, ENV and LABEL; empty for all others. */
  get pairs(): readonly Pair[] {
    return this.once("pairs", () => this.#readPairs());
  }

  /** What ONBUILD puts off. */
  get trigger(): Instruction | undefined {
    return this.once("trigger", () =>
      this.keyword === "ONBUILD" && this.argumentsText !== ""
        ? new Instruction(this.line, this.argumentsFrom, this.escape, this.heredocs, this.end)
        : undefined,
    );
  }

  /** What BuildKit would refuse. */
  get problems(): readonly SyntaxProblem[] {
    return this.once("problems", () => [...instructionProblems(this)]);
  }

  /** Computes something of this instruction once, for as long as its tree is kept. */
  once<T>(key: string, make: () => T): T {
    const cache = (this.#cache ??= new Map<string, unknown>());
    if (!cache.has(key)) cache.set(key, make());
    return cache.get(key) as T;
  }

  get #keywordEnd(): number {
    return this.from + this.writtenKeyword.length;
  }

  get #flags(): { readonly list: readonly Flag[]; readonly end: number } {
    return (this.#flagList ??= readFlags(this.line, skipSpaces(this.line.text, this.#keywordEnd)));
  }

  #readWords(): readonly Word[] {
    const start = this.argumentsFrom;
    const end = start + this.argumentsText.length;
    if (start === end) return [];
    const style = keywordFacts(this.keyword).words;
    if (style === "whole") return [readWord(this.line, start, end, this.escape)];
    const stretches =
      style === "plain" ? plainStretches(this.line.text, start, end) : quotedStretches(this.line.text, start, end, this.escape);
    return Array.from(stretches, (stretch) => readWord(this.line, stretch.start, stretch.end, this.escape));
  }

  #readPairs(): readonly Pair[] {
    const [first] = this.words;
    if (!first || !["ARG", "ENV", "LABEL"].includes(this.keyword)) return [];
    if (this.keyword === "ARG" || first.raw.includes("=")) return this.words.map((word) => pairOf(this.line, word, this.escape));
    const valueStart = skipSpaces(this.line.text, first.inLine.end);
    const end = this.argumentsFrom + this.argumentsText.length;
    const value = valueStart < end ? readWord(this.line, valueStart, end, this.escape) : undefined;
    return [{ name: first, value, range: this.line.map.range(first.inLine.start, end), legacy: true }];
  }
}
