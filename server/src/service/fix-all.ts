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

/**
 * Applies fixes of one file until nothing changes: only those that stay in the file, need no decision of a person and do not overlap. The
 * workspace is left as it was. `accept` chooses the fix of a problem; by default its first safe one.
 */
export function fixAll(workspace: Workspace, path: Path, accept: (problem: Problem) => Fix | undefined = safeFix): FixAllResult {
  const original = workspace.engine.text(path) ?? "";
  let text = original;
  let fixed = 0;
  try {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const edits = editsOf(workspace, path, accept);
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
function editsOf(workspace: Workspace, path: Path, accept: (problem: Problem) => Fix | undefined): TextEdit[][] {
  const taken: TextEdit[][] = [];
  for (const problem of workspace.reportNow(path)?.problems ?? []) {
    const fix = accept(problem);
    const resolved = fix && workspace.resolve(fix.edits, problem.owner);
    const edits = resolved?.texts.get(path);
    if (!edits || resolved?.texts.size !== 1 || resolved.created.size || edits.some((edit) => edit.snippet)) continue;
    if (edits.some((edit) => taken.flat().some((other) => overlap(edit, other)))) continue;
    taken.push(edits);
  }
  return taken;
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
