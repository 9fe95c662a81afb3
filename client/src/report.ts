import * as vscode from "vscode";
import type { WorkspaceReportParams } from "../../server/src/lsp/protocol";
import { METHODS } from "../../server/src/lsp/protocol";
import { READINESS, readinessChecks } from "../../server/src/service/readiness";
import { reportPage } from "../../server/src/service/report-page";
import type { Report } from "../../server/src/service/report";
import type { ClientSession } from "./start";
import { speak, t } from "../../server/src/l10n";
import { editorsLanguage, pageLanguage } from "./language";

speak(editorsLanguage);

/** Shows what is said of the whole workspace: the same page that the command line writes with `--format html`. Returns it, for tests. */
export async function showReport(context: vscode.ExtensionContext, session: ClientSession): Promise<Report | undefined> {
  const made = await makeReport(context, session);
  if (!made) return undefined;
  const options = { enableScripts: true, localResourceRoots: [], enableFindWidget: true };
  const panel = vscode.window.createWebviewPanel("plimsoll.report", t("Plimsoll Report"), vscode.ViewColumn.Active, options);
  panel.webview.html = made.html;
  return made.report;
}

/** Asks for a place and keeps the page there: one file that needs nothing else. */
export async function saveReport(context: vscode.ExtensionContext, session: ClientSession): Promise<void> {
  const made = await makeReport(context, session);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target =
    made &&
    (await vscode.window.showSaveDialog({
      filters: { HTML: ["html"] },
      ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, "plimsoll-report.html") } : {}),
    }));
  if (made && target) await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(made.html));
}

/** Undefined when a person cancels it. */
async function makeReport(context: vscode.ExtensionContext, session: ClientSession): Promise<{ report: Report; html: string } | undefined> {
  const read = async (...names: string[]): Promise<string> =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, ...names)));
  const params: WorkspaceReportParams = { checks: readinessChecks(await read("playbooks", `${READINESS}.yaml`)) };
  await session.start();
  const { client } = session;
  if (!client) return undefined;
  const report = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: t("Plimsoll: reading the workspace"), cancellable: true },
    (_progress, token) => client.sendRequest<Report>(METHODS.workspaceReport, params, token).then(undefined, () => undefined),
  );
  return report && { report, html: reportPage(report, await read("dist", "report.js"), pageLanguage()) };
}
