import type { Range } from "../../core/text";
import type { SyntaxProblem } from "./problem";
import { lineEnd, nextLine, skipSpaces } from "./lines";

export type DirectiveName = "syntax" | "escape" | "check";

/** `# syntax=docker/dockerfile:1`, at the very top of the file. */
export interface Directive {
  readonly name: DirectiveName;
  readonly value: string;
  readonly range: Range;
  readonly nameRange: Range;
  readonly valueRange: Range;
}

export interface Directives {
  readonly list: readonly Directive[];
  readonly escape: "\\" | "`";
  readonly problems: readonly SyntaxProblem[];
  /** Where the first line starts that is no directive. */
  readonly end: number;
}

const DIRECTIVE = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/;
const NAMES: readonly string[] = ["syntax", "escape", "check"];

const isName = (name: string): name is DirectiveName => NAMES.includes(name);

/** Reads the directives a file starts with. The first comment, blank line or instruction ends them: the same words below are a comment. */
export function readDirectives(text: string): Directives {
  const list: Directive[] = [];
  const problems: SyntaxProblem[] = [];
  let escape: "\\" | "`" = "\\";
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const start = skipSpaces(text, at, end);
    const match = DIRECTIVE.exec(text.slice(start, end));
    const [, written = "", value = ""] = match ?? [];
    const name = written.toLowerCase();
    if (!match || !isName(name)) break;

    const nameStart = text.indexOf(written, start);
    const valueStart = text.indexOf(value, text.indexOf("=", nameStart) + 1);
    const directive: Directive = {
      name,
      value,
      range: { start, end: valueStart + value.length },
      nameRange: { start: nameStart, end: nameStart + written.length },
      valueRange: { start: valueStart, end: valueStart + value.length },
    };
    if (list.some((earlier) => earlier.name === name)) {
      problems.push({ code: "duplicate-directive", range: directive.range, message: `Only one ${name} directive can be used.` });
    } else if (name === "escape") {
      if (value === "\\" || value === "`") escape = value;
      else problems.push({ code: "invalid-escape", range: directive.valueRange, message: "The escape character must be \\ or `." });
    }
    list.push(directive);
    at = nextLine(text, end);
  }
  return { list, escape, problems, end: at };
}
