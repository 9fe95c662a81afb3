import type { Outcome } from "../output";

/** JUnit XML: a file is a suite, a finding a failed case; a clean file is one case that passed. */
export function junit({ results, summary }: Outcome): string {
  const suites = results.map((file) => {
    const cases = file.findings.map(
      ({ rule, severity, message, range }) =>
        `    <testcase classname="${xml(file.path)}" name="${xml(`${rule} at line ${range.start.line + 1}`)}">\n      <failure type="${severity}" message="${xml(message)}">${xml(`${file.path}:${range.start.line + 1}:${range.start.character + 1}`)}</failure>\n    </testcase>`,
    );
    if (!cases.length) cases.push(`    <testcase classname="${xml(file.path)}" name="no findings"/>`);
    return `  <testsuite name="${xml(file.path)}" tests="${cases.length}" failures="${file.findings.length}">\n${cases.join("\n")}\n  </testsuite>`;
  });
  const failures = summary.error + summary.warning + summary.info + summary.hint;
  const tests = results.reduce((sum, file) => sum + Math.max(1, file.findings.length), 0);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="plimsoll" tests="${tests}" failures="${failures}">\n${suites.join("\n")}\n</testsuites>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** Escapes a text and leaves out what XML 1.0 cannot hold. */
const xml = (text: string): string => text.replace(/[^\t\n\u0020-\uffff]/g, "").replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
