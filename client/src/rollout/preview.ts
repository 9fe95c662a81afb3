import * as vscode from "vscode";
import type { RolloutPreview } from "../../../server/src/service/rollout-preview";
import { METHODS } from "../../../server/src/lsp/protocol";
import type { PreviewMessage } from "../../pages/messages";
import { COMMANDS } from "../contributions";
import type { ClientSession } from "../start";
import { pageData } from "../../../server/src/service/report-page";
import { t } from "../../../server/src/l10n";
import { pageLanguage } from "../language";

/** Shows what the rollout of the workload at the cursor will do, before it does it. Follows the file as it is edited. */
export class RolloutPreviews implements vscode.Disposable {
  readonly #subscriptions: vscode.Disposable[] = [];
  #panel: vscode.WebviewPanel | undefined;
  #shown: { readonly uri: vscode.Uri; readonly position: vscode.Position } | undefined;
  #assumptions: Record<string, unknown> = {};

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly session: ClientSession,
  ) {
    this.#subscriptions.push(
      vscode.commands.registerCommand(COMMANDS.previewRollout.command, (uri?: string, at?: { line: number; character: number }) =>
        this.#show(uri, at),
      ),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === this.#shown?.uri.toString()) void this.#update();
      }),
    );
  }

  dispose(): void {
    this.#panel?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Returns what is shown, for tests and for whoever calls the command. */
  async #show(uri: string | undefined, at: { line: number; character: number } | undefined): Promise<RolloutPreview | undefined> {
    const editor = vscode.window.activeTextEditor;
    const target = uri === undefined ? editor?.document.uri : vscode.Uri.parse(uri);
    const position = at ? new vscode.Position(at.line, at.character) : editor?.selection.active;
    if (!target || !position) return undefined;
    this.#shown = { uri: target, position };
    const preview = await this.#ask();
    if (!preview) {
      void vscode.window.showInformationMessage(
        t(
          "Plimsoll: there is no rollout here. Put the cursor into a Deployment, StatefulSet, DaemonSet or Rollout, or a VirtualService that splits traffic.",
        ),
      );
      return undefined;
    }
    this.#open().reveal(vscode.ViewColumn.Beside, true);
    this.#post(preview);
    return preview;
  }

  #open(): vscode.WebviewPanel {
    if (this.#panel) return this.#panel;
    const scripts = vscode.Uri.joinPath(this.context.extensionUri, "dist");
    const panel = vscode.window.createWebviewPanel(
      "plimsoll.rolloutPreview",
      t("Rollout Preview"),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [scripts], retainContextWhenHidden: true },
    );
    panel.webview.html = pageOf(panel.webview, vscode.Uri.joinPath(scripts, "preview.js"));
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#shown = undefined;
    });
    panel.webview.onDidReceiveMessage((message: PreviewMessage) => {
      if (message.kind === "ready") void this.#update();
      else if (message.kind === "copy") void vscode.env.clipboard.writeText(message.text);
      else {
        this.#assumptions = message.assumptions;
        void this.#update();
      }
    });
    this.#panel = panel;
    return panel;
  }

  async #update(): Promise<void> {
    const preview = await this.#ask();
    if (preview) this.#post(preview);
  }

  #post(preview: RolloutPreview): void {
    if (!this.#panel) return;
    this.#panel.title = t("Rollout of {0}", preview.title);
    void this.#panel.webview.postMessage(preview);
  }

  async #ask(): Promise<RolloutPreview | undefined> {
    if (!this.#shown) return undefined;
    await this.session.start();
    const { uri, position } = this.#shown;
    const params = { uri: uri.toString(), position, assumptions: this.#assumptions };
    return (await this.session.client?.sendRequest<RolloutPreview | null>(METHODS.preview, params)) ?? undefined;
  }
}

/** Nothing remote, no inline script; every text of the workspace comes in as data and is shown as text. */
function pageOf(webview: vscode.Webview, script: vscode.Uri): string {
  const nonce = Array.from({ length: 32 }, () => Math.floor(Math.random() * 36).toString(36)).join("");
  const language = pageLanguage();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${language?.name ?? "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t("Rollout Preview")}</title>
</head>
<body>
<main id="page" aria-live="polite"></main>
${language ? pageData("sentences", language.sentences, nonce) : ""}
<script nonce="${nonce}" src="${webview.asWebviewUri(script).toString()}" data-nonce="${nonce}"></script>
</body>
</html>`;
}
