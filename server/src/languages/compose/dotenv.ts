import type { Fact, FactDraft } from "../../core/fact";
import { fact, factKind } from "../../core/fact";
import type { LanguageSupport } from "../../core/language";
import { onceFor } from "../../core/memo";
import type { Path } from "../../core/path";
import { dirname } from "../../core/path";
import type { Scope } from "../../core/scope";
import type { Range } from "../../core/text";
import { lineEndAt, nextLineAt, range } from "../../core/text";
import type { Lookup } from "./template";
import { literal, settle } from "./template";

/** One line of a .env file. */
interface DotenvEntry {
  readonly name: string;
  /** Undefined for a name alone, which takes the shell's value, and for a value that a variable of the shell completes. */
  readonly value: string | undefined;
  readonly range: Range;
}

type DotenvVariable = Pick<DotenvEntry, "name" | "value">;

/** A variable of a .env file; the key is the file's path. There is one for each line that sets one. */
export const dotenvVariable = factKind<DotenvVariable>("dotenv.variable");

/** `.env` and its relatives: read for what Compose fills in from them. */
export const dotenvFiles: LanguageSupport<readonly DotenvEntry[]> = {
  kinds: ["dotenv"],
  split: (text) => [{ start: 0, end: text.length, kind: "dotenv" }],
  parse: (part) => readDotenv(part.text),
  errors: () => 0,
  *facts(tree, _part, file): Iterable<FactDraft> {
    for (const { name, value, range: at } of tree) yield fact(dotenvVariable, file.path, { name, value }, at);
  },
};

/**
 * Reads `KEY=value` lines as Compose does: comments, `export`, quotes, values over several lines in quotes, variables set further up.
 * Syntax: https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax
 */
export function readDotenv(text: string): DotenvEntry[] {
  const entries: DotenvEntry[] = [];
  const known = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    const line = text.slice(at, lineEndAt(text, at));
    const head = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)[ \t]*(?:[=:][ \t]*)?/.exec(line);
    const [whole = "", name] = head ?? [];
    if (name === undefined) {
      at = nextLineAt(text, at);
      continue;
    }
    const from = at + whole.length;
    const isSet = /[=:][ \t]*$/.test(whole);
    const { raw, end, expands } = isSet ? readValue(text, from) : { raw: undefined, end: from, expands: false };
    const value = raw !== undefined && expands ? literal(settle(raw, (other) => known.get(other))) : raw;
    if (value !== undefined) known.set(name, value);
    const nameStart = at + whole.indexOf(name);
    entries.push({ name, value, range: end > from ? range(from, end) : range(nameStart, nameStart + name.length) });
    at = nextLineAt(text, Math.max(end, at));
  }
  return entries;
}

/** The variables of a .env file at a path, from its facts or its text. Undefined when nobody can say what it holds. */
export function dotenvAt(scope: Scope, path: Path): ReadonlyMap<string, string | undefined> | undefined {
  const facts = scope.in(`compose:${dirname(path)}`).all(dotenvVariable, path);
  if (facts.length) return new Map(facts.map(({ value }) => [value.name, value.value]));
  if (scope.file(path) !== "present") return undefined;
  const text = scope.text(path);
  return text === undefined ? undefined : new Map(readDotenv(text).map(({ name, value }) => [name, value]));
}

/** What `.env` of a project's folder says of variables. The shell may say otherwise: what is written beside the project is what is meant. */
export const projectLookup = (scope: Scope, folder: Path): Lookup =>
  lookupIn(scope.in(`compose:${folder}`).all(dotenvVariable, `${folder}/.env`));

/** The same function as long as the variables are the same: what was settled with it need not be settled again. */
const lookupIn = onceFor((variables: readonly Fact<DotenvVariable>[]): Lookup => {
  const values = new Map(variables.map(({ value }) => [value.name, value.value]));
  return (name) => values.get(name);
});

function readValue(text: string, from: number): { raw: string; end: number; expands: boolean } {
  const quote = text[from];
  if (quote === '"' || quote === "'") {
    const close = closingQuote(text, from + 1, quote);
    if (close >= 0) {
      const inner = text.slice(from + 1, close);
      return quote === '"'
        ? { raw: unescape(inner), end: close + 1, expands: true }
        : { raw: inner.replaceAll("\\'", "'"), end: close + 1, expands: false };
    }
  }
  const line = text.slice(from, lineEndAt(text, from));
  const raw = line.replace(/(?:^|\s)#.*$/, "").trimEnd();
  return { raw, end: from + raw.length, expands: true };
}

function closingQuote(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === quote) return at;
  }
  return -1;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", $: "$$", '"': '"', "\\": "\\" };

const unescape = (text: string): string => text.replace(/\\([nrt$"\\])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
