import type { Edit, Fix } from "../../core/edit";
import type { Anchor } from "../../core/place";
import { indentAt, lineStartAt, range } from "../../core/text";
import type { ShellScript, ShellWord } from "../shell/nodes";
import { breakOf, instructionAt, livePlace, prependTo } from "./edit";
import type { Instruction } from "./instruction";
import type { InstructionNode } from "./nodes";
import type { RunCommand } from "./run-commands";
import { scriptOf } from "./scripts";

/** What a shell keeps from one command to the next: joined, the second RUN would see it. */
const LASTING =
  /^(?:cd|pushd|popd|export|set|shopt|source|\.|umask|trap|exit|exec|alias|unset|read|readonly|declare|local|ulimit|eval|return)$/;

/**
 * Makes one RUN of a RUN and the one above it, joined by `&&`, comments between them kept. Undefined where that would not do the same:
 * what the first leaves behind in its shell, and operators of the second that `&&` would not bind as tightly.
 */
export function joinWithAbove(node: InstructionNode, above: Anchor): readonly Edit[] | undefined {
  const first = instructionAt(above);
  const own = node.instruction;
  if (!first || !isPlain(first) || !isPlain(own) || !node.script) return undefined;
  const script = scriptOf(first, above.part.text, node.shell);
  if (!script || !leavesNothing(script, first) || !isOneChain(node.script)) return undefined;

  const { text } = node.reading.part;
  const start = own.argumentsRange?.start;
  if (start === undefined || text.slice(own.range.start, start).includes("\n")) return undefined;
  const lineBreak = breakOf(node);
  const indent = indentOf(first, above.part.text) ?? indentOf(own, text) ?? "    ";
  // A blank line would end the RUN. Comments may stay where they are.
  const between = text
    .slice(0, own.range.start)
    .split(/(?<=\n)/)
    .filter((line) => line.trim() !== "");
  return [
    { at: livePlace(above, ({ end }) => range(end, end)), text: ` ${own.escape}` },
    { at: range(0, start), text: between.map((line) => (/^\s/.test(line) ? line : indent + line)).join("") + `${indent}&& ` },
  ].map((edit) => ({ ...edit, text: edit.text.replace(/\r?\n/g, lineBreak) }));
}

const isPlain = ({ json, heredocs, flags, keyword, argumentsText }: Instruction): boolean =>
  keyword === "RUN" && !json && heredocs.length === 0 && flags.length === 0 && !argumentsText.includes("#");

function leavesNothing(script: ShellScript, { argumentsText }: Instruction): boolean {
  return (
    !script.broken &&
    script.functions.length === 0 &&
    script.assignments.length === 0 &&
    script.commands.length > 0 &&
    script.commands.every((command) => command.place === "subshell" || !LASTING.test(command.name ?? "?")) &&
    script.commands.every(({ word }) => word.value !== undefined) &&
    !/[;&|]\s*$/.test(argumentsText)
  );
}

/** Commands joined by `&&` and pipes alone. */
const isOneChain = (script: ShellScript): boolean =>
  !script.broken &&
  script.functions.length === 0 &&
  script.assignments.length === 0 &&
  script.commands.length > 0 &&
  script.commands.every(
    ({ place, before, after, word }) =>
      word.value !== undefined &&
      (place === "subshell" || place === "substitution" || (place === "top" && isTight(before) && isTight(after))),
  );

const isTight = (operator: string | undefined): boolean =>
  operator === undefined || operator === "&&" || operator === "|" || operator === "|&";

/** How far the second line of an instruction is moved in. */
function indentOf(instruction: Instruction, text: string): string | undefined {
  const { start, end } = instruction.range;
  const next = text.indexOf("\n", start) + 1;
  return next > 0 && next < end ? indentAt(text, next) || undefined : undefined;
}

/** Writes flags in front of what a RUN runs: on the same line, or on one of its own where the RUN has several. */
export function addFlags(node: InstructionNode, flags: readonly string[]): Edit | undefined {
  const { instruction, reading } = node;
  const start = instruction.argumentsRange?.start;
  if (start === undefined) return undefined;
  const { text } = reading.part;
  const isLong = instruction.heredocs.length === 0 && text.slice(instruction.range.start, instruction.end).includes("\n");
  const indent = indentOf(instruction, text) ?? "    ";
  const gap = isLong ? ` ${instruction.escape}${breakOf(node)}${indent}` : " ";
  return { at: range(start, start), text: flags.map((flag) => flag + gap).join("") };
}

/** The same for another RUN, on its line. */
export const addFlagsAt = (at: Anchor, flags: readonly string[]): Edit => prependTo(at, `${flags.join(" ")} `);

/** Takes a flag without a value out of a command, with the blanks before it. */
export function removeFlag(run: RunCommand, word: ShellWord): Fix[] {
  const { text } = run.run.reading.part;
  const blanks = /[ \t]+$/.exec(text.slice(lineStartAt(text, word.range.start), word.range.start))?.[0].length ?? 0;
  const gap = range(word.range.start - blanks, word.range.end);
  if (blanks === 0 || !run.editable(gap) || run.run.instruction.json) return [];
  return [{ title: `Remove ${word.raw}`, safety: "suggestion", edits: [{ at: gap, text: "" }] }];
}
