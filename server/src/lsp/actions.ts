import type { CancellationToken, CodeAction, CodeActionParams } from "vscode-languageserver";
import { CodeActionKind } from "vscode-languageserver";
import type { TextEdit } from "../core/edit";
import type { Path } from "../core/path";
import { dirname, relative } from "../core/path";
import type { LineIndex } from "../core/text";
import { t } from "../l10n";
import type { CodeAction as ServiceAction } from "../service/code-actions";
import { codeActions, refactorings } from "../service/code-actions";
import { differenceEdit, fixAll } from "../service/fix-all";
import type { EditWorld } from "./convert";
import { fromRange, toCodeAction, toDiagnostic, toRange } from "./convert";
import type { PlainEdit, TurnDownParams } from "./protocol";
import type { Session } from "./session";
import { toPath, toUri } from "./uri";

export const FIX_ALL_KIND = "source.fixAll.plimsoll";

/** A save waits for us no longer than this, in milliseconds; then it goes on without fixes. */
const SAVE_LIMIT = 50;

/** Code actions of the current analysis, never of data carried by a diagnostic. */
export async function actionsAt(
  session: Session,
  { textDocument, range, context }: CodeActionParams,
  { snippets, explain }: { readonly snippets: boolean; readonly explain: string | undefined },
  token: CancellationToken,
): Promise<CodeAction[]> {
  const path = toPath(textDocument.uri);
  const only = context.only;
  if (only?.some((kind) => CodeActionKind.SourceFixAll.startsWith(kind) || kind.startsWith(CodeActionKind.SourceFixAll))) {
    const edits = fixAllEdits(session, path, SAVE_LIMIT);
    const changes = { [textDocument.uri]: edits.map((edit) => ({ range: edit.range, newText: edit.newText })) };
    return edits.length ? [{ title: t("Apply every safe fix of Plimsoll"), kind: FIX_ALL_KIND, edit: { changes } }] : [];
  }
  const wants = (kind: string) => only?.some((asked) => asked === "" || kind.startsWith(asked) || asked.startsWith(kind)) ?? true;
  if (!wants(CodeActionKind.QuickFix) && !wants(CodeActionKind.Refactor)) return [];
  const report = await session.report(path, token);
  if (!report) return [];
  const lines = session.linesOf(path);
  const at = fromRange(lines, range);
  const world = worldOf(session, snippets);
  const repairs = wants(CodeActionKind.QuickFix)
    ? codeActions(session.workspace, report, at, { configuration: configurationOf(session, path) })
    : [];
  const others = wants(CodeActionKind.Refactor) ? refactorings(session.workspace, report, at).filter(({ kind }) => wants(kind)) : [];
  return [
    ...repairs.map((action) => toCodeAction(action, lines, world)),
    ...(explain === undefined ? [] : explanations(repairs, explain, lines, world)),
    ...others.map((action) => toCodeAction(action, lines, world)),
  ];
}

/** The page of each rule that has something to say at the place: in the menu where a person asks why it is here. */
function explanations(repairs: readonly ServiceAction[], command: string, lines: LineIndex, world: EditWorld): CodeAction[] {
  const problems = new Map(repairs.flatMap(({ problem }) => (problem ? [[problem.id, problem] as const] : [])));
  return [...problems.values()].map((problem) => {
    const title = t("Why is this here? Explain {0}", problem.id);
    return {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(problem, lines, world.linesOf)],
      command: { title, command, arguments: [problem.id] },
    };
  });
}

/** The ways to turn a finding down, as the quick-fix menu has them. */
export async function turnDownActions(session: Session, { uri, rule, range }: TurnDownParams, snippets: boolean): Promise<CodeAction[]> {
  const path = toPath(uri);
  const report = await session.report(path);
  if (!report) return [];
  const lines = session.linesOf(path);
  return codeActions(session.workspace, report, fromRange(lines, range), { configuration: configurationOf(session, path) })
    .filter(({ kind, problem }) => kind === "quickfix.plimsoll.suppress" && problem?.id === rule)
    .map((action) => toCodeAction(action, session.linesOf(path), worldOf(session, snippets)));
}

const worldOf = (session: Session, snippets: boolean): EditWorld => ({
  linesOf: (other: Path) => session.linesOf(other),
  versionOf: (other: Path) => session.versionOf(other),
  snippets,
});

/** Every safe fix of a document as edits; nothing when it takes longer than the limit. */
export function fixAllEdits(session: Session, path: Path, limit = Infinity): PlainEdit[] {
  if (!session.workspace.engine.has(path)) return [];
  const deadline = session.host.now() + limit;
  const before = session.workspace.engine.text(path) ?? "";
  const result = fixAll(session.workspace, path, { keepGoing: () => session.host.now() < deadline });
  const edit: TextEdit | undefined = result && differenceEdit(before, result.text);
  return edit ? [{ range: toRange(session.linesOf(path), edit), newText: edit.text }] : [];
}

/** Every safe fix of the files below a folder, or of all. */
export function fixWorkspaceEdits(session: Session, folder?: Path): { uri: string; edits: PlainEdit[] }[] {
  return [...session.workspace.engine.paths]
    .filter((path) => folder === undefined || relative(folder, path) !== undefined)
    .sort()
    .map((path) => ({ uri: toUri(path), edits: fixAllEdits(session, path) }))
    .filter(({ edits }) => edits.length > 0);
}

/** The configuration file that holds for a path, or the one a root folder would get. */
function configurationOf(session: Session, path: Path): { path: Path; text: string | undefined } | undefined {
  const existing = session.configurations.fileFor(path);
  if (existing !== undefined) return { path: existing, text: session.workspace.engine.text(existing) };
  const root = session.roots.find((folder) => relative(folder, path) !== undefined);
  return { path: `${root ?? dirname(path)}/.plimsoll.yaml`, text: undefined };
}
