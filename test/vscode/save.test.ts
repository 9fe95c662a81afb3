import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, openDocument, ruleOf, save, undo, waitForDiagnostics, workspaceFile } from "./support.js";

/** A file with a finding that has a safe fix, and others whose fixes are suggestions. */
const FILE = "k8s/base/orders.yaml";
const SAFE = "kubernetes/deprecated-service-account";

describe("fixing on save", () => {
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration("editor");

  before(async () => {
    await settings().update("codeActionsOnSave", { "source.fixAll.plimsoll": "explicit" }, vscode.ConfigurationTarget.Global);
  });

  after(async () => {
    await settings().update("codeActionsOnSave", undefined, vscode.ConfigurationTarget.Global);
    await closeAll();
  });

  it("makes every safe change, and no other", async () => {
    const document = await openDocument(FILE);
    const uri = workspaceFile(FILE);
    const found = await waitForDiagnostics(uri, (diagnostics) => diagnostics.some((each) => ruleOf(each) === SAFE));
    const others = found.map(ruleOf).filter((rule) => rule !== SAFE);
    assert.ok(others.includes("kubernetes/credential-in-env"), "there is something left alone");

    const { typed, saved } = await typeAndSave(document);
    assert.equal(saved, typed.replace("serviceAccount:", "serviceAccountName:"));
    const left = await waitForDiagnostics(uri, (diagnostics) => diagnostics.every((each) => ruleOf(each) !== SAFE));
    assert.deepEqual(left.map(ruleOf).sort(), others.sort());
    await undo();
  });
});

/** A save that the server cannot answer at once goes on without fixes, so on a busy machine a person saves once more. */
async function typeAndSave(document: vscode.TextDocument): Promise<{ typed: string; saved: string }> {
  for (let left = 5; ; left--) {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), "# saved by a test\n");
    await vscode.workspace.applyEdit(edit);
    const typed = document.getText();
    const saved = await save(document);
    if (saved !== typed || left === 0) return { typed, saved };
  }
}
