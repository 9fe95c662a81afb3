import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { COMMANDS } from "./contributions";
import { isOurs } from "./ours";
import { t } from "../../server/src/l10n";

/** The status bar item: there only while the active editor shows a file of ours. */
export class StatusItem implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem("plimsoll.status", vscode.StatusBarAlignment.Right, 90);
  readonly #subscriptions: vscode.Disposable[] = [];

  constructor() {
    this.#item.name = "Plimsoll";
    this.#item.command = COMMANDS.why.command;
  }

  follow(client: BaseLanguageClient): void {
    const update = () => {
      this.#update(client);
    };
    this.#subscriptions.push(vscode.window.onDidChangeActiveTextEditor(update), vscode.languages.onDidChangeDiagnostics(update));
    update();
  }

  dispose(): void {
    this.#item.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #update(client: BaseLanguageClient): void {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !client.isRunning() || !isOurs(document)) {
      this.#item.hide();
      return;
    }
    const found = vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ source, severity }) => source === "plimsoll" && severity !== vscode.DiagnosticSeverity.Hint);
    this.#item.text = found.length ? `$(shield) ${found.length}` : "$(shield)";
    this.#item.tooltip =
      found.length === 0
        ? t("Plimsoll has nothing to say about this file")
        : found.length === 1
          ? t("Plimsoll: 1 finding in this file")
          : t("Plimsoll: {0} findings in this file", found.length);
    this.#item.show();
  }
}
