import type { Part, Slice } from "../../core/part";
import type { Range } from "../../core/text";
import type { Directive } from "./directives";
import { readDirectives } from "./directives";
import { readHeredocs } from "./heredocs";
import type { Heredoc } from "./heredocs";
import { Instruction } from "./instruction";
import { readJsonForm } from "./json-form";
import { keywordFacts } from "./keywords.table";
import { isSpace, lineEnd, nextLine, readLogicalLine, skipLogicalLine, skipSpaces } from "./lines";
import type { LogicalLine } from "./lines";
import type { SyntaxProblem } from "./problem";

/**
 * What a slice of a Dockerfile is. `first` is an instruction below the file's parser directives; a file without instructions that has
 * some is one part `directives`; `rest` is what follows the last instruction. So every part but the last is one instruction, and the
 * place of a part in the file is the number of its instruction.
 */
export type DockerfilePartKind = "instruction" | "first" | "rest" | "directives";

/** A part of a Dockerfile, read: an instruction with the comments above it. */
export interface DockerfilePart {
  readonly kind: DockerfilePartKind;
  readonly directives: readonly Directive[];
  /** Undefined in the rest of a file. */
  readonly instruction: Instruction | undefined;
  /** Comments above the instruction and between its lines, without directives. */
  readonly comments: readonly Range[];
  /** What BuildKit would refuse, the instruction's own problems included. */
  readonly problems: readonly SyntaxProblem[];
}

/** Cuts a Dockerfile into parts, without gaps. The state of a slice is the escape character where it is not the usual one. */
export function splitDockerfile(text: string): readonly Slice[] {
  const directives = readDirectives(text);
  const state = directives.escape === "`" ? "`" : "";
  const slices: Slice[] = [];
  let start = 0;
  let at = directives.end;
  let heredoc = text.indexOf("<<");
  while (at < text.length) {
    const first = instructionAt(text, at);
    if (first === undefined) break;
    let end = skipLogicalLine(text, first, directives.escape);
    if (heredoc >= 0 && heredoc < first) heredoc = text.indexOf("<<", first);
    if (heredoc >= 0 && heredoc < end) end = heredocsOf(text, readLogicalLine(text, first, directives.escape), directives.escape).end;
    const kind: DockerfilePartKind = slices.length === 0 && directives.list.length > 0 ? "first" : "instruction";
    slices.push({ start, end, kind, state });
    start = at = end;
  }
  if (start < text.length || slices.length === 0) {
    const kind: DockerfilePartKind = slices.length === 0 && directives.list.length > 0 ? "directives" : "rest";
    slices.push({ start, end: text.length, kind, state });
  }
  return slices;
}

/** Reads a part. Never fails: what is wrong is among its problems. */
export function parseDockerfilePart(part: Pick<Part, "text" | "kind" | "state">): DockerfilePart {
  const { text } = part;
  const kind = part.kind as DockerfilePartKind;
  const directives = kind === "first" || kind === "directives" ? readDirectives(text) : undefined;
  const escape = part.state === "`" ? "`" : "\\";
  const comments: Range[] = [];
  const start = instructionAt(text, directives?.end ?? 0, comments);
  if (start === undefined)
    return { kind, directives: directives?.list ?? [], instruction: undefined, comments, problems: directives?.problems ?? [] };

  const line = readLogicalLine(text, start, escape);
  comments.push(...line.comments);
  const { list, end } = heredocsOf(text, line, escape);
  // Behind a first line that holds an escape character alone, the keyword may be indented.
  const instruction = new Instruction(
    line,
    skipSpaces(line.text, 0),
    escape,
    list,
    list.length > 0 ? contentEnd(text, start, end) : undefined,
  );
  return {
    kind,
    directives: directives?.list ?? [],
    instruction,
    comments,
    get problems() {
      return directives?.problems.length ? [...directives.problems, ...instruction.problems] : instruction.problems;
    },
  };
}

/** The first character of the next instruction, over blank lines and comments. */
function instructionAt(text: string, from: number, comments?: Range[]): number | undefined {
  let at = from;
  if (at === 0 && text.startsWith("\uFEFF")) at = 1;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const content = skipSpaces(text, at, end);
    if (content < end && text[content] !== "#") return content;
    if (content < end) comments?.push({ start: content, end });
    at = nextLine(text, end);
  }
  return undefined;
}

function heredocsOf(text: string, line: LogicalLine, escape: string): { readonly list: readonly Heredoc[]; readonly end: number } {
  if (!line.text.includes("<<")) return { list: [], end: line.end };
  const whole = new Instruction(line, skipSpaces(line.text, 0), escape);
  const instruction = whole.trigger ?? whole;
  const isExecForm = typeof readJsonForm(line, instruction.argumentsFrom) === "object";
  if (!keywordFacts(instruction.keyword).heredocs || isExecForm) return { list: [], end: line.end };
  return readHeredocs(text, line, 0);
}

function contentEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}
