import * as vscode from "vscode";
import { against } from "../../../server/src/service/readiness";
import { fillText } from "../../../server/src/playbook/call";
import { valuesOf } from "../../../server/src/playbook/state";
import type { PlainEdit, StepEditParams, Subject } from "../../../server/src/lsp/protocol";
import { METHODS } from "../../../server/src/lsp/protocol";
import type { ClientSession } from "../start";
import type { LiveRun } from "./live";
import type { Editor } from "./ports";
import { t } from "../../../server/src/l10n";

/** Where the text after a change is shown before it is made. */
export const CHANGED_SCHEME = "plimsoll-changed";

/** What the server says of a file; nothing when it is not ours. */
export async function subjectsIn(session: ClientSession, uri: vscode.Uri): Promise<readonly Subject[]> {
  await session.start();
  return (await session.client?.sendRequest<Subject[]>(METHODS.subjects, { uri: uri.toString() })) ?? [];
}

/** The files of runs, read and changed through the server and the editor. */
export class RunEditor implements Editor, vscode.TextDocumentContentProvider {
  readonly #changed = new Map<string, string>();

  constructor(
    private readonly session: ClientSession,
    /** Whether to make a change that is shown. */
    private readonly agree: (file: string) => Thenable<boolean>,
  ) {}

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#changed.get(uri.path) ?? "";
  }

  async findings(run: LiveRun, rules: readonly string[]): Promise<readonly string[] | undefined> {
    const { file, state } = run.stored;
    if (file === undefined) return undefined;
    const subjects = await subjectsIn(this.session, vscode.Uri.parse(file));
    const subject = subjects.find(({ kind, name }) => kind === state.object?.kind && name === state.object.name);
    return subject && against(rules, subject.findings).map(({ message }) => message);
  }

  async edit(run: LiveRun, edit: StepEditParams["edit"]): Promise<string | undefined> {
    const { file, state } = run.stored;
    if (file === undefined || !state.object) return undefined;
    const uri = vscode.Uri.parse(file);
    const values = valuesOf(run.playbook, state);
    const filled =
      "fix" in edit
        ? edit
        : { change: Object.fromEntries(Object.entries(edit.change).map(([path, text]) => [path, fillText(text, values)])) };
    await this.session.start();
    const params: StepEditParams = { uri: file, kind: state.object.kind, name: state.object.name, edit: filled };
    const edits = (await this.session.client?.sendRequest<PlainEdit[]>(METHODS.stepEdit, params)) ?? [];
    if (!edits.length) return undefined;
    const document = await vscode.workspace.openTextDocument(uri);
    const { version } = document;
    const change = new vscode.WorkspaceEdit();
    for (const { range, newText } of edits) change.replace(uri, rangeOf(range), newText);
    this.#changed.set(uri.path, changedText(document, edits));
    const name = vscode.workspace.asRelativePath(uri);
    await vscode.commands.executeCommand("vscode.diff", uri, uri.with({ scheme: CHANGED_SCHEME }), t("{0}: what the step changes", name));
    if (!(await this.agree(name))) return undefined;
    // What was shown is what is made: not on top of what was typed meanwhile.
    if (document.version !== version || !(await vscode.workspace.applyEdit(change))) return undefined;
    return name;
  }
}

const rangeOf = ({ start, end }: PlainEdit["range"]): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);

function changedText(document: vscode.TextDocument, edits: readonly PlainEdit[]): string {
  const text = document.getText();
  return edits
    .map(({ range, newText }) => ({ start: document.offsetAt(rangeOf(range).start), end: document.offsetAt(rangeOf(range).end), newText }))
    .sort((a, b) => b.start - a.start)
    .reduce((changed, { start, end, newText }) => changed.slice(0, start) + newText + changed.slice(end), text);
}
