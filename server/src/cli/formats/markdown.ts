import type { Outcome } from "../output";

/** A table for pull request comments and job summaries. */
export function markdown({ results, summary }: Outcome): string {
  const rows = results.flatMap((file) =>
    file.findings.map(
      ({ severity, range, message, rule, docs }) =>
        `| ${severity} | \`${cell(file.path)}:${range.start.line + 1}\` | ${cell(message)} | [${rule}](${docs}) |`,
    ),
  );
  const head = `**Plimsoll**: ${summary.error} errors, ${summary.warning} warnings, ${summary.info} infos, ${summary.hint} hints in ${summary.files} files\n`;
  return rows.length ? `${head}\n| level | place | what | rule |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n` : head;
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
