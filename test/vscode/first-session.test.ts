import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Api } from "../../client/src/start.js";
import type { Findings } from "../../client/src/playbook/findings.js";
import type { Row } from "../../client/src/playbook/row.js";
import {
  applyAction,
  closeAll,
  hoverText,
  openDocument,
  ourDiagnostics,
  press,
  quickFixes,
  ruleOf,
  textsInWindow,
  waitForDiagnostics,
  waitUntil,
  windowAddress,
  workspaceFile,
} from "./support.js";

const FILE = "k8s/base/orders.yaml";
const SAFE = "kubernetes/deprecated-service-account";
const OVERRIDE = "compose/compose.override.yaml";
const WRITTEN = ["first-session.yaml", ".plimsoll.yaml", ".plimsoll-baseline.json", OVERRIDE];

/** What a new user does in the first minutes, one thing after the other, in one window. */
/** The rows of the list to choose from, while it is shown: a list that was closed keeps its rows. */
const choices = (which = ""): Promise<string[]> =>
  textsInWindow(`.quick-input-widget:not([style*="display: none"]) .quick-input-list .monaco-list-row${which}`);

describe("a first session", () => {
  let findings: Findings;
  let rows: () => Promise<Row[]>;

  before(async () => {
    const extension = vscode.extensions.getExtension<Api>("plimsoll.plimsoll");
    assert.ok(extension);
    const { ready, playbooks } = await extension.activate();
    await openDocument(FILE);
    await ready;
    const feature = await playbooks();
    findings = feature.found;
    rows = () => feature.findings.getChildren();
  });

  after(async () => {
    await vscode.commands.executeCommand("plimsoll.clearFilter");
    await closeAll();
    for (const name of WRITTEN) await vscode.workspace.fs.delete(workspaceFile(name)).then(undefined, () => undefined);
  });

  it("opens the walkthrough, with its five steps", async () => {
    await vscode.commands.executeCommand("plimsoll.openWalkthrough");
    const labels = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    const isShown = () => labels().some((label) => /walkthrough|first minutes|welcome/i.test(label));
    await waitUntil(isShown, "the walkthrough has a tab").catch((error: unknown) => {
      throw new Error(`only these have one: ${labels().join(", ")}`, { cause: error });
    });
    if (windowAddress === undefined) return;
    await waitUntil(async () => (await textsInWindow(".getting-started-step .step-title")).length === 5, "it has five steps");
    const titles = await textsInWindow(".getting-started-step .step-title");
    assert.deepEqual(titles.map((title) => title.trim()).slice(0, 2), ["See what is wrong", "Ask why"]);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
  });

  it("sees the findings of files that nobody opened, and narrows them", async () => {
    await vscode.commands.executeCommand("plimsoll.refreshFindings");
    const all = findings.all();
    const files = new Set(all.map(({ uri }) => vscode.workspace.asRelativePath(uri)));
    assert.ok(files.has("compose/compose.yaml") && files.has("infra/main.tf"), [...files].join());
    await vscode.commands.executeCommand("plimsoll.filterFindings", "compose @error @warning");
    const shown = findings.shown();
    assert.ok(shown.length > 0 && shown.length < all.length);
    assert.ok(shown.every(({ diagnostic }) => diagnostic.severity <= vscode.DiagnosticSeverity.Warning));
    assert.match(findings.title().description, /compose @error @warning$/);
    await vscode.commands.executeCommand("plimsoll.clearFilter");
    assert.equal(findings.shown().length, all.length);
  });

  it("finds every finding once, an open file's among them", () => {
    const keys = findings
      .all()
      .map(({ uri, diagnostic, rule }) => `${uri.toString()} ${rule} ${diagnostic.range.start.line}:${diagnostic.message}`);
    assert.equal(new Set(keys).size, keys.length);
  });

  it("says of files that are not open what holds since the last save", async () => {
    const has = () => findings.all().some(({ rule }) => rule === "compose/undefined-reference");
    assert.ok(has());
    await vscode.workspace.fs.writeFile(workspaceFile(OVERRIDE), new TextEncoder().encode("services:\n  db:\n    init: true\n"));
    const document = await openDocument(OVERRIDE);
    const end = new vscode.Position(3, 0);
    const declare = new vscode.WorkspaceEdit();
    declare.insert(document.uri, end, "networks:\n  backend: {}\n");
    await vscode.workspace.applyEdit(declare);
    await document.save();
    await waitUntil(() => !has(), "the network is declared");
    const takeBack = new vscode.WorkspaceEdit();
    takeBack.delete(document.uri, new vscode.Range(end, new vscode.Position(5, 0)));
    await vscode.workspace.applyEdit(takeBack);
    await document.save();
    await waitUntil(has, "and is not any more");
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
  });

  it("asks why by hover and by menu, and repairs", async () => {
    const document = await openDocument(FILE);
    const found = await waitForDiagnostics(document.uri, (all) => all.some((each) => ruleOf(each) === SAFE));
    const finding = found.find((each) => ruleOf(each) === SAFE);
    assert.ok(finding);
    assert.match(await hoverText(document.uri, finding.range.start), /serviceAccountName/);
    const actions = await quickFixes(document.uri, finding.range);
    const why = actions.find(({ title }) => title.startsWith("Why is this here?"));
    assert.deepEqual(why?.command?.arguments, [SAFE]);
    await vscode.commands.executeCommand("plimsoll.explainRule", SAFE);
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await waitUntil(() => tabs().some(({ label }) => label.includes("deprecated-service-account")), "the rule has a page");
    assert.ok(
      tabs().every(({ isDirty }) => !isDirty),
      "and nobody is asked to save it",
    );
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    const repair = actions.find(({ isPreferred }) => isPreferred === true);
    assert.ok(repair);
    await applyAction(repair);
    await waitForDiagnostics(document.uri, (all) => all.every((each) => ruleOf(each) !== SAFE));
    await vscode.commands.executeCommand("undo");
  });

  it("repairs a file from its row in the list", async () => {
    await findings.group("file");
    const row = (await rows()).find(({ context, label }) => context === "file" && label === FILE);
    assert.ok(row);
    await vscode.commands.executeCommand("plimsoll.fixFile", row);
    await waitForDiagnostics(workspaceFile(FILE), (all) => all.every((each) => ruleOf(each) !== SAFE));
    await findings.group("severity");
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  if (windowAddress !== undefined)
    it("inserts three snippets by keys", async () => {
      await vscode.workspace.fs.writeFile(workspaceFile("first-session.yaml"), new Uint8Array());
      const document = await openDocument("first-session.yaml");
      const insert = async (typed: string, until: RegExp) => {
        await waitUntil(async () => (await choices()).length === 0, "the list before is gone");
        void vscode.commands.executeCommand("plimsoll.insertSnippet");
        await waitUntil(async () => (await choices()).length > 0, `the list for ${typed}`);
        for (const key of typed) await press(key);
        await waitUntil(async () => (await choices(".focused")).some((text) => text.includes(typed)), `${typed} is the first`);
        await press("Enter");
        await waitUntil(() => until.test(document.getText()), `${typed} stands in the file`);
        await vscode.commands.executeCommand("leaveSnippet");
      };
      await insert("pl-job", /^kind: Job$/m);
      const editor = vscode.window.activeTextEditor;
      assert.ok(editor);
      const lineAfter = async (pattern: RegExp, indent: number) => {
        const line = document
          .getText()
          .split("\n")
          .findIndex((text) => pattern.test(text));
        await editor.edit((edit) => {
          edit.insert(new vscode.Position(line + 1, 0), `${" ".repeat(indent)}\n`);
        });
        editor.selection = new vscode.Selection(line + 1, indent, line + 1, indent);
      };
      await lineAfter(/^ {10}args:/, 10);
      await insert("env-secret", /secretKeyRef:/);
      await lineAfter(/^ {6}restartPolicy:/, 6);
      await insert("spread", /topologySpreadConstraints:/);
      await vscode.commands.executeCommand("workbench.action.files.save");
      await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    });

  it("creates a configuration from what the workspace contains", async () => {
    await vscode.commands.executeCommand("plimsoll.createConfiguration");
    const text = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert.match(text, /^ {2}prod:\n {4}files: \["k8s\/overlays\/prod\/\*\*"\]\n {4}production: true$/m);
    assert.deepEqual(ourDiagnostics(workspaceFile(".plimsoll.yaml")), []);
  });

  if (windowAddress !== undefined)
    it("turns a rule down from its row, by keys, in a file that no editor shows", async () => {
      await closeAll();
      await openDocument(FILE);
      await waitForDiagnostics(workspaceFile(FILE), (all) => all.some((each) => ruleOf(each) === SAFE));
      const row = (await rows()).flatMap(({ children }) => children ?? []).find(({ finding }) => finding?.rule === SAFE);
      assert.ok(row);
      const done = vscode.commands.executeCommand("plimsoll.turnDown", row);
      await waitUntil(async () => (await choices()).length === 3, "three ways are offered");
      for (const key of "hint") await press(key);
      await waitUntil(async () => (await choices()).length === 1, "one of them is left");
      await press("Enter");
      await done;
      const written = new TextDecoder().decode(await vscode.workspace.fs.readFile(workspaceFile(".plimsoll.yaml")));
      assert.match(written, new RegExp(`${SAFE}: hint`));
    });

  it("sets apart what is known today, and sees what is new", async () => {
    await vscode.commands.executeCommand("plimsoll.createBaseline");
    const document = await openDocument(FILE);
    await waitForDiagnostics(document.uri, (all) => all.length === 0);
    await vscode.workspace.fs.delete(workspaceFile(".plimsoll-baseline.json"));
    await waitForDiagnostics(document.uri, (all) => all.length > 0);
  });
});
