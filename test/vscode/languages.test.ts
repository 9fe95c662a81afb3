import assert from "node:assert/strict";
import * as vscode from "vscode";
import { languageCases, type LanguageCase } from "./languages.table.js";
import {
  applyAction,
  closeAll,
  hoverText,
  inBrowser,
  linkOf,
  openDocument,
  ourDiagnostics,
  quickFixes,
  ruleOf,
  undo,
  waitForDiagnostics,
  waitUntil,
  workspaceFile,
} from "./support.js";

if (inBrowser) {
  it("the extension is not in the extension host of the tests, so it is the one in the browser", () => {
    assert.equal(vscode.extensions.getExtension("plimsoll.plimsoll"), undefined);
  });
}

for (const row of languageCases) {
  describe(row.language, () => {
    findingFromSquiggleToFix(row);
  });
}

/** The tests of one row follow one another on the same open file, as a person would. */
function findingFromSquiggleToFix({ file, rule, hover, fix }: LanguageCase): void {
  const uri = (): vscode.Uri => workspaceFile(file);
  const findings = (): vscode.Diagnostic[] => ourDiagnostics(uri()).filter((each) => ruleOf(each) === rule);
  const count = (diagnostics: readonly vscode.Diagnostic[]): number => diagnostics.filter((each) => ruleOf(each) === rule).length;
  const finding = (): vscode.Diagnostic => {
    const [first] = findings();
    assert.ok(first, `${file} has no finding of ${rule}`);
    return first;
  };

  before(async () => {
    await openDocument(file);
    await waitForDiagnostics(uri(), (diagnostics) => count(diagnostics) > 0);
  });

  after(closeAll);

  it(`finds ${rule} in ${file} and links to its page`, () => {
    const { range, message } = finding();
    assert.ok(!range.isEmpty, "something is underlined");
    assert.notEqual(message, "");
    if (inBrowser) return; // VS Code does not pass links on from one extension host to another
    assert.match(linkOf(finding())?.toString(true) ?? "no link", new RegExp(`^https://.*${rule}`));
  });

  it("says why on hover", async () => {
    assert.ok((await hoverText(uri(), finding().range.start)).includes(hover));
  });

  it(`fixes it: "${fix}", and brings it back on undo`, async () => {
    const before = findings().length;
    // While the workspace is still being read an answer may be given up; VS Code asks again, and so does this.
    let actions: vscode.CodeAction[] = [];
    await waitUntil(async () => (actions = await quickFixes(uri(), finding().range)).length > 0, "any quick fix");
    const action = actions.find(({ title }) => title === fix);
    assert.ok(action, `only these are offered: ${actions.map(({ title }) => title).join(", ")}`);
    await applyAction(action);
    await waitForDiagnostics(uri(), (diagnostics) => count(diagnostics) < before);
    await undo();
    await waitForDiagnostics(uri(), (diagnostics) => count(diagnostics) === before);
  });
}
