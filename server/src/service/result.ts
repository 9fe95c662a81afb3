import { hash } from "../core/hash";
import type { FileKind, RuleId, Severity } from "../core/settings";
import { SEVERITIES } from "../core/settings";
import type { Position } from "../core/text";
import { LineIndex } from "../core/text";
import { docsUrl } from "./explain";
import type { Problem } from "./problem";
import type { FileReport } from "./workspace";

/** A finding in the public JSON of the command line and the API. Lines and characters count from 0, as in LSP. */
export interface ResultFinding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly message: string;
  readonly range: { readonly start: Position; readonly end: Position };
  readonly fixes: readonly { readonly title: string; readonly safety: "safe" | "suggestion" }[];
  readonly equivalents: readonly string[];
  readonly docs: string;
  /** Stays the same while the file's path, the rule and the text of the line do: baselines and code scanning track findings by it. */
  readonly fingerprint: string;
}

export interface FileResult {
  readonly path: string;
  readonly language: FileKind;
  readonly findings: readonly ResultFinding[];
}

export type Summary = Readonly<Record<Severity, number>> & { readonly files: number; readonly fixable: number };

/** The public form of a report. `path` is how the caller names the file. */
export function fileResult(report: FileReport, path: string): FileResult {
  const lines = new LineIndex(report.text);
  const marks = fingerprints(report, path, lines);
  return {
    path,
    language: report.kind,
    findings: report.problems.map((problem, i) => ({
      rule: problem.id,
      severity: problem.severity,
      message: problem.message,
      range: { start: lines.position(problem.range.start), end: lines.position(problem.range.end) },
      fixes: problem.fixes.map(({ title, safety }) => ({ title, safety })),
      equivalents: problem.equivalents,
      docs: docsUrl(problem.rule),
      fingerprint: marks[i] ?? "",
    })),
  };
}

/** rule + path + the line's text without blanks + the ordinal among equals, hashed. */
export function fingerprints(report: { readonly problems: readonly Problem[] }, path: string, lines: LineIndex): string[] {
  const seen = new Map<string, number>();
  return report.problems.map((problem) => {
    const line = lines.lineText(lines.position(problem.range.start).line).replace(/\s+/g, "");
    const key = `${problem.id}\n${path}\n${line}`;
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return hash(`${key}\n${ordinal}`);
  });
}

export function summarize(results: readonly FileResult[]): Summary {
  const count = (severity: Severity) =>
    results.reduce((sum, file) => sum + file.findings.filter((finding) => finding.severity === severity).length, 0);
  const [error, warning, info, hint] = SEVERITIES.map(count);
  return {
    error: error ?? 0,
    warning: warning ?? 0,
    info: info ?? 0,
    hint: hint ?? 0,
    files: results.length,
    fixable: results.reduce((sum, file) => sum + file.findings.filter((finding) => finding.fixes.length > 0).length, 0),
  };
}
