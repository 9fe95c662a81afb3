import type { CancellationToken } from "vscode-languageserver";
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
  const results: FileResult[] = [];
  const workloads: ReportedWorkload[] = [];
  for (const path of [...session.workspace.engine.paths].sort()) {
    const report = await session.report(path, token);
    if (!report) continue;
    const result = fileResult(report, nameIn(session.rootOf(path), path));
    results.push(result);
    workloads.push(...workloadsOf(result.path, subjects(report, session.workspace), checks));
  }
  return reportOf({ title: "Plimsoll report", results, workloads });
}
