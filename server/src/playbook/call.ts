import { piecesOf } from "../languages/playbook/inputs";
import type { Call, Input } from "../languages/playbook/shape";
import { t } from "../l10n";

/** The values of inputs by name. Secrets are among them only while a call is made; they are kept nowhere. */
export type Values = Readonly<Record<string, string>>;

/** A call with its inputs filled in: what is started, without a shell. */
export interface ReadyCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string | undefined;
  /** Seconds. */
  readonly timeout: number | undefined;
}

/** What keeps a call from being made: the sentence for the person. */
export interface CallProblem {
  readonly input: string;
  readonly message: string;
}

const hasControl = (value: string): boolean => /\p{Cc}/u.test(value);

/** Why a value cannot be taken for an input; undefined when it can. */
export function valueProblem(name: string, input: Input | undefined, value: string): string | undefined {
  const title = input?.title ?? name;
  if (value === "") return t("{0} is empty.", title);
  if (input?.secret !== true && hasControl(value)) return t("{0} holds a line break or control character.", title);
  if (input?.choices && !input.choices.includes(value)) return t("{0} is one of {1}.", title, input.choices.join(", "));
  if (input?.pattern !== undefined && !new RegExp(`^(?:${input.pattern})$`).test(value))
    return t("{0} does not match {1}.", title, input.pattern);
  return undefined;
}

/** A text with its inputs filled in; inputs without a value stay as `<name>`. */
export const fillText = (text: string, values: Values): string =>
  piecesOf(text)
    .map((piece) => ("literal" in piece ? piece.literal : (valueFor(piece.input, values) ?? `<${piece.input}>`)))
    .join("");

/**
 * Fills the inputs of a call. An input never becomes more than the one argument it stands in, whatever it says; where an argument begins with
 * an input, a value that begins with a dash is refused, because the program would read it as an option.
 */
export function readyCall(call: Call, values: Values): { readonly call: ReadyCall } | { readonly problems: readonly CallProblem[] } {
  const problems = new Map<string, CallProblem>();
  const fill = (text: string, isArgument: boolean): string => {
    for (const [i, piece] of piecesOf(text).entries()) {
      if ("literal" in piece) continue;
      const { input } = piece;
      const value = valueFor(input, values);
      if (value === undefined || value === "") problems.set(input, { input, message: t('The input "{0}" has no value.', input) });
      else if (isArgument && hasControl(value))
        problems.set(input, { input, message: t('The input "{0}" holds a line break or control character.', input) });
      else if (isArgument && i === 0 && value.startsWith("-"))
        problems.set(input, { input, message: t('The input "{0}" begins with a dash and would be read as an option.', input) });
    }
    return fillText(text, values);
  };
  const ready: ReadyCall = {
    program: call.program,
    args: call.args.map((text) => fill(text, true)),
    env: Object.fromEntries(Object.entries(call.env ?? {}).map(([name, text]) => [name, fill(text, false)])),
    stdin: call.stdin === undefined ? undefined : fill(call.stdin, false),
    timeout: call.timeout,
  };
  return problems.size ? { problems: [...problems.values()] } : { call: ready };
}

const valueFor = (name: string, values: Values): string | undefined => (Object.hasOwn(values, name) ? values[name] : undefined);

/** The call as a person would paste it into a POSIX shell, each argument quoted where it must be. Inputs without a value stay as `<name>`. */
export const commandLine = (call: Pick<Call, "program" | "args">, values: Values): string =>
  [call.program, ...call.args.map((arg) => quoted(fillText(arg, values)))].join(" ");

