import type { Playbook, Step } from "./shape";
import { callsOfStep, stepsOf } from "./flow";

/** A text with inputs in it, cut into what is literal and what is the name of an input. */
export type Piece = { readonly literal: string } | { readonly input: string };

/** `${name}` stands for an input; `$${name}` is the text `${name}` itself. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(/\$?\$\{([^}]*)\}/g)) {
    if (match.index > at) pieces.push({ literal: text.slice(at, match.index) });
    pieces.push(match[0].startsWith("$$") ? { literal: match[0].slice(1) } : { input: match[1] ?? "" });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ literal: text.slice(at) });
  return pieces;
}

export const inputsIn = (text: string): string[] => piecesOf(text).flatMap((piece) => ("input" in piece ? [piece.input] : []));

/** A text that inputs are filled into, and where it stands: a key of a mapping, or an item of a list. */
export interface FilledText {
  readonly text: string;
  readonly holder: object;
  readonly key: string | number;
  /** Whether a person sees it and the record keeps it. Environment variables and standard input are neither. */
  readonly shown: boolean;
}

/** Every text of a step that inputs are filled into. */
export function filledTexts(step: Step): FilledText[] {
  const ofCalls = callsOfStep(step).flatMap(({ call }): FilledText[] => [
    ...call.args.map((text, i) => ({ text, holder: call.args, key: i, shown: true })),
    ...Object.entries(call.keep ?? {}).map(([key, text]) => ({ text, holder: call.keep ?? {}, key, shown: true })),
    ...Object.entries(call.env ?? {}).map(([key, text]) => ({ text, holder: call.env ?? {}, key, shown: false })),
    ...(call.stdin === undefined ? [] : [{ text: call.stdin, holder: call, key: "stdin", shown: false }]),
  ]);
  const change = step.kind === "edit" && "change" in step.edit ? step.edit.change : {};
  return [
    ...ofCalls,
    ...(step.copy === undefined ? [] : [{ text: step.copy, holder: step, key: "copy", shown: true }]),
    ...Object.entries(change).map(([key, text]) => ({ text, holder: change, key, shown: true })),
  ];
}

/** The names of the values that calls of a playbook keep. */
export const keptNames = (playbook: Playbook): string[] =>
  stepsOf(playbook).flatMap(({ step }) => callsOfStep(step).flatMap(({ call }) => Object.keys(call.keep ?? {})));
