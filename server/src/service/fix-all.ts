import type { Fix, TextEdit } from "../core/edit";
import { applyEdits, overlap } from "../core/edit";
import type { Path } from "../core/path";
import type { Problem } from "./problem";
import type { Workspace } from "./workspace";

/** A fix may make room for another; after this many rounds something is wrong with the fixes. */
const MOST_ROUNDS = 10;

export interface FixAllResult {
  readonly text: string;
  readonly fixed: number;
}

export interface FixAllOptions {
  /** Chooses the fix of a problem; by default its first safe one. */
  readonly accept?: (problem: Problem) => Fix | undefined;
  /** Asked between parts; with false everything is given up. */
  readonly keepGoing?: () => boolean;
}

/**
 * Applies fixes of one file until nothing changes: only those that stay in the file, need no decision of a person and do not overlap. The
 * workspace is left as it was. Undefined when it was given up.
 */
export function fixAll(workspace: Workspace, path: Path, options: FixAllOptions = {}): FixAllResult | undefined {
  const original = workspace.engine.text(path) ?? "";
  let text = original;
  let fixed = 0;
  try {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const edits = editsOf(workspace, path, options);
      if (!edits) return undefined;
      const next = applyEdits(text, edits.flat());
      if (next === text) break;
      text = next;
      fixed += edits.length;
      workspace.set(path, text);
    }
  } finally {
    workspace.set(path, original);
  }
  return { text, fixed };
}

export const safeFix = (problem: Problem): Fix | undefined => problem.fixes.find((fix) => fix.safety === "safe");

/** The edits of each accepted fix that does not touch an earlier one. */
function editsOf(workspace: Workspace, path: Path, { accept = safeFix, keepGoing = () => true }: FixAllOptions): TextEdit[][] | undefined {
  const report = problemsWhile(workspace, path, keepGoing);
  const taken: TextEdit[][] = [];
  for (const problem of report ?? []) {
    const fix = accept(problem);
    const resolved = fix && workspace.resolve(fix.edits, problem.owner);
    const edits = resolved?.texts.get(path);
    if (!edits || resolved?.texts.size !== 1 || resolved.created.size || edits.some((edit) => edit.snippet)) continue;
    if (edits.some((edit) => taken.flat().some((other) => overlap(edit, other)))) continue;
    taken.push(edits);
  }
  return report && taken;
}

function problemsWhile(workspace: Workspace, path: Path, keepGoing: () => boolean): readonly Problem[] | undefined {
  const steps = workspace.report(path);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value?.problems ?? [];
    if (!keepGoing()) return undefined;
  }
}

/** The one edit that turns `before` into `after`: what lies between their common start and their common end. */
export function differenceEdit(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}
