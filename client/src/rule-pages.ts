import * as vscode from "vscode";

const SCHEME = "plimsoll-rule";

/** The pages of rules as documents that the editor's own preview shows: read-only, so that closing one never asks to save it. */
export class RulePages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  constructor(private readonly pageOf: (rule: string) => Promise<string | null>) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    return (await this.pageOf(uri.query)) ?? "";
  }

  /** Does nothing where there is no such rule. */
  async show(rule: string): Promise<void> {
    if ((await this.pageOf(rule)) === null) return;
    const name = rule.split("/").at(-1) ?? rule;
    await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.from({ scheme: SCHEME, path: `/${name}.md`, query: rule }));
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
