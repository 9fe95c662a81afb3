import type { Range } from "../../core/text";
import type { ShellWord } from "./nodes";

/** Which flags of a program take a value, each as it is written: `-t`, `--target-release`, or `-ldflags` for programs written in Go. */
export interface FlagGrammar {
  readonly withValue: ReadonlySet<string>;
  /** One dash starts a whole name, as Go's flag package has it. */
  readonly singleDashNames?: boolean;
}

export interface ShellFlag {
  /** As written, without its value: `-y`, `--yes`. Of `-qy`, one each. */
  readonly name: string;
  readonly word: ShellWord;
  /** Undefined for a flag without value, and for a value that is not known. */
  readonly value: string | undefined;
  /** The word with the value, where that is a word of its own. */
  readonly valueWord: ShellWord | undefined;
  readonly range: Range;
}

export interface ReadFlags {
  readonly flags: readonly ShellFlag[];
  /** What is no flag and no value of one. */
  readonly operands: readonly ShellWord[];
}

/** Tells a program's flags from its operands, after the program's own grammar. */
export function readFlags(words: readonly ShellWord[], grammar: FlagGrammar): ReadFlags {
  const flags: ShellFlag[] = [];
  const operands: ShellWord[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (!word) break;
    const text = word.value ?? word.prefix;
    if (text === "--" && word.value !== undefined) {
      operands.push(...words.slice(i + 1));
      break;
    }
    if (text.length < 2 || !text.startsWith("-") || /^-\d/.test(text)) {
      operands.push(word);
      continue;
    }
    const read = text.startsWith("--") || grammar.singleDashNames ? longFlag(word, text) : shortFlags(word, text, grammar);
    const last = read.at(-1);
    const next = words[i + 1];
    if (last?.value === undefined && last && word.value !== undefined && grammar.withValue.has(last.name) && !text.includes("=") && next) {
      read[read.length - 1] = { ...last, value: next.value, valueWord: next, range: { start: last.range.start, end: next.range.end } };
      i++;
    }
    flags.push(...read);
  }
  return { flags, operands };
}

function longFlag(word: ShellWord, text: string): ShellFlag[] {
  const equals = text.indexOf("=");
  const name = equals < 0 ? text : text.slice(0, equals);
  const value = equals < 0 || word.value === undefined ? undefined : text.slice(equals + 1);
  return [{ name, word, value, valueWord: undefined, range: word.range }];
}

/** `-qy` is two flags; `-trelease` is one, if `-t` takes a value. */
function shortFlags(word: ShellWord, text: string, grammar: FlagGrammar): ShellFlag[] {
  // A whole name behind one dash, such as find's `-name`, is in the table as it is.
  if (grammar.withValue.has(text)) return [{ name: text, word, value: undefined, valueWord: undefined, range: word.range }];
  const flags: ShellFlag[] = [];
  for (let at = 1; at < text.length; at++) {
    const name = `-${text.charAt(at)}`;
    const rest = text.slice(at + 1);
    const takesRest = (grammar.withValue.has(name) || rest.startsWith("=")) && rest !== "";
    const value = takesRest && word.value !== undefined ? rest.replace(/^=/, "") : undefined;
    flags.push({ name, word, value, valueWord: undefined, range: word.range });
    if (takesRest) break;
  }
  return flags;
}
