import type { Edit } from "../../core/edit";
import type { Anchor, Place } from "../../core/place";
import type { Range } from "../../core/text";
import { indentAt, lineBreakOf, lineEndAt, lineStartAt, nextLineAt, range } from "../../core/text";
import type { ShellWord } from "../shell/nodes";
import type { Instruction } from "./instruction";
import type { InstructionNode } from "./nodes";
import type { RunCommand } from "./run-commands";
import { parseDockerfilePart } from "./part";

/** The instruction whose keyword an anchor is. */
export const instructionAt = (at: Anchor): Instruction | undefined => parseDockerfilePart(at.part).instruction;

/**
 * A place in another instruction, read when it is asked for: a finding outlives changes of other parts as long as what its rule read of
 * them is the same, and that is less than their text.
 */
class LivePlace implements Place {
  constructor(
    private readonly anchor: Anchor,
    private readonly pick: (instruction: Instruction) => Range | undefined,
  ) {}

  get file(): string {
    return this.anchor.file;
  }

  get part(): Anchor["part"] {
    return this.anchor.part;
  }

  get range(): Range {
    const instruction = instructionAt(this.anchor);
    return (instruction && this.pick(instruction)) ?? this.anchor.range;
  }
}

/** A range of another instruction, as it is when the edit is made. */
export const livePlace = (at: Anchor, pick: (instruction: Instruction) => Range | undefined): Place => new LivePlace(at, pick);

/** What another instruction's arguments are, for a finding or an edit there. */
export const argumentsOf = (at: Anchor): Place => new LivePlace(at, (instruction) => instruction.argumentsRange);

/** New text for the arguments of another instruction, its flags kept. */
export const replaceArguments = (at: Anchor, text: string): Edit => ({ at: argumentsOf(at), text });

/** Writes lines above another instruction, below the comments over it. */
export function insertAbove(at: Anchor, lines: readonly string[], lineBreak: string): { readonly at: Place; readonly text: string } {
  const start = new LivePlace(at, (instruction) => range(instruction.range.start, instruction.range.start));
  return { at: start, text: lines.map((line) => line + lineBreak).join("") };
}

/** Writes below an instruction what another one says, its continuations and comments included. */
export function insertCopyBelow(node: InstructionNode, of: Anchor): Edit {
  const at = range(node.instruction.end, node.instruction.end);
  const lineBreak = breakOf(node);
  return {
    at,
    get text() {
      const other = instructionAt(of);
      return other ? lineBreak + of.part.text.slice(other.range.start, other.range.end).trimEnd() : "";
    },
  };
}

/** Takes an instruction away with its lines. Comments above it stay. */
export function removeInstruction({ instruction, reading }: InstructionNode): Edit {
  const { text } = reading.part;
  return { at: range(lineStartAt(text, instruction.range.start), nextLineAt(text, instruction.end)), text: "" };
}

/** The line break of the file around a node. */
export const breakOf = (node: InstructionNode): string => lineBreakOf(node.reading.part.text);

/** Writes ` text` behind a word of a command. Undefined where the word does not stand in the file letter by letter. */
export function insertBehind(command: RunCommand, word: ShellWord, text: string): Edit | undefined {
  if (!command.editable(word.range)) return undefined;
  // In a list of words the new one is a string of its own.
  const isListed = command.run.instruction.json !== undefined && command.script.source.dialect === "unknown";
  return { at: range(word.range.end, word.range.end), text: isListed ? `, ${JSON.stringify(text)}` : ` ${text}` };
}

/** Writes text in front of what a RUN in shell form runs; for a heredoc a line of its own. */
export function prependCommand(node: InstructionNode, command: string): Edit | undefined {
  const { instruction } = node;
  if (instruction.json || !node.script) return undefined;
  const heredoc = scriptHeredoc(instruction);
  if (heredoc === "inside") return undefined;
  if (heredoc) {
    const { text } = node.reading.part;
    if (text.startsWith("#!", heredoc.body.start)) return undefined;
    return { at: range(heredoc.body.start, heredoc.body.start), text: indentAt(text, heredoc.body.start) + command + breakOf(node) };
  }
  const start = instruction.argumentsRange?.start;
  return start === undefined ? undefined : { at: range(start, start), text: `${command} && ` };
}

