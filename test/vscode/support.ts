import path from "node:path";
import * as vscode from "vscode";

/** How long anything may take that VS Code or the language server does on its own. */
const patience = 20_000;

/** Where the driver answers what the window shows; a desktop VS Code has no driver. */
export const windowAddress = process.env["PLIMSOLL_TEST_WINDOW"];

/** The extension runs in the browser, while the tests run beside the files: they see it only by what it does. */
export const inBrowser = process.env["PLIMSOLL_TEST_IN_BROWSER"] !== undefined;

/** A file of the workspace, which is a copy of test/examples and may be changed. */
export function workspaceFile(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error("VS Code was opened without a folder");
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a file of the workspace in an editor, as a person would. */
export async function openDocument(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(workspaceFile(name));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** Any file of the workspace that says it is a Kubernetes object. */
export async function anyKubernetesManifest(): Promise<string> {
  for (const uri of await vscode.workspace.findFiles("**/*.{yaml,yml}")) {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    if (/^apiVersion: /m.test(text) && /^kind: /m.test(text)) return vscode.workspace.asRelativePath(uri, false);
  }
  throw new Error("the workspace holds no Kubernetes manifest");
}

/** Closes all editors and forgets what was changed in them. */
export async function closeAll(): Promise<void> {
  while (vscode.window.activeTextEditor !== undefined) {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
}

/** Saves, and returns what then lies on the disk. */
export async function save(document: vscode.TextDocument): Promise<string> {
  if (!(await document.save())) throw new Error(`${path.basename(document.fileName)} could not be saved`);
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri));
}

export function ourDiagnostics(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "plimsoll");
}

/** A rule's id as the diagnostic carries it, with or without a link to the rule's page. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** The page of the rule that a diagnostic links to. */
export function linkOf({ code }: vscode.Diagnostic): vscode.Uri | undefined {
  return typeof code === "object" ? code.target : undefined;
}

/** Waits until our diagnostics of a file are as wanted, and returns them. Looks whenever they change, so it sleeps for nothing. */
export function waitForDiagnostics(
  uri: vscode.Uri,
  wanted: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
  limit = patience,
): Promise<vscode.Diagnostic[]> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const diagnostics = ourDiagnostics(uri);
      if (!wanted(diagnostics)) return;
      stop();
      resolve(diagnostics);
    };
    const giveUp = (): void => {
      stop();
      const seen = ourDiagnostics(uri).map((each) => `  ${each.range.start.line + 1}: ${ruleOf(each)}: ${each.message}`);
      const name = path.basename(uri.path);
      reject(new Error(`the diagnostics of ${name} are not as wanted after ${limit / 1000} s:\n${seen.join("\n") || "  none"}`));
    };
    const listener = vscode.languages.onDidChangeDiagnostics(look);
    const timer = setTimeout(giveUp, limit);
    const stop = (): void => {
      listener.dispose();
      clearTimeout(timer);
    };
    look();
  });
}

/** Waits for what VS Code has no event for. */
export async function waitUntil(condition: () => boolean | Promise<boolean>, what: string, limit = patience): Promise<void> {
  const deadline = Date.now() + limit;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not within ${limit / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** All that is shown at a place when the mouse rests there, as Markdown. */
export async function hoverText(uri: vscode.Uri, at: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, at);
  const contents = hovers.flatMap((hover) => hover.contents).filter((content) => content instanceof vscode.MarkdownString);
  return contents.map(({ value }) => value).join("\n\n");
}

/** The quick fixes offered for a range, with their edits. */
export function quickFixes(uri: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> {
  return codeActions(uri, range, vscode.CodeActionKind.QuickFix);
}

/** Code actions of a kind; VS Code gives edits only to as many as it is asked to resolve. */
export async function codeActions(uri: vscode.Uri, range: vscode.Range, kind: vscode.CodeActionKind): Promise<vscode.CodeAction[]> {
  const all = 100;
  return vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", uri, range, kind.value, all);
}

/** Does what choosing the action in the menu does. */
export async function applyAction({ title, edit, command }: vscode.CodeAction): Promise<void> {
  if (edit === undefined && command === undefined) throw new Error(`"${title}" does nothing`);
  if (edit !== undefined && !(await vscode.workspace.applyEdit(edit))) throw new Error(`"${title}" could not be applied`);
  if (command !== undefined) await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
}

/** Takes back the last change in the active editor. */
export async function undo(): Promise<void> {
  await vscode.commands.executeCommand("undo");
}

/** Asks the driver about the window. */
async function askWindow<T>(what: string, parameters: Readonly<Record<string, string>>): Promise<T> {
  if (windowAddress === undefined) throw new Error("only the driver sees the window");
  const answer = await fetch(`${windowAddress}/${what}?${new URLSearchParams(parameters).toString()}`);
  if (!answer.ok) throw new Error(`the driver answers ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Presses keys in the window, such as `Control+Shift+M`. */
export const press = (keys: string): Promise<unknown> => askWindow("press", { keys });

/** The texts of all elements of the window that a selector finds, or one of their attributes; in a webview, those of its page. */
export const textsInWindow = (selector: string, more: { readonly webview?: "1"; readonly attribute?: string } = {}): Promise<string[]> =>
  askWindow("texts", { selector, ...more });

/** The texts of the notifications there are, read or not. No API tells them, so the driver looks at the window. */
export async function notifications(): Promise<string[]> {
  if (windowAddress === undefined) throw new Error("only the driver sees the window");
  await vscode.commands.executeCommand("notifications.showList");
  const answer = await fetch(`${windowAddress}/notifications`);
  if (!answer.ok) throw new Error(`the driver answers ${answer.status}: ${await answer.text()}`);
  const texts = (await answer.json()) as string[];
  await vscode.commands.executeCommand("notifications.hideList");
  return texts;
}
