import type { Range } from "../../core/text";
import type { Instruction } from "./instruction";

export interface CopySource {
  /** As written, quotes and escapes taken off. */
  readonly value: string;
  readonly at: Range;
}

/** What COPY or ADD copies, in either form; heredocs and words with variables are left out. */
export function copySources(instruction: Instruction): readonly CopySource[] {
  const { json, heredocs, words } = instruction;
  if (json) return json.words.slice(0, -1).map((word) => ({ value: word.value, at: word.range }));
  return words
    .slice(0, -1)
    .filter((word) => !heredocs.some(({ inLine }) => inLine.start <= word.inLine.start && word.inLine.end <= inLine.end))
    .flatMap((word) => (word.value === undefined ? [] : [{ value: word.value, at: word.range }]));
}
