import type { Severity } from "../../core/settings";
import { LineIndex } from "../../core/text";
import type { ResultFinding } from "../../service/result";
import type { Outcome } from "../output";

const COLORS: Readonly<Record<Severity | "dim" | "bold", string>> = {
  error: "31",
  warning: "33",
  info: "34",
  hint: "36",
  dim: "2",
  bold: "1",
};

/** Findings with their lines of code, for people. */
export function text({ results, summary, textOf, color, silenced, repaired }: Outcome): string {
  const paint = (style: keyof typeof COLORS, words: string) => (color ? `\u001b[${COLORS[style]}m${words}\u001b[0m` : words);
  const blocks = results
    .filter((file) => file.findings.length > 0)
    .flatMap((file) => {
      const lines = new LineIndex(textOf(file.path));
      return file.findings.map((finding) => frame(file.path, finding, lines, paint));
    });
  const counts = (["error", "warning", "info", "hint"] as const)
    .filter((level) => summary[level] > 0)
    .map((level) => paint(level, plural(summary[level], level)));
  const found = counts.length ? counts.join(", ") : "nothing to report";
  const rest = [
    ...(summary.fixable ? [`${summary.fixable} with a fix`] : []),
    ...(repaired ? [`${plural(repaired, "file")} repaired`] : []),
    ...(silenced ? [`${silenced} known from the baseline`] : []),
  ];
  return `${[...blocks, `${plural(summary.files, "file")}: ${[found, ...rest].join("; ")}`].join("\n\n")}\n`;
}

function frame(
  path: string,
  finding: ResultFinding,
  lines: LineIndex,
  paint: (style: keyof typeof COLORS, words: string) => string,
): string {
  const { start, end } = finding.range;
  const number = String(start.line + 1);
  const gutter = " ".repeat(number.length);
  const source = lines.lineText(start.line);
  const width = Math.max(1, (end.line === start.line ? end.character : source.length) - start.character);
  const indent = source.slice(0, start.character).replace(/[^\t]/g, " ");
  return [
    `${paint(finding.severity, finding.severity)} ${paint("bold", finding.message)} ${paint("dim", finding.rule)}`,
    `${gutter} ${paint("dim", "┌─")} ${path}:${start.line + 1}:${start.character + 1}`,
    `${number} ${paint("dim", "│")} ${source}`,
    `${gutter} ${paint("dim", "│")} ${indent}${paint(finding.severity, "^".repeat(width))}`,
    ...finding.fixes
      .slice(0, 1)
      .map((fix) => `${gutter} ${paint("dim", "└─")} ${paint("dim", `${fix.safety === "safe" ? "fix" : "suggestion"}: ${fix.title}`)}`),
  ].join("\n");
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 || word === "info" ? "" : "s"}`;
