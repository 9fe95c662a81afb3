import * as vscode from "vscode";
import type { PlainEdit, SnippetOffer } from "../../server/src/lsp/protocol";
import { METHODS } from "../../server/src/lsp/protocol";
import { COMMANDS, SHOW_FINDINGS, WALKTHROUGH } from "./contributions";
import type { Row } from "./playbook/row";
import { BASELINE_NAME } from "../../server/src/service/baseline";
import { RulePages } from "./rule-pages";
import type { ClientSession } from "./start";
import { t } from "../../server/src/l10n";

type Lsp = PlainEdit["range"];

/** Every command of the palette. Each says in one line what it did or why it could not. */
export function registerCommands(
  context: vscode.ExtensionContext,
  session: ClientSession,
  output: vscode.LogOutputChannel,
): vscode.Disposable[] {
  const register = (command: string, run: (...args: never[]) => unknown) => vscode.commands.registerCommand(command, run);
  const pages = new RulePages((rule) => request<string | null>(session, METHODS.explain, { rule }));
  return [
    vscode.Disposable.from(pages),
    register(COMMANDS.restart.command, () => session.restart()),
    register(COMMANDS.showOutput.command, () => {
      output.show();
    }),
    register(COMMANDS.fixFile.command, (at?: vscode.Uri | Row) => fixFile(session, at)),
    register(COMMANDS.fixFolder.command, (at?: vscode.Uri | Row) => fixBelow(session, resourceOf(at))),
    register(COMMANDS.fixWorkspace.command, () => fixBelow(session, undefined)),
    register(COMMANDS.explainRule.command, async (rule?: string) => {
      const chosen = rule ?? (await pickRule(session));
      if (chosen !== undefined) await pages.show(chosen);
    }),
    register(COMMANDS.why.command, () => why(session)),
    register(COMMANDS.showReport.command, async () => (await import("./report.js")).showReport(context, session)),
    register(COMMANDS.saveReport.command, async () => (await import("./report.js")).saveReport(context, session)),
    register(COMMANDS.insertSnippet.command, () => insertSnippet(session)),
    register(COMMANDS.createConfiguration.command, () => createConfiguration(session)),
    register(COMMANDS.createBaseline.command, () => createBaseline(session)),
    register(COMMANDS.openWalkthrough.command, () =>
      vscode.commands.executeCommand("workbench.action.openWalkthrough", `plimsoll.plimsoll#${WALKTHROUGH}`, false),
    ),
    register(COMMANDS.copyReport.command, () => copyReport(session)),
    register(SHOW_FINDINGS, (uri: string, at: Lsp["start"], places: readonly Lsp[]) => {
      const target = vscode.Uri.parse(uri);
      const locations = places.map((place) => new vscode.Location(target, range(place)));
      return vscode.commands.executeCommand("editor.action.peekLocations", target, position(at), locations, "peek");
    }),
  ];
}

async function request<T>(session: ClientSession, method: string, params: unknown, token?: vscode.CancellationToken): Promise<T> {
  await session.start();
  if (!session.client) throw new Error(t("The language server does not run."));
  return session.client.sendRequest<T>(method, params, token);
}

async function fixFile(session: ClientSession, at: vscode.Uri | Row | undefined): Promise<void> {
  const uri = resourceOf(at) ?? vscode.window.activeTextEditor?.document.uri;
  if (!uri) return;
  const edits = await request<PlainEdit[]>(session, METHODS.fixAll, { uri: uri.toString() });
  if (edits.length) await apply([{ uri: uri.toString(), edits }]);
  else void vscode.window.setStatusBarMessage(t("Plimsoll: there is nothing to fix safely."), PASSING);
}

/** How long a word in the status bar stays, in milliseconds. */
const PASSING = 4000;

/** What the explorer, or a row of the list of findings, stands for. */
function resourceOf(at: vscode.Uri | Row | undefined): vscode.Uri | undefined {
  if (at === undefined || at instanceof vscode.Uri) return at;
  return at.resource === undefined ? undefined : vscode.Uri.parse(at.resource);
}

/** Below a folder, or in the whole workspace. */
async function fixBelow(session: ClientSession, folder: vscode.Uri | undefined): Promise<void> {
  const files = await request<{ uri: string; edits: PlainEdit[] }[]>(
    session,
    METHODS.fixWorkspace,
    folder ? { uri: folder.toString() } : null,
  );
  if (!files.length) {
    void vscode.window.showInformationMessage(t("Plimsoll: there is nothing to fix safely."));
    return;
  }
  const text = files.length === 1 ? t("Plimsoll can safely change 1 file.") : t("Plimsoll can safely change {0} files.", files.length);
  const change = t("Change Them");
  if ((await vscode.window.showInformationMessage(text, { modal: true }, change)) === change) await apply(files);
}

