import type {
  CodeAction as LspCodeAction,
  CompletionItem,
  Diagnostic,
  Range as LspRange,
  TextDocumentEdit,
  WorkspaceEdit,
  CreateFile,
} from "vscode-languageserver";
import { CodeActionKind, CompletionItemKind, DiagnosticSeverity, DiagnosticTag, InsertTextFormat } from "vscode-languageserver";
import { plainText } from "../core/edit";
import type { TextEdit } from "../core/edit";
import type { Path } from "../core/path";
import type { Severity } from "../core/settings";
import type { Range } from "../core/text";
import type { LineIndex } from "../core/text";
import type { Suggestion } from "../languages/completions";
import type { Change, CodeAction } from "../service/code-actions";
import { docsUrl } from "../service/explain";
import type { Problem } from "../service/problem";
import { toUri } from "./uri";

export const SOURCE = "plimsoll";

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export const toRange = (lines: LineIndex, range: Range): LspRange => ({
  start: lines.position(range.start),
  end: lines.position(range.end),
});

export const fromRange = (lines: LineIndex, range: LspRange): Range => ({ start: lines.offset(range.start), end: lines.offset(range.end) });

/** A problem as the protocol shows it. `linesOf` gives the lines of any file a related place is in. */
export function toDiagnostic(problem: Problem, lines: LineIndex, linesOf: (path: Path) => LineIndex): Diagnostic {
  const related = problem.related.map(({ path, range, message }) => ({
    location: { uri: toUri(path), range: toRange(linesOf(path), range) },
    message,
  }));
  return {
    range: toRange(lines, problem.range),
    severity: SEVERITY[problem.severity],
    code: problem.id,
    codeDescription: { href: docsUrl(problem.rule) },
    source: SOURCE,
    message: problem.message,
    ...(problem.tag ? { tags: [problem.tag === "deprecated" ? DiagnosticTag.Deprecated : DiagnosticTag.Unnecessary] } : {}),
    ...(related.length ? { relatedInformation: related } : {}),
  };
}

export interface EditWorld {
  readonly linesOf: (path: Path) => LineIndex;
  /** The version of an open document, null for a file nobody has open. */
  readonly versionOf: (path: Path) => number | null;
  readonly snippets: boolean;
}

/** A change as one workspace edit: new files first, then texts. Tab stops where the client has them, else their suggestions. */
export function toWorkspaceEdit(change: Change, world: EditWorld): WorkspaceEdit {
  const creates = [...change.created].flatMap(([path, text]): (CreateFile | TextDocumentEdit)[] => [
    { kind: "create", uri: toUri(path), options: { overwrite: false, ignoreIfExists: true } },
    {
      textDocument: { uri: toUri(path), version: null },
      edits: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: text }],
    },
  ]);
  const texts = [...change.texts].map(([path, edits]): TextDocumentEdit => {
    const lines = world.linesOf(path);
    return {
      textDocument: { uri: toUri(path), version: world.versionOf(path) },
      edits: edits.map((edit) => toEdit(edit, lines, world.snippets)),
    };
  });
  return { documentChanges: [...creates, ...texts] };
}

function toEdit(edit: TextEdit & { readonly snippet: boolean }, lines: LineIndex, snippets: boolean): TextDocumentEdit["edits"][number] {
  const range = toRange(lines, edit);
  if (!edit.snippet) return { range, newText: edit.text };
  return snippets ? { range, snippet: { kind: "snippet", value: edit.text } } : { range, newText: plainText(edit.text) };
}

export function toCodeAction(action: CodeAction, lines: LineIndex, world: EditWorld): LspCodeAction {
  return {
    title: action.title,
    kind: action.problem ? CodeActionKind.QuickFix : action.kind,
    ...(action.problem ? { diagnostics: [toDiagnostic(action.problem, lines, world.linesOf)] } : {}),
    edit: toWorkspaceEdit(action.change, world),
    ...(action.preferred ? { isPreferred: true } : {}),
  };
}

const COMPLETION_KIND: Readonly<Record<Suggestion["kind"], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  reference: CompletionItemKind.Reference,
  snippet: CompletionItemKind.Snippet,
};

/** Where the client has no tab stops, they are filled with what they suggest. */
export function toCompletionItem(
  { label, detail, insert, snippet, kind, replaces }: Suggestion,
  lines: LineIndex,
  snippets: boolean,
): CompletionItem {
  const newText = snippet === true && !snippets ? plainText(insert) : insert;
  return {
    label,
    kind: COMPLETION_KIND[kind],
    detail,
    insertTextFormat: snippet === true && snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(replaces ? { textEdit: { range: toRange(lines, replaces), newText } } : { insertText: newText }),
  };
}
