import type { Example } from "../../core/rule";
import type { ArgumentCase, ArgumentRow } from "./argument-row.table";

/** A body to print: attributes by name, blocks by name. */
interface Body {
  readonly attributes: Map<string, string>;
  readonly blocks: Map<string, Body>;
}

/** The examples of a row: for each case a hit with its fix, the argument left out, and a clean one; once a variable of another file that decides. */
export function examplesOf(row: ArgumentRow, cases: readonly ArgumentCase[]): Example[] {
  return cases.flatMap((one, i) => {
    const title = cases.length > 1 ? ` (${[one.kinds[0], one.block, one.argument].filter(Boolean).join(" ")})` : "";
    const settings = { preset: one.preset ?? row.preset };
    const print = printerOf(one, cases);
    const examples: Example[] = [{ title: `as it should be${title}`, source: print(rightOf(one)) }];
    if (one.argument !== undefined && (one.wrong || one.must)) {
      examples.push(...writtenWrong(row, one, one.argument, print, title, i === 0).map((example) => ({ settings, ...example })));
      examples.push({ title: `unknown${title}`, source: print({ ...rightOf(one), [one.argument]: "var.value" }) });
    }
    if (one.whenMissing !== undefined) examples.push(leftOut(row, one, print, title));
    return examples;
  });
}

type Print = (inner?: Readonly<Record<string, string>>) => string;

const pathOf = (one: ArgumentCase): readonly string[] => one.block?.split(".") ?? [];

const rightOf = (one: ArgumentCase): Readonly<Record<string, string>> =>
  one.right ?? (one.argument === undefined ? {} : { [one.argument]: one.good ?? "var.value" });

/** Prints a resource that is right in all cases but this one. */
function printerOf(one: ArgumentCase, cases: readonly ArgumentCase[]): Print {
  const [kind = ""] = one.kinds;
  const others = cases.filter((other) => other !== one && other.kinds[0] === kind);
  return (inner) => {
    const body: Body = { attributes: new Map(), blocks: new Map() };
    for (const [name, value] of Object.entries(one.context ?? {}))
      if (value === "{}") within(body, [name]);
      else body.attributes.set(name, value);
    for (const other of others) write(body, pathOf(other), { ...other.beside, ...rightOf(other) });
    if (inner) write(body, pathOf(one), { ...one.beside, ...inner });
    return [`resource "${kind}" "main" {`, ...linesOf(body), "}", ""].join("\n");
  };
}

function writtenWrong(row: ArgumentRow, one: ArgumentCase, argument: string, print: Print, title: string, elsewhere: boolean): Example[] {
  const { must = [], wrong = [], list = false } = one;
  const value = "test" in wrong ? wrong.example : wrong[0];
  const text = typeof value === "string" ? `"${value}"` : String(value);
  const [held, ...lacking] = must.length > 1 ? must : [undefined, ...must];
  const source = must.length ? `[${held === undefined ? "" : `"${held}"`}]` : list ? `[${text}]` : text;
  const words = must.length ? `lacks ${lacking.join(", ")}` : `${list ? "has" : "is"} ${String(value)}`;
  const hit = (written: string, marked: string, bulb: string) => {
    const lines = print({ [argument]: written }).split("\n");
    const at = lines.findIndex((line) => line.endsWith(` = ${written}`) && line.trim().startsWith(argument));
    const line = lines[at] ?? "";
    return annotated(
      lines,
      at,
      line.indexOf(marked, line.indexOf("=")),
      marked.length,
      `${bulb}${one.severity ?? row.severity}: ${one.noun} "main" ${one.says}: ${argument} ${words}.`,
    );
  };
  const first: Example = {
    title: `${argument} ${must.length ? "lacks something" : `is ${text}`}${title}`,
    source: hit(source, list && !must.length ? text : source, one.right ? "💡 " : ""),
    ...(one.right ? { fixed: print({ [argument]: one.right[argument] ?? "", ...one.right }) } : {}),
  };
  if (!elsewhere || must.length) return [first];
  return [
    first,
    {
      title: "a variable of another file decides",
      source: { "main.tf": hit("var.value", "var.value", ""), "variables.tf": `variable "value" {\n  default = ${source}\n}\n` },
    },
  ];
}

function leftOut(row: ArgumentRow, one: ArgumentCase, print: Print, title: string): Example {
  const { severity, preset } =
    typeof one.whenMissing === "object"
      ? one.whenMissing
      : { severity: one.severity ?? ("info" as const), preset: one.whenMissing ?? row.preset };
  const lines = print().split("\n");
  // What is there of the blocks on the way is what lacks the rest.
  const path = pathOf(one);
  const there = path.findLastIndex((_, i) => lines.some((line) => line.startsWith(`${"  ".repeat(i + 1)}${path[i] ?? ""} {`)));
  const [at, column, width] =
    there < 0
      ? [0, (lines[0] ?? "").indexOf('"main"'), 6]
      : [
          lines.findIndex((line) => line.startsWith(`${"  ".repeat(there + 1)}${path[there] ?? ""} {`)),
          2 * (there + 1),
          (path[there] ?? "").length,
        ];
  const what = one.argument === undefined ? `there is no ${path.join(".")} block` : `${one.argument} is not set`;
  return {
    title: `left out${title}`,
    settings: { preset },
    source: annotated(lines, at, column, width, `${one.right ? "💡 " : ""}${severity}: ${one.noun} "main" ${one.says}: ${what}.`),
    ...(one.right ? { fixed: print(one.right) } : {}),
  };
}

const annotated = (lines: readonly string[], at: number, column: number, width: number, note: string): string =>
  [...lines.slice(0, at + 1), `${" ".repeat(column)}${"^".repeat(width)} ${note}`, ...lines.slice(at + 1)].join("\n");

function within(body: Body, path: readonly string[]): Body {
  const [name, ...rest] = path;
  if (name === undefined) return body;
  let inner = body.blocks.get(name);
  if (!inner) body.blocks.set(name, (inner = { attributes: new Map(), blocks: new Map() }));
  return within(inner, rest);
}

function write(body: Body, path: readonly string[], attributes: Readonly<Record<string, string>>): void {
  const inner = within(body, path);
  for (const [name, value] of Object.entries(attributes))
    if (value === "{}") within(inner, [name]);
    else inner.attributes.set(name, value);
}

/** The lines of a body as `terraform fmt` writes them. */
function linesOf({ attributes, blocks }: Body, indent = "  "): string[] {
  const width = Math.max(0, ...[...attributes.keys()].map((name) => name.length));
  const paragraphs = [
    [...attributes].map(([name, value]) => `${indent}${name.padEnd(width)} = ${value}`),
    ...[...blocks].map(([name, body]) => {
      const inner = linesOf(body, `${indent}  `);
      return inner.length ? [`${indent}${name} {`, ...inner, `${indent}}`] : [`${indent}${name} {}`];
    }),
  ].filter((lines) => lines.length);
  return paragraphs.flatMap((lines, i) => (i > 0 ? ["", ...lines] : lines));
}