async function apply(files: readonly { readonly uri: string; readonly edits: readonly PlainEdit[] }[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, edits } of files) for (const { range: at, newText } of edits) edit.replace(vscode.Uri.parse(uri), range(at), newText);
  await vscode.workspace.applyEdit(edit);
}

async function pickRule(session: ClientSession): Promise<string | undefined> {
  const rules = await request<{ id: string; summary: string }[]>(session, METHODS.rules, null);
  const picked = await vscode.window.showQuickPick(
    rules.map(({ id, summary }) => ({ label: id, detail: summary })),
    { placeHolder: t("Which rule?"), matchOnDetail: true },
  );
  return picked?.label;
}

async function why(session: ClientSession): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return;
  void vscode.window.showInformationMessage(await request<string>(session, METHODS.why, { uri: document.uri.toString() }));
}

/** What fits where the cursor stands, by group. */
async function insertSnippet(session: ClientSession): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const uri = editor.document.uri.toString();
  const offers = await request<SnippetOffer[]>(session, METHODS.snippets, { uri, position: editor.selection.active });
  if (!offers.length) {
    void vscode.window.showInformationMessage(
      t("Plimsoll: no snippet fits here. Whole files fit into an empty file, the rest at the key or line it belongs to."),
    );
    return;
  }
  const groups = [...new Set(offers.map(({ group }) => group))];
  const items = groups.flatMap((group) => [
    { label: group, kind: vscode.QuickPickItemKind.Separator },
    ...offers
      .filter((offer) => offer.group === group)
      .map((offer) => ({ label: offer.title, description: offer.prefix, detail: offer.description, offer })),
  ]);
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: t("Which snippet?"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked && "offer" in picked) await editor.insertSnippet(new vscode.SnippetString(picked.offer.body));
}

/** Makes a `.plimsoll.yaml` from what the workspace contains, and shows it. One that is there is only shown. */
async function createConfiguration(session: ClientSession): Promise<void> {
  await createAtRoot(".plimsoll.yaml", (root) => request<string>(session, METHODS.firstConfiguration, { uri: root.toString() }));
}

/** Writes down what is found today, so that only what is new is shown from then on. */
async function createBaseline(session: ClientSession): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) {
    void vscode.window.showWarningMessage(t("Plimsoll: open a folder first; its baseline lies at its root."));
    return;
  }
  const { text, count } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: t("Plimsoll: looking at the workspace"), cancellable: true },
    (_, token) => request<{ text: string; count: number }>(session, METHODS.baseline, { uri: folder.uri.toString() }, token),
  );
  const target = vscode.Uri.joinPath(folder.uri, BASELINE_NAME);
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  void vscode.window.showInformationMessage(
    t("Plimsoll: {0} findings are known now and not shown any more. Delete {1} to see them again.", count, BASELINE_NAME),
  );
}

/** Shows a file at the root of the workspace, made before where it is not there. */
async function createAtRoot(name: string, textFor: (root: vscode.Uri) => Promise<string>): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) {
    void vscode.window.showWarningMessage(t("Plimsoll: open a folder first; {0} lies at its root.", name));
    return;
  }
  const target = vscode.Uri.joinPath(folder.uri, name);
  const exists = await vscode.workspace.fs.stat(target).then(
    () => true,
    () => false,
  );
  if (!exists) await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(await textFor(folder.uri)));
  await vscode.window.showTextDocument(target);
}

async function copyReport(session: ClientSession): Promise<void> {
  const server = await request<string>(session, METHODS.report, null);
  const extension = vscode.extensions.getExtension("plimsoll.plimsoll");
  const version = (extension?.packageJSON as { version?: string } | undefined)?.version ?? "?";
  await vscode.env.clipboard.writeText(`Plimsoll ${version}, VS Code ${vscode.version} (${vscode.env.appHost})\n${server}\n`);
  void vscode.window.showInformationMessage(t("Plimsoll: the report is on the clipboard. It holds no text of your files."));
}

const position = (at: Lsp["start"]): vscode.Position => new vscode.Position(at.line, at.character);
const range = (at: Lsp): vscode.Range => new vscode.Range(position(at.start), position(at.end));
