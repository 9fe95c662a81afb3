import type { Outcome } from "../output";

const COMMAND = { error: "error", warning: "warning", info: "notice", hint: "notice" } as const;

/** Workflow commands: GitHub shows them on the lines of a pull request. */
export function github({ results }: Outcome): string {
  return results
    .flatMap((file) =>
      file.findings.map(({ severity, range, rule, message }) => {
        const place = `file=${property(file.path)},line=${range.start.line + 1},col=${range.start.character + 1},endLine=${range.end.line + 1},endColumn=${range.end.character + 1}`;
        return `::${COMMAND[severity]} ${place},title=${property(rule)}::${data(message)}\n`;
      }),
    )
    .join("");
}

const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
