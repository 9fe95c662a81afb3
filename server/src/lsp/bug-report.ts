import { RULES } from "../rules/index.generated";
import type { Session } from "./session";

/** What a bug report has of the server, in English for whoever reads it: versions, settings and counts, without the text of any file. */
export function serverReport(session: Session): string {
  const kinds = new Map<string, number>();
  for (const path of session.workspace.engine.paths) {
    const kind = session.workspace.engine.kind(path) ?? "?";
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const files = [...kinds].map(([kind, count]) => `${kind}: ${count}`).join(", ");
  return [
    `rules: ${RULES.length}`,
    `files: ${files || "none"}`,
    `workspace read: ${session.scanned ? "yes" : "not yet"}`,
    `neighbours: ${JSON.stringify(session.neighbours)}`,
  ].join("\n");
}
