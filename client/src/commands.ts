import * as vscode from "vscode";
import type { PlainEdit, SnippetOffer } from "../../server/src/lsp/protocol";
import { METHODS } from "../../server/src/lsp/protocol";
import { COMMANDS, SHOW_FINDINGS } from "./contributions";
import type { ClientSession } from "./start";

type Lsp = PlainEdit["range"];

/** Every command of the palette. Each says in one line what it did or why it could not. */
export function registerCommands(
  context: vscode.ExtensionContext,
  session: ClientSession,
  output: vscode.LogOutputChannel,
): vscode.Disposable[] {
  const register = (command: string, run: (...args: never[]) => unknown) => vscode.commands.registerCommand(command, run);
  return [
    register(COMMANDS.restart.command, () => session.restart()),
    register(COMMANDS.showOutput.command, () => {
      output.show();
    }),
    register(COMMANDS.fixFile.command, () => fixFile(session)),
    register(COMMANDS.fixWorkspace.command, () => fixWorkspace(session)),
    register(COMMANDS.explainRule.command, (rule?: string) => explainRule(session, rule)),
    register(COMMANDS.why.command, () => why(session)),
    register(COMMANDS.showReport.command, async () => (await import("./report.js")).showReport(context, session)),
    register(COMMANDS.saveReport.command, async () => (await import("./report.js")).saveReport(context, session)),
    register(COMMANDS.insertSnippet.command, () => insertSnippet(session)),
    register(COMMANDS.createConfiguration.command, () => createConfiguration()),
    register(COMMANDS.copyReport.command, () => copyReport(session)),
    register(SHOW_FINDINGS, (uri: string, at: Lsp["start"], places: readonly Lsp[]) => {
      const target = vscode.Uri.parse(uri);
      const locations = places.map((place) => new vscode.Location(target, range(place)));
      return vscode.commands.executeCommand("editor.action.peekLocations", target, position(at), locations, "peek");
    }),
  ];
}

async function request<T>(session: ClientSession, method: string, params: unknown): Promise<T> {
  await session.start();
  if (!session.client) throw new Error("the language server does not run");
  return session.client.sendRequest<T>(method, params);
}

async function fixFile(session: ClientSession): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return;
  const edits = await request<PlainEdit[]>(session, METHODS.fixAll, { uri: document.uri.toString() });
  await apply([{ uri: document.uri.toString(), edits }]);
}

async function fixWorkspace(session: ClientSession): Promise<void> {
  const files = await request<{ uri: string; edits: PlainEdit[] }[]>(session, METHODS.fixWorkspace, null);
  if (!files.length) {
    void vscode.window.showInformationMessage("Plimsoll: there is nothing to fix safely.");
    return;
  }
  const count = `${files.length} file${files.length === 1 ? "" : "s"}`;
  const choice = await vscode.window.showInformationMessage(`Plimsoll can safely change ${count}.`, { modal: true }, "Change Them");
  if (choice) await apply(files);
}

async function apply(files: readonly { readonly uri: string; readonly edits: readonly PlainEdit[] }[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, edits } of files) for (const { range: at, newText } of edits) edit.replace(vscode.Uri.parse(uri), range(at), newText);
  await vscode.workspace.applyEdit(edit);
}

async function explainRule(session: ClientSession, rule: string | undefined): Promise<void> {
  const chosen = rule ?? (await pickRule(session));
  const page = chosen === undefined ? null : await request<string | null>(session, METHODS.explain, { rule: chosen });
  if (page === null) return;
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content: page });
  await vscode.commands.executeCommand("markdown.showPreview", document.uri);
}

async function pickRule(session: ClientSession): Promise<string | undefined> {
  const rules = await request<{ id: string; summary: string }[]>(session, METHODS.rules, null);
  const picked = await vscode.window.showQuickPick(
    rules.map(({ id, summary }) => ({ label: id, detail: summary })),
    { placeHolder: "Which rule?", matchOnDetail: true },
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
      "Plimsoll: no snippet fits here. Whole files fit into an empty file, the rest at the key or line it belongs to.",
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
  const picked = await vscode.window.showQuickPick(items, { placeHolder: "Which snippet?", matchOnDescription: true, matchOnDetail: true });
  if (picked && "offer" in picked) await editor.insertSnippet(new vscode.SnippetString(picked.offer.body));
}

const FIRST_CONFIGURATION = `# What Plimsoll says about the files below this folder. Every option: see the README.
extends: recommended

# rules:
#   kubernetes/missing-resources: off
# environments:
#   production:
#     files: ["deploy/prod/**"]
#     production: true
`;

async function createConfiguration(): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) {
    void vscode.window.showWarningMessage("Plimsoll: open a folder first; .plimsoll.yaml lies at its root.");
    return;
  }
  const target = vscode.Uri.joinPath(folder.uri, ".plimsoll.yaml");
  const exists = await vscode.workspace.fs.stat(target).then(
    () => true,
    () => false,
  );
  if (!exists) await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(FIRST_CONFIGURATION));
  await vscode.window.showTextDocument(target);
}

async function copyReport(session: ClientSession): Promise<void> {
  const server = await request<string>(session, METHODS.report, null);
  const extension = vscode.extensions.getExtension("plimsoll.plimsoll");
  const version = (extension?.packageJSON as { version?: string } | undefined)?.version ?? "?";
  await vscode.env.clipboard.writeText(`Plimsoll ${version}, VS Code ${vscode.version} (${vscode.env.appHost})\n${server}\n`);
  void vscode.window.showInformationMessage("Plimsoll: the report is on the clipboard. It holds no text of your files.");
}

const position = (at: Lsp["start"]): vscode.Position => new vscode.Position(at.line, at.character);
const range = (at: Lsp): vscode.Range => new vscode.Range(position(at.start), position(at.end));