const quoted = (arg: string): string => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`);

/** Seconds a call may take that says nothing itself. */
export const DEFAULT_TIMEOUT = 30;

/** How a program ended, as the one who started it says. */
export interface Outcome {
  /** Undefined when it did not end by itself. */
  readonly exitCode: number | undefined;
  readonly timedOut: boolean;
  readonly stdout: string;
  readonly stderr: string;
  /** Whether the output was cut at the cap: then it is not read as JSON. */
  readonly truncated: boolean;
  /** Why it never ran, if it did not: a sentence. */
  readonly notStarted?: string;
}

export interface Judgement {
  readonly ok: boolean;
  /** What speaks against it, a sentence each. */
  readonly problems: readonly string[];
  /** The values the call keeps, by name. What is not found is left out: an input bound to it is asked for. */
  readonly kept: Values;
}

/** A call whose paths of what it keeps have their inputs filled in, as `spec.http[${http}].name`. */
export const withPaths = (call: Call, values: Values): Call =>
  call.keep ? { ...call, keep: Object.fromEntries(Object.entries(call.keep).map(([name, path]) => [name, fillText(path, values)])) } : call;

/** Whether a call went as its playbook expects, and what is kept of its output. Its paths are filled in: {@link withPaths}. */
export function judge(call: Call, outcome: Outcome): Judgement {
  const { exitCode, timedOut, stdout, stderr, notStarted } = outcome;
  if (notStarted !== undefined) return { ok: false, problems: [notStarted], kept: {} };
  const problems: string[] = [];
  const wanted = call.exit ?? [0];
  if (timedOut) problems.push(t("It was stopped after {0} s.", call.timeout ?? DEFAULT_TIMEOUT));
  else if (exitCode === undefined) problems.push(t("It was ended from outside."));
  else if (!wanted.includes(exitCode)) problems.push(...lastWord(call, stderr), endedWith(exitCode, wanted));
  const output = `${stdout}\n${stderr}`;
  for (const { matches, otherwise } of call.expect ?? []) if (!new RegExp(matches, "m").test(output)) problems.push(otherwise);
  return { ok: problems.length === 0, problems, kept: keptOf(call, outcome) };
}

const endedWith = (exitCode: number, wanted: readonly number[]): string =>
  wanted.length > 1
    ? t("It ended with {0}, expected was one of {1}.", exitCode, wanted.join(", "))
    : t("It ended with {0}, expected was {1}.", exitCode, wanted.join());

/** What a program complained about last, which is what it ended for; undefined where it was silent. */
export const lastLine = (text: string): string | undefined =>
  text
    .trim()
    .split(/\r?\n/)
    .at(-1)
    ?.replace(/\p{Cc}/gu, "") || undefined;

/** So many characters of a complaint are enough to know it by. */
const MOST_COMPLAINT = 300;

function lastWord({ conceal }: Call, stderr: string): string[] {
  const line = conceal === true ? undefined : lastLine(stderr);
  return line === undefined ? [] : [`${line.slice(0, MOST_COMPLAINT).replace(/[.\s]*$/, "")}.`];
}

function keptOf(call: Call, { stdout, truncated }: Outcome): Values {
  const paths = Object.entries(call.keep ?? {});
  const document = paths.some(([, path]) => path !== ".") && !truncated ? parsed(stdout) : undefined;
  return Object.fromEntries(
    paths.flatMap(([name, path]) => {
      const value = path === "." ? stdout.trim() : textOf(valueAt(document, path));
      return value === undefined || value === "" ? [] : [[name, value]];
    }),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const textOf = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : typeof value === "string" ? value : JSON.stringify(value);

/**
 * The value at a path such as `items[0].metadata.annotations["meta.helm.sh/release-name"]` or `spec.containers[web].image`. A negative index
 * counts from the end; a word takes the item of that name.
 */
export function valueAt(document: unknown, path: string): unknown {
  let value = document;
  for (const match of path.matchAll(/\[(-?\d+)\]|\[["']([^"']+)["']\]|\[([^\]]+)\]|([^.[\]]+)/g)) {
    if (typeof value !== "object" || value === null) return undefined;
    const [, index, quotedKey, name, key] = match;
    if (index !== undefined) value = Array.isArray(value) ? value.at(Number(index)) : undefined;
    else if (name !== undefined) value = Array.isArray(value) ? value.find((item: unknown) => nameOf(item) === name) : undefined;
    else value = Object.entries(value).find(([each]) => each === (quotedKey ?? key))?.[1];
  }
  return value;
}

const nameOf = (item: unknown): unknown => (typeof item === "object" && item !== null && "name" in item ? item.name : undefined);
