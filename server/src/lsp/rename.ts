import type { CancellationToken, PrepareRenameParams, PrepareRenameResult, RenameParams, WorkspaceEdit } from "vscode-languageserver";
import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { RenameRefusal, rename, renameable } from "../service/rename";
import { toRange, toWorkspaceEdit } from "./convert";
import type { Session } from "./session";
import { toPath } from "./uri";

/** What an editor puts into its box for a new name; null where nothing can be renamed. */
export async function prepareRename(
  session: Session,
  { textDocument, position }: PrepareRenameParams,
  token: CancellationToken,
): Promise<PrepareRenameResult | null> {
  const path = toPath(textDocument.uri);
  await session.report(path, token);
  const lines = session.linesOf(path);
  const found = renameable(session.workspace, path, lines.offset(position));
  return found ? { range: toRange(lines, found.at), placeholder: found.name } : null;
}

/** The edits of a rename. A name that will not do is an error that the editor shows. */
export async function renameEdit(
  session: Session,
  { textDocument, position, newName }: RenameParams,
  token: CancellationToken,
): Promise<WorkspaceEdit | null> {
  const path = toPath(textDocument.uri);
  await session.report(path, token);
  try {
    const change = rename(session.workspace, path, session.linesOf(path).offset(position), newName);
    const world = { linesOf: session.linesOf.bind(session), versionOf: session.versionOf.bind(session), snippets: false };
    return change ? toWorkspaceEdit(change, world) : null;
  } catch (error) {
    if (!(error instanceof RenameRefusal)) throw error;
    throw new ResponseError(LSPErrorCodes.RequestFailed, error.message);
  }
}
