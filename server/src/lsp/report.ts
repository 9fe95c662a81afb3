import type { CancellationToken } from "vscode-languageserver";
import { t } from "../l10n";
import type { Check } from "../service/readiness";
import type { Report, ReportedWorkload } from "../service/report";
import { reportOf, workloadsOf } from "../service/report";
import type { FileResult } from "../service/result";
import { fileResult } from "../service/result";
import { subjects } from "../service/subjects";
import type { Session } from "./session";
import { nameIn } from "./session";

/** Everything that is said of the workspace, file by file, so that a person can cancel it. */
export async function workspaceReport(session: Session, checks: readonly Check[], token: CancellationToken): Promise<Report> {
  await session.wholeRead;
  const results: FileResult[] = [];
  const workloads: ReportedWorkload[] = [];
  const still = new Set<string>();
  for (const path of [...session.workspace.engine.paths].sort()) {
    const report = await session.reportWhole(path, token);
    if (!report) continue;
    const root = session.rootOf(path);
    const known = session.knownAt(path);
    const result = fileResult(report, nameIn(root, path));
    const isKnown = (fingerprint: string): boolean =>
      known?.has(fingerprint) === true && still.add(`${root ?? ""}\n${fingerprint}`).size > 0;
    results.push({ ...result, findings: result.findings.filter(({ fingerprint }) => !isKnown(fingerprint)) });
    workloads.push(...workloadsOf(result.path, subjects(report, session.workspace), checks));
  }
  const { known } = session;
  const baseline = known === undefined ? undefined : { known: still.size, gone: known - still.size };
  return reportOf({ title: t("Plimsoll report"), results, workloads, baseline });
}
