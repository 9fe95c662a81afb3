import { isSpace } from "./lines";

/** How `${NAME<operator>word}` changes the variable's value; empty for `$NAME` and `${NAME}`. */
export type VariableOperator = "" | ":-" | "-" | ":+" | "+" | ":?" | "?" | "#" | "##" | "%" | "%%" | "/" | "//";

/** A text with variables in it, as plain data: what facts carry. */
export type Template = readonly (string | VariableUse)[];

export interface VariableUse {
  readonly name: string;
  readonly operator: VariableOperator;
  /** What stands behind the operator. */
  readonly argument: Template;
}

/** A variable where it is written. Offsets count in the text it was read from. */
export interface WrittenVariable {
  readonly use: VariableUse;
  readonly start: number;
  readonly end: number;
}

/** How deep substitutions may be nested before we give up on them. */
const DEEPEST = 30;

/** Letters outside of ASCII count as one range: the exact classes take longer to compile than a file takes to read. */
const NAME = /[A-Za-z_\u00aa-\uffff][\w\u00aa-\uffff]*|\d+|[@*#?\-$!]/y;

/** Whether `$` stands for a variable of the Dockerfile here; `$(`, `$'` and a lone `$` do not. Undefined: BuildKit refuses what follows. */
export function readVariable(text: string, start: number, end: number, escape: string, depth = 0): WrittenVariable | "literal" | undefined {
  if (text[start + 1] !== "{") {
    NAME.lastIndex = start + 1;
    const name = NAME.exec(text)?.[0];
    if (name === undefined || start + 1 + name.length > end) return "literal";
    return { use: { name, operator: "", argument: [] }, start, end: start + 1 + name.length };
  }
  NAME.lastIndex = start + 2;
  const name = NAME.exec(text)?.[0];
  if (name === undefined) return undefined;
  const behind = start + 2 + name.length;
  if (text[behind] === "}" && behind < end) return { use: { name, operator: "", argument: [] }, start, end: behind + 1 };

  const operator = /^(?::[-+?]|##|%%|\/\/|[-+?#%/])/.exec(text.slice(behind, behind + 2))?.[0] as VariableOperator | undefined;
  if (operator === undefined || depth > DEEPEST) return undefined;
  const argument = readTemplate(text, behind + operator.length, end, { escape, stop: "}", depth: depth + 1 });
  if (!argument || argument.end >= end) return undefined;
  return { use: { name, operator, argument: argument.template }, start, end: argument.end + 1 };
}

export interface ReadTemplate {
  readonly template: Template;
  readonly variables: readonly WrittenVariable[];
  /** Which quotes were taken off. */
  readonly quotes: { readonly single: boolean; readonly double: boolean };
  readonly end: number;
}

/**
 * Takes quotes and escapes off and finds the variables, as BuildKit does before an instruction runs. Undefined where it would refuse: an
 * open quote, a substitution it does not know. Stops before an unquoted `stop`, if any.
 */
export function readTemplate(
  text: string,
  start: number,
  end: number,
  how: { escape: string; stop?: string; depth?: number },
): ReadTemplate | undefined {
  const pieces: (string | VariableUse)[] = [];
  const variables: WrittenVariable[] = [];
  const quotes = { single: false, double: false };
  let literal = "";
  let inDouble = false;
  let at = start;
  while (at < end) {
    const char = text[at] ?? "";
    if (char === how.stop && !inDouble) break;
    if (char === "$") {
      const variable = readVariable(text, at, end, how.escape, how.depth);
      if (variable === undefined) return undefined;
      if (variable !== "literal") {
        if (literal !== "") pieces.push(literal);
        literal = "";
        pieces.push(variable.use);
        variables.push(variable);
        at = variable.end;
        continue;
      }
    } else if (char === '"') {
      quotes.double = true;
      inDouble = !inDouble;
      at++;
      continue;
    } else if (char === "'" && !inDouble) {
      const close = text.indexOf("'", at + 1);
      if (close < 0 || close >= end) return undefined;
      quotes.single = true;
      literal += text.slice(at + 1, close);
      at = close + 1;
      continue;
    } else if (char === how.escape) {
      const next = at + 1 < end ? (text[at + 1] ?? "") : "";
      literal += inDouble && next !== '"' && next !== "$" && next !== how.escape ? char + next : next;
      at += 2;
      continue;
    }
    literal += char;
    at++;
  }
  if (inDouble) return undefined;
  if (literal !== "") pieces.push(literal);
  return { template: pieces, variables, quotes, end: Math.min(at, end) };
}

/** The text of a template that holds no variable. */
export function literalOf(template: Template): string | undefined {
  if (template.length === 0) return "";
  const [only] = template;
  return template.length === 1 && typeof only === "string" ? only : undefined;
}

/** What is known of a variable at some place. `unset` is known, too: it is not there. */
export type Binding<Origin> =
  | { readonly state: "known"; readonly value: string; readonly origins: readonly Origin[] }
  | { readonly state: "unset" }
  | { readonly state: "unknown" };

export interface Resolved<Origin> {
  readonly value: string;
  /** Where the values come from that were filled in. */
  readonly origins: readonly Origin[];
}

/** Fills in a template. Undefined when any of it is unknown. */
export function resolveTemplate<Origin>(template: Template, lookup: (name: string) => Binding<Origin>): Resolved<Origin> | undefined {
  let value = "";
  const origins: Origin[] = [];
  for (const piece of template) {
    const resolved = typeof piece === "string" ? { value: piece, origins: [] } : resolveUse(piece, lookup);
    if (!resolved) return undefined;
    value += resolved.value;
    origins.push(...resolved.origins);
  }
  return { value, origins };
}

function resolveUse<Origin>(use: VariableUse, lookup: (name: string) => Binding<Origin>): Resolved<Origin> | undefined {
  const binding = lookup(use.name);
  if (binding.state === "unknown") return undefined;
  const isSet = binding.state === "known" && (binding.value !== "" || !use.operator.startsWith(":"));
  const own = binding.state === "known" ? binding : { value: "", origins: [] };
  switch (use.operator) {
    case "":
      return own;
    case "-":
    case ":-":
      return isSet ? own : resolveTemplate(use.argument, lookup);
    case "+":
    case ":+":
      return isSet ? resolveTemplate(use.argument, lookup) : { value: "", origins: [] };
    case "?":
    case ":?":
      return isSet ? own : undefined;
    default:
      return undefined;
  }
}

/** The names a template depends on, those behind operators too. */
export function namesIn(template: Template): string[] {
  return template.flatMap((piece) => (typeof piece === "string" ? [] : [piece.name, ...namesIn(piece.argument)]));
}

/** Cuts a text at white space outside of quotes, as `ENV` and `LABEL` do. Offsets of `[start, end)` in the text. */
export function* quotedStretches(
  text: string,
  start: number,
  end: number,
  escape: string,
): Generator<{ start: number; end: number; open: boolean }> {
  let at = start;
  while (at < end) {
    if (isSpace(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const from = at;
    let quote = "";
    while (at < end && (quote !== "" || !isSpace(text.charCodeAt(at)))) {
      const char = text[at] ?? "";
      if (char === escape && quote !== "'") at++;
      else if (quote === "" && (char === '"' || char === "'")) quote = char;
      else if (char === quote) quote = "";
      at++;
    }
    at = Math.min(at, end);
    yield { start: from, end: at, open: quote !== "" };
  }
}

/** Cuts a text at white space, quotes or not, as `FROM` and `COPY` do. */
export function* plainStretches(text: string, start: number, end: number): Generator<{ start: number; end: number; open: boolean }> {
  let at = start;
  while (at < end) {
    if (isSpace(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const from = at;
    while (at < end && !isSpace(text.charCodeAt(at))) at++;
    yield { start: from, end: at, open: false };
  }
}
