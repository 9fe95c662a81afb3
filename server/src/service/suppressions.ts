import type { FileAnalysis } from "../core/engine";
import type { Suppression } from "../core/suppression";
import { readSuppressions, silences } from "../core/suppression";
import type { Problem } from "./problem";

/** Takes out what comments silence. */
export function applySuppressions(problems: readonly Problem[], analysis: FileAnalysis): Problem[] {
  const suppressions = suppressionsOf(analysis);
  if (!suppressions.length) return [...problems];
  return problems.filter((problem) => problem.path !== analysis.path || !suppressions.some((suppression) => isSilenced(problem, suppression)));
}

const CACHE = new WeakMap<FileAnalysis["parts"], readonly Suppression[]>();

/** The suppressions of a file, read once a version. */
function suppressionsOf(analysis: FileAnalysis): readonly Suppression[] {
  let read = CACHE.get(analysis.parts);
  if (!read) CACHE.set(analysis.parts, (read = readSuppressions(analysis.text)));
  return read;
}

const isSilenced = (problem: Problem, suppression: Suppression): boolean => silences(suppression, problem.id, problem.equivalents, problem.range.start);
