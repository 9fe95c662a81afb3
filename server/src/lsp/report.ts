import type { CancellationToken } from "vscode-languageserver";
import { relative } from "../core/path";
import type { Path } from "../core/path";
import type { Check } from "../service/readiness";
import type { Report, ReportedWorkload } from "../service/report";
import { reportOf, workloadsOf } from "../service/report";
import type { FileResult } from "../service/result";
import { fileResult } from "../service/result";
import { subjects } from "../service/subjects";
import type { Session } from "./session";

/** Everything that is said of the workspace, file by file, so that a person can cancel it. */
export async function workspaceReport(session: Session, checks: readonly Check[], token: CancellationToken): Promise<Report> {
  const results: FileResult[] = [];
  const workloads: ReportedWorkload[] = [];
  for (const path of [...session.workspace.engine.paths].sort()) {
    const report = await session.report(path, token);
    if (!report) continue;
    const result = fileResult(report, nameOf(session, path));
    results.push(result);
    workloads.push(...workloadsOf(result.path, subjects(report, session.workspace), checks));
  }
  return reportOf({ title: "Plimsoll report", results, workloads });
}

/** As a person knows it: from the root of its folder. */
const nameOf = (session: Session, path: Path): string =>
  session.roots.map((root) => relative(root, path)).find((name) => name !== undefined) ?? path;
