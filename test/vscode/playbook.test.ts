import assert from "node:assert/strict";
import * as vscode from "vscode";
import { Controller } from "../../client/src/playbook/controller.js";
import type { Playbooks } from "../../client/src/playbook/playbooks.js";
import type { LiveRun } from "../../client/src/playbook/live.js";
import { skip } from "../../client/src/playbook/steps.js";
import type { Row } from "../../client/src/playbook/row.js";
import { isOver } from "../../server/src/playbook/run.js";
import { Answers } from "./answers.js";
import { StandIn } from "./kubectl.js";
import { FILE, TO_UNDO, allRows, at, command, readyToRollOut, runUntil, startRollback } from "./rollback.js";
import { closeAll, openDocument, press, textsInWindow, waitUntil, windowAddress, workspaceFile } from "./support.js";

describe("playbooks", () => {
  if (process.platform === "win32") {
    it.skip("start from a Deployment: the stand-in for kubectl is a script of sh");
    return;
  }
  let kubectl: StandIn;
  let feature: Playbooks;
  const person = new Answers();

  before(async () => {
    kubectl = new StandIn();
    feature = await readyToRollOut(person);
  });

  after(async () => {
    for (const run of feature.controller.runs) {
      await feature.controller.tell(run, { type: "rollback", reason: "the test is over" });
    }
    kubectl.dispose();
    await vscode.workspace.fs.delete(workspaceFile(".plimsoll.yaml"));
    await closeAll();
  });

  const startFromLens = (context: string): Promise<LiveRun> => startRollback(feature, context);
  const rows = (): Promise<Row[]> => allRows(feature);
  const here = async (run: LiveRun): Promise<Row> => {
    const found = (await rows()).find(({ id }) => id === `here/${run.stored.state.id}`);
    assert.ok(found, "the step at hand has a row");
    return found;
  };
  const said = async (run: LiveRun): Promise<string[]> =>
    (await rows())
      .filter(({ id, context }) => context === "reason" && id.startsWith(`here/${run.stored.state.id}`))
      .map(({ label }) => label);

  it("are listed: what fits the file first, then all by topic", async () => {
    const found = await feature.rollouts.getChildren();
    const fitting = found.find(({ id }) => id === "fitting");
    assert.equal(fitting?.label, "For orders.yaml");
    assert.ok(fitting.children?.some(({ playbook }) => playbook === "rollback"));
    const all = found.find(({ id }) => id === "all");
    assert.ok(Number(all?.description) >= 40);
    const item = feature.rollouts.getTreeItem(fitting);
    assert.equal(item.accessibilityInformation?.label, "For orders.yaml");
  });

  it("cannot be run on a context that does not belong to the file, and say why", async () => {
    const run = await startFromLens("staging");
    const row = await here(run);
    assert.doesNotMatch(row.context, /\brun\b/);
    assert.deepEqual(await said(run), ["The context staging does not belong to the environment production, which has prod-*."]);
    const before = kubectl.calls.length;
    await command("runStep", run.stored.state.id);
    assert.equal(at(run), "object pending");
    assert.equal(kubectl.calls.length, before, "no program was started");
    person.given = { reason: "wrong cluster" };
    await command("rollBack", run.stored.state.id);
    assert.equal(run.stored.state.status, "rollingBack");
  });

  it("start from the line above a Deployment, with target and inputs filled in", async () => {
    const run = await startFromLens("prod-eu");
    const { state } = run.stored;
    assert.deepEqual(state.inputs, { name: "orders", context: "prod-eu" });
    assert.deepEqual(state.object, { kind: "Deployment", name: "orders", file: FILE });
    const found = await rows();
    const card = found.find(({ id }) => id === `card/${state.id}`);
    assert.equal(card?.description, "prod-eu · shop · Deployment/orders · production");
    const read = found.find(({ id }) => id === `read/${state.id}`);
    const facts = Object.fromEntries(
      [...(card.children ?? []), ...(read?.children ?? [])].map(({ label, description }) => [label, description]),
    );
    assert.equal(facts["prod-eu"], "https://api.example.test");
    assert.equal(facts["Live"], "1 of 2 ready · revision 7 · eclipse-temurin:17-jre");
    assert.equal(facts["Drift"], "the file says eclipse-temurin:21-jre, the cluster runs eclipse-temurin:17-jre");
    assert.equal(facts["May change it"], "yes");
    assert.equal(facts["Rollout"], "Waiting for deployment rollout to finish: 1 of 2 updated replicas are available...");
    assert.equal(facts["Revisions"], "2 are kept · before this one 5: eclipse-temurin:21-jre · whether it was ever ready is unknown");
    assert.match((await here(run)).context, /\brun\b/);
  });

  it("fail at a step on purpose, go the way back, and come through a restart in the middle", async () => {
    const [run] = feature.controller.runs.filter(({ stored }) => stored.state.target?.context === "prod-eu");
    assert.ok(run);
    person.given = { ...TO_UNDO, revision: "9", "type orders": "orders", reason: "revision 9 is not there" };
    await runUntil(run, "undo pending");
    await command("runStep", run.stored.state.id);
    assert.equal(at(run), "undo failed");
    assert.ok(person.asked.includes("type orders"), "production wants the name");
    assert.match((await here(run)).context, /\bretry\b/);
    const undo = kubectl.calls.filter((line) => line.startsWith("rollout undo"));
    assert.equal(undo.length, 2, "tried without effect first");
    assert.ok(undo.every((line) => line.includes("--context prod-eu") && line.includes("--namespace shop")));

    // A window that is opened anew knows nothing but what was stored.
    const { ports } = feature.controller;
    const again = new Controller(ports);
    const back = again.find(run.stored.state.id);
    assert.ok(back && back !== run);
    assert.equal(at(back), "undo failed");
    assert.deepEqual(back.stored.state.target, run.stored.state.target);
    again.dispose();

    await command("rollBack", run.stored.state.id);
    assert.equal(at(run), "take back undo pending");
    await command("runStep", run.stored.state.id);
    assert.match(kubectl.calls.at(-1) ?? "", /^rollout undo deployment\/orders --to-revision=7 /);
    assert.equal(at(run), "tell pending");
    await command("markDone", run.stored.state.id);
    await command("runStep", run.stored.state.id);
    person.given = { "Have errors and latency fallen back?": true };
    await command("runStep", run.stored.state.id);
    assert.equal(run.stored.state.status, "rolledBack");
  });

  it("export their record as Markdown", async () => {
    const [run] = feature.controller.runs.filter(({ stored }) => stored.state.status === "rolledBack");
    assert.ok(run);
    const document = await command<vscode.TextDocument>("exportRecord", run.stored.state.id);
    const text = document.getText();
    assert.match(text, /^# Roll back a release deliberately\n/);
    for (const words of [
      "https://api.example.test",
      "uid-1",
      "revision 9 is not there",
      "exit code 1",
      "kubectl rollout undo",
      "rolled back",
    ])
      assert.ok(text.includes(words), words);
    assert.equal(vscode.window.activeTextEditor?.document.languageId, "markdown");
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("stop before a change once the context leads to another cluster", async () => {
    const run = await startFromLens("prod-eu");
    person.given = { ...TO_UNDO, revision: "5", "type orders": "orders" };
    await runUntil(run, "undo pending");
    await feature.controller.tell(run, { type: "inputs", values: { revision: "5" } });
    const effects = (await rows()).filter(({ id, context }) => context === "effect" && id.includes(run.stored.state.id));
    assert.deepEqual(
      effects.map(({ label }) => label),
      ["2 pods are replaced", "orders image: eclipse-temurin:17-jre → eclipse-temurin:21-jre"],
    );
    kubectl.cluster = "uid-2";
    await command("runStep", run.stored.state.id);
    assert.equal(run.refusal, "The context prod-eu leads to another cluster than when the run began.");
    assert.ok(!kubectl.calls.some((line) => line.includes("--to-revision=5")));
    kubectl.cluster = "uid-1";
  });

  it("are read, copied and ticked by hand without kubectl", async () => {
    const path = process.env["PATH"];
    process.env["PATH"] = "/nowhere";
    try {
      // The answer whether a program is there is kept for a few seconds.
      await waitUntil(() => !(feature.controller.ports.machine?.has("kubectl") ?? true), "kubectl is missed");
      await openDocument(FILE);
      const id = await command<string>(
        "startPlaybook",
        workspaceFile(FILE).toString(),
        { line: 0, character: 0 },
        { playbook: "rollback" },
      );
      const run = feature.controller.find(id);
      assert.ok(run);
      assert.match((await said(run))[0] ?? "", /^kubectl was not found\. Copy the command/);
      assert.equal(
        await command("copyCommand", id),
        "kubectl get deployment orders --output json --context '<context>' --namespace '<namespace>' --request-timeout 5s",
      );
      person.given = { "exit code": 0 };
      await command("markDone", id);
      assert.equal(at(run), "history pending");
      assert.match(feature.controller.record(run), /Run elsewhere, exit code 0/);
    } finally {
      process.env["PATH"] = path;
    }
  });

  const byKeys = "are led by the keyboard alone, and the status bar says politely where they stand";
  if (windowAddress === undefined) it.skip(`${byKeys}: only the driver presses keys, and a desktop VS Code has none`);
  else
    it(byKeys, async () => {
      await waitUntil(() => feature.controller.ports.machine?.has("kubectl") === true, "kubectl is found again");
      const run = await startFromLens("prod-eu");
      // Others are over: what the keys do is done to this one.
      for (const other of feature.controller.runs.filter((each) => each !== run && !isOver(each.stored.state)))
        while (!isOver(other.stored.state)) {
          if (other.stored.state.status === "running")
            await feature.controller.tell(other, { type: "rollback", reason: "the test goes on" });
          await skip(feature.controller, other, "the test goes on");
        }
      await command("rollouts.focus");
      await vscode.commands.executeCommand("list.focusFirst");
      await press("r");
      await waitUntil(() => at(run) === "history pending", "R has run the first step");
      person.given = { reason: "known already" };
      await press("s");
      await waitUntil(() => at(run) === "events pending", "S has skipped the second");
      assert.match(run.stored.state.record.at(-1)?.what ?? "", /Skipped: known already/);
      person.given = { "exit code": 0 };
      await press("d");
      await waitUntil(() => at(run) === "fights pending", "D has ticked the third");
      const item = '.statusbar-item[id*="plimsoll.run"] a';
      assert.deepEqual(await textsInWindow(item, { attribute: "role" }), ["status"]);
      // The window hears of it a moment after the extension.
      const says = async (words: string) => (await textsInWindow(item, { attribute: "aria-label" })).join() === words;
      await waitUntil(() => says("orders: Read what may fight a rollback (open)"), "the status bar says where the run stands");
      person.given = { reason: "enough" };
      await press("x");
      await waitUntil(() => run.stored.state.status === "rollingBack", "X has turned round");
    });

  it("open as a page that a person can read", async () => {
    const [run] = feature.controller.runs;
    assert.ok(run);
    await command("showStep", run.stored.state.id);
    const title = run.stored.state.playbook.title;
    const isShown = () => vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes(title)));
    await waitUntil(isShown, "the page has a tab");
  });

  it("say how far a workload is ready, each check a line", async () => {
    await openDocument(FILE);
    await waitUntil(
      async () => (await feature.findings.getChildren()).some(({ context }) => context === "workload"),
      "the workload has a row",
    );
    const workload = (await feature.findings.getChildren()).find(({ context }) => context === "workload");
    assert.match(workload?.description ?? "", /^ready to roll out: \d of 7 checks$/);
    const probes = workload?.children?.find(({ label }) => label === "It says when it is ready");
    assert.notEqual(probes?.description, "yes");
    for (const by of ["rule", "article", "file", "folder", "severity"] as const) {
      await feature.found.group(by);
      const groups = (await feature.findings.getChildren()).filter(({ context }) => ["group", "file", "folder"].includes(context));
      assert.ok(groups.length > 0, by);
    }
  });
});
