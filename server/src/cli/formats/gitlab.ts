import type { Severity } from "../../core/settings";
import type { Outcome } from "../output";

const SEVERITY: Readonly<Record<Severity, string>> = { error: "critical", warning: "major", info: "minor", hint: "info" };

/** GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export function gitlab({ results }: Outcome): string {
  const issues = results.flatMap(({ path, findings }) =>
    findings.map(({ rule, severity, message, fingerprint, range }) => ({
      description: message,
      check_name: rule,
      fingerprint,
      severity: SEVERITY[severity],
      location: { path, lines: { begin: range.start.line + 1 } },
    })),
  );
  return `${JSON.stringify(issues, undefined, 2)}\n`;
}
