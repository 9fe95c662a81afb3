import { lineEndAt, nextLineAt } from "../../core/text";
import type { Expression } from "./node";

/** An interpolation or directive of a template, with its braces. */
interface Hole {
  readonly start: number;
  readonly end: number;
  readonly expression: Expression;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** What the source of a quoted string means. */
export function literalText(source: string): string {
  if (!source.includes("\\")) return bareText(source);
  return bareText(
    source.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs, (whole, short?: string, long?: string, single?: string) => {
      if (single !== undefined) return ESCAPES[single] ?? whole;
      const code = Number.parseInt(short ?? long ?? "", 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    }),
  );
}

/** `$${` and `%%{` are the signs themselves. */
const bareText = (source: string): string => (source.includes("{") ? source.replace(/([$%])\1\{/g, "$1{") : source);

/** A heredoc; with `<<-` its lines lose the indentation they share. */
export function readHeredoc(text: string, start: number, end: number, holes: readonly Hole[]): Expression {
  const from = nextLineAt(text, start);
  const to = Math.max(from, lastLineStart(text, from, end));
  const indent = text.startsWith("<<-", start) ? sharedIndent(text, from, to) : 0;
  const parts: (string | Expression)[] = [];
  let at = from;
  for (const hole of holes) {
    if (hole.start > at) parts.push(unindented(text, at, hole.start, from, indent));
    parts.push(hole.expression);
    at = hole.end;
  }
  if (to > at) parts.push(unindented(text, at, to, from, indent));
  const [only] = parts;
  if (!parts.length) return { kind: "literal", start, end, value: "" };
  if (parts.length === 1 && typeof only === "string") return { kind: "literal", start, end, value: only };
  return { kind: "template", start, end, parts };
}

function lastLineStart(text: string, from: number, end: number): number {
  const line = text.lastIndexOf("\n", end - 1) + 1;
  return line >= from ? line : end;
}

function sharedIndent(text: string, from: number, to: number): number {
  let shared = Number.POSITIVE_INFINITY;
  for (let line = from; line < to; line = nextLineAt(text, line)) {
    const content = text.slice(line, Math.min(to, lineEndAt(text, line)));
    const indent = /^[ \t]*/.exec(content)?.[0].length ?? 0;
    if (content.trim() !== "") shared = Math.min(shared, indent);
  }
  return Number.isFinite(shared) ? shared : 0;
}

function unindented(text: string, start: number, end: number, from: number, indent: number): string {
  const source = text.slice(start, end).replaceAll("\r\n", "\n");
  if (indent === 0) return bareText(source);
  const lines = source
    .split("\n")
    .map((line, i) => (i > 0 || start === from ? line.slice(Math.min(indent, /^[ \t]*/.exec(line)?.[0].length ?? 0)) : line));
  return bareText(lines.join("\n"));
}