/**
 * Runs one more command at the end of a RUN, joined to the others as they are joined to each other: `&&` or `;`, at the start or at the
 * end of a line. Undefined where that cannot be told.
 */
export function appendCommand(node: InstructionNode, command: string): Edit | undefined {
  const { instruction, script } = node;
  const written = instruction.argumentsRange;
  if (instruction.json || !script || script.broken || !written || script.commands.length === 0) return undefined;
  const heredoc = scriptHeredoc(instruction);
  if (heredoc === "inside") return undefined;
  const { text } = node.reading.part;
  if (heredoc) return heredoc.terminator ? appendLine(text, heredoc.body, command, breakOf(node)) : undefined;

  const lastEnd = Math.max(...script.commands.map((each) => each.range.end));
  const tail = text.slice(lastEnd, written.end);
  // Behind a comment or an operator another command would be no command.
  if (/[#|]|&\s*$/.test(tail)) return undefined;
  const join = joinOf(script.commands.findLast((each) => each.place === "top" && (each.before === "&&" || each.before === ";"))?.before);
  const at = range(written.end, written.end);
  const separator = tail.trimEnd().endsWith(";") ? "" : join === ";" ? ";" : " &&";
  const before = text.slice(lineStartAt(text, instruction.range.start), written.end);
  if (!before.includes("\n")) return { at, text: `${separator} ${command}` };

  const lines = before.split(/\r?\n/);
  const next = ` ${instruction.escape}${breakOf(node)}`;
  const leading = lines.findLast((line) => /^\s*&&/.test(line));
  const isTrailing = lines.some((line) => /(?:&&|;)\s*[\\`]?\s*$/.test(line));
  if (leading === undefined && (isTrailing || join === ";"))
    return { at, text: separator + next + indentAt(text, lineBehindJoin(text, written)) + command };
  const indent = leading === undefined ? indentAt(text, lineStartAt(text, written.end)) : (/^\s*/.exec(leading)?.[0] ?? "");
  return { at, text: separator === "" ? `${next}${indent}${command}` : `${next}${indent}&& ${command}` };
}

const joinOf = (before: string | undefined): "&&" | ";" => (before === ";" ? ";" : "&&");

/** Where the last line starts that stands behind one ending in `&&` or `;`. */
function lineBehindJoin(text: string, written: Range): number {
  let found = nextLineAt(text, written.start);
  for (let at = written.start; at < written.end; at = nextLineAt(text, at)) {
    const line = text.slice(at, lineEndAt(text, at));
    const next = nextLineAt(text, at);
    if (/(?:&&|;)\s*[\\`]\s*$/.test(line) && next < written.end) found = next;
  }
  return found;
}

function appendLine(text: string, body: Range, command: string, lineBreak: string): Edit | undefined {
  const content = text.slice(body.start, body.end).trimEnd();
  if (content === "") return undefined;
  return { at: range(body.end, body.end), text: indentAt(text, body.start + content.length - 1) + command + lineBreak };
}

/** The heredoc that is a RUN's script; `inside` where heredocs are what its commands read. */
function scriptHeredoc({ heredocs, commandFrom, line }: Instruction): Instruction["heredocs"][number] | "inside" | undefined {
  const [only] = heredocs;
  if (!only) return undefined;
  const isScript = heredocs.length === 1 && only.inLine.start === commandFrom && line.text.slice(only.inLine.end).trim() === "";
  return isScript ? only : "inside";
}

/** Writes text in front of another instruction's arguments. */
export const prependTo = (at: Anchor, text: string): Edit => ({
  at: new LivePlace(at, ({ argumentsRange }) => argumentsRange && range(argumentsRange.start, argumentsRange.start)),
  text,
});

/** Writes whole lines above an instruction, below its comments. */
export function insertHere({ instruction }: InstructionNode, lines: string): { readonly at: Range; readonly text: string } {
  const { start } = instruction.range;
  return { at: range(start, start), text: lines };
}
