import type { Reading } from "../../../core/rule";
import type { Range } from "../../../core/text";
import type { InstructionNode } from "../nodes";

/** What can be worked out of what stands at a place. Each line is a sentence or two of Markdown, the most important first. */
export interface ComputedHover {
  readonly at: Range;
  readonly lines: readonly string[];
}

/** One kind of hover: everything it has to say of an instruction. */
export type HoverSource = (node: InstructionNode, reading: Reading) => Iterable<ComputedHover>;

/** Markdown's code. */
export const code = (text: string): string => (text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``);

/** An instruction's own text, on one line and no longer than a line. */
export function inShort(text: string): string {
  const line = text
    .replace(/\\\r?\n\s*/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
