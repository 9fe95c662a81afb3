import { LineIndex } from "../core/text";
import { fingerprints } from "./result";
import type { FileReport } from "./workspace";

/** The file at the root of a workspace that lists what is known: what was there before Plimsoll came. */
export const BASELINE_NAME = ".plimsoll-baseline.json";

/** The fingerprints a baseline lists. Throws an Error that says what is wrong with it. */
export function readBaseline(text: string): ReadonlySet<string> {
  const parsed = JSON.parse(text) as { fingerprints?: unknown };
  if (!Array.isArray(parsed.fingerprints)) throw new Error("no list of fingerprints");
  return new Set(parsed.fingerprints.map(String));
}

/** The text of a baseline: sorted, a fingerprint a line, so that a review shows what has gone and what has come. */
export const baselineText = (known: Iterable<string>): string =>
  `${JSON.stringify({ version: 1, fingerprints: [...known].sort() }, undefined, 2)}\n`;

/** The fingerprints of a report; `name` is the file's path from the root. */
export const fingerprintsOf = (report: FileReport, name: string): string[] => fingerprints(report, name, new LineIndex(report.text));

/** The report without what is known. */
export function withoutKnown(report: FileReport, name: string, known: ReadonlySet<string>): FileReport {
  if (!known.size || !report.problems.length) return report;
  const marks = fingerprintsOf(report, name);
  return { ...report, problems: report.problems.filter((_, i) => !known.has(marks[i] ?? "")) };
}
