import type * as vscode from "vscode";
import { recognize } from "../../server/src/languages/recognize";
import { LANGUAGE_IDS } from "./contributions";

/** Whether a document is one of ours, as far as its own name and text tell: the server decides with its neighbours in view. */
export function isOurs(document: vscode.TextDocument): boolean {
  if (!(LANGUAGE_IDS as readonly string[]).includes(document.languageId)) return false;
  const { kind } = recognize({ path: document.uri.path, languageId: document.languageId, text: document.getText(), has: () => "unknown" });
  return kind !== undefined && kind !== "dotenv" && kind !== "dockerignore";
}
