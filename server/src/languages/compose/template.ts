/**
 * Compose's interpolation: `$NAME`, `${NAME}`, `${NAME:-default}` with all its operators and nesting, `$$` for a dollar sign.
 * Grammar: https://docs.docker.com/reference/compose-file/interpolation/
 */
export interface Variable {
  readonly name: string;
  readonly operator: "" | ":-" | "-" | ":?" | "?" | ":+" | "+";
  /** What stands behind the operator: a template again. */
  readonly argument: string;
  readonly start: number;
  readonly end: number;
}

/** What a variable is where somebody has said it; undefined when nobody has, which leaves the shell. */
export type Lookup = (name: string) => string | undefined;

const OPERATORS = [":-", ":?", ":+", "-", "?", "+"] as const;

/** The stretches of a template in order: literal text, with `$$` already one dollar sign, and variables. */
export function* pieces(text: string): Iterable<string | Variable> {
  let literal = "";
  let at = 0;
  while (at < text.length) {
    const dollar = text.indexOf("$", at);
    if (dollar < 0) break;
    literal += text.slice(at, dollar);
    if (text[dollar + 1] === "$") {
      literal += "$";
      at = dollar + 2;
      continue;
    }
    const variable = variableAt(text, dollar);
    if (!variable) {
      literal += "$";
      at = dollar + 1;
      continue;
    }
    if (literal !== "") yield literal;
    literal = "";
    yield variable;
    at = variable.end;
  }
  literal += text.slice(at);
  if (literal !== "") yield literal;
}

/** The variables of a template, those inside of defaults left out. */
export const variablesOf = (text: string): Variable[] => [...pieces(text)].filter((piece) => typeof piece !== "string");

/**
 * The template with every variable that is known filled in. What comes out is a template again: what nobody has said stays as it was
 * written, and a dollar sign stays doubled.
 */
export function settle(text: string, lookup: Lookup): string {
  if (!text.includes("$")) return text;
  let result = "";
  for (const piece of pieces(text)) {
    if (typeof piece === "string") result += escape(piece);
    else {
      const value = settleVariable(piece, lookup);
      result += value ?? text.slice(piece.start, piece.end);
    }
  }
  return result;
}

/** What a template says when it holds no variable; undefined when it does. */
export function literal(text: string): string | undefined {
  if (!text.includes("$")) return text;
  let result = "";
  for (const piece of pieces(text)) {
    if (typeof piece !== "string") return undefined;
    result += piece;
  }
  return result;
}

/** What a template says when every default is taken; undefined when a variable has none. */
export function usual(text: string): string | undefined {
  if (!text.includes("$")) return text;
  let result = "";
  for (const piece of pieces(text)) {
    const value = typeof piece === "string" ? piece : usualOf(piece);
    if (value === undefined) return undefined;
    result += value;
  }
  return result;
}

/** Cuts a template at a separator that stands outside of its variables. */
export function splitTemplate(text: string, separator: string): string[] {
  if (!text.includes("$")) return text.split(separator);
  const parts: string[] = [];
  const spans = variablesOf(text);
  let start = 0;
  for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + 1)) {
    const from = at;
    if (spans.some((variable) => variable.start <= from && from < variable.end)) continue;
    parts.push(text.slice(start, at));
    start = at + separator.length;
  }
  parts.push(text.slice(start));
  return parts;
}

const escape = (text: string): string => text.replaceAll("$", "$$$$");

function usualOf(variable: Variable): string | undefined {
  return variable.operator === ":-" || variable.operator === "-" ? usual(variable.argument) : undefined;
}

function settleVariable({ name, operator, argument }: Variable, lookup: Lookup): string | undefined {
  const value = lookup(name);
  if (value === undefined) return undefined;
  switch (operator) {
    case "":
    case "-":
    case "?":
      return escape(value);
    case ":-":
      return value === "" ? settle(argument, lookup) : escape(value);
    case ":?":
      return value === "" ? undefined : escape(value);
    case ":+":
      return value === "" ? "" : settle(argument, lookup);
    case "+":
      return settle(argument, lookup);
  }
}

function variableAt(text: string, dollar: number): Variable | undefined {
  const bare = /^[A-Za-z_]\w*/.exec(text.slice(dollar + 1, dollar + 200));
  if (bare) return { name: bare[0], operator: "", argument: "", start: dollar, end: dollar + 1 + bare[0].length };
  if (text[dollar + 1] !== "{") return undefined;
  const close = closingBrace(text, dollar + 1);
  if (close < 0) return undefined;
  const inner = text.slice(dollar + 2, close);
  const name = /^[A-Za-z_]\w*/.exec(inner)?.[0];
  if (name === undefined) return undefined;
  const rest = inner.slice(name.length);
  const operator = OPERATORS.find((candidate) => rest.startsWith(candidate));
  if (operator === undefined && rest !== "") return undefined;
  return { name, operator: operator ?? "", argument: rest.slice(operator?.length ?? 0), start: dollar, end: close + 1 };
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return -1;
}
