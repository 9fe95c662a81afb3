import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { catalogueOf } from "../../client/src/playbook/catalogue";
import { Controller, needsCluster } from "../../client/src/playbook/controller";
import { breakOff, goOn, skip, tick } from "../../client/src/playbook/steps";
import { interruptedText } from "../../server/src/playbook/run";
import { Desk, ENTRY, START, TEXT, at, begun, here, said, settled } from "./desk";

describe("a run with a cluster and a person", () => {
  it("is pinned when it starts, and every call names its context", async () => {
    const desk = new Desk();
    const { controller, run } = await begun(desk);
    assert.ok(needsCluster(run.playbook));
    assert.deepEqual(run.stored.state.target, {
      kubeconfig: "/k",
      context: "prod-eu",
      server: "https://api",
      clusterId: "uid-1",
      namespace: "shop",
    });
    await goOn(controller, run);
    assert.deepEqual(desk.started, ["kubectl get deployment web --context prod-eu"]);
    assert.equal(at(run), "undo pending");
    assert.equal(run.stored.state.kept.image, "web:1");
    assert.match(desk.shown, /\$ kubectl get deployment web --context prod-eu\n/);
  });

  it("asks, reads the target again, tries without effect and lets the person confirm before it changes anything", async () => {
    const desk = new Desk();
    const { controller, run } = await begun(desk);
    await goOn(controller, run);
    desk.started.length = 0;
    await goOn(controller, run);
    const reads = desk.started.filter((line) => /config view|kube-system/.test(line));
    assert.equal(reads.length, 2);
    assert.deepEqual(
      desk.started.filter((line) => line.includes("rollout")),
      ["kubectl rollout undo web --dry-run=server --context prod-eu", "kubectl rollout undo web --to-revision=4 --context prod-eu"],
    );
    assert.deepEqual(desk.asked, ["revision", "token", "change"]);
    assert.deepEqual(desk.lines, ["kubectl rollout undo web --to-revision=4 --context prod-eu"]);
    assert.equal(desk.environments.at(-1)?.TOKEN, "s3cr3t-token");
    assert.equal(at(run), "undo waiting", "its verification is a question");
    assert.doesNotMatch(JSON.stringify([...desk.runs.values()]), /s3cr3t/, "no secret is stored");
    assert.doesNotMatch(controller.record(run), /s3cr3t/);
  });

  it("does nothing that is not confirmed, and in production wants the name", async () => {
    const desk = new Desk();
    desk.answers.change = undefined;
    const { controller, run } = await begun(desk);
    await goOn(controller, run);
    await goOn(controller, run);
    assert.equal(run.refusal, "Not confirmed, so nothing was done.");
    assert.equal(at(run), "undo pending");

    const production = new Desk();
    production.answers["type web"] = "wbe";
    const second = await begun(production, { ...START, environment: { name: "production", production: true } });
    await goOn(second.controller, second.run);
    await goOn(second.controller, second.run);
    assert.equal(second.run.refusal, "Production: type web to go on.");
    assert.ok(!production.started.some((line) => line.includes("--to-revision")));
    production.answers["type web"] = "web";
    await goOn(second.controller, second.run);
    assert.equal(at(second.run), "undo waiting");
  });

  it("stops before a change when the context leads to another cluster", async () => {
    const desk = new Desk();
    const { controller, run } = await begun(desk);
    await goOn(controller, run);
    desk.clusterId = "uid-2";
    await goOn(controller, run);
    assert.equal(run.refusal, "The context prod-eu leads to another cluster than when the run began.");
    assert.ok(!desk.started.some((line) => line.includes("rollout undo")));
  });

  it("runs nothing on a context that does not belong to the file, and says so in the list", async () => {
    const desk = new Desk();
    const { controller, run } = await begun(desk, { ...START, context: "staging" });
    const row = here(controller);
    assert.doesNotMatch(row.context, /\brun\b/);
    assert.deepEqual(said(controller), ["The context staging does not belong to this file, which has prod-*."]);
    await goOn(controller, run);
    assert.deepEqual(desk.started, []);
  });

  it("says where the Kubernetes extension works when that is elsewhere", async () => {
    const desk = new Desk();
    assert.equal(
      (await begun(desk)).run.card.find(({ id }) => id === "neighbour"),
      undefined,
    );
    desk.hasNeighbour = true;
    const { run } = await begun(desk);
    await settled(() => run.card.some(({ id }) => id === "neighbour"));
    assert.equal(run.card.at(-1)?.answer?.text, "works on staging, namespace default: not where this run does");
  });

  it("asks once where nobody said which cluster the file belongs to", async () => {
    const desk = new Desk();
    const { contexts, ...open } = START;
    assert.ok(contexts);
    const { controller, run } = await begun(desk, open);
    await goOn(controller, run);
    assert.match(run.refusal ?? "", /^Nothing says which cluster/);
    desk.answers.context = true;
    await goOn(controller, run);
    assert.equal(at(run), "undo pending");
    desk.asked.length = 0;
    await goOn(controller, run);
    assert.ok(!desk.asked.includes("context"));
  });

  it("does not run what fails when it is tried without effect", async () => {
    const desk = new Desk();
    const { controller, run } = await begun(desk);
    await goOn(controller, run);
    desk.fails = /--dry-run/;
    await goOn(controller, run);
    assert.match(run.refusal ?? "", /^Tried without effect, it failed: It ended with 1/);
    assert.ok(!desk.started.some((line) => line.includes("--to-revision")));
    assert.match(run.stored.state.record.at(-1)?.what ?? "", /^Tried without effect/);
  });

  it("fails, offers the way the playbook names, takes back what was begun and ends", async () => {
    const desk = new Desk();
    const { controller, run } = await begun(desk);
    await goOn(controller, run);
    desk.fails = /--to-revision/;
    await goOn(controller, run);
    assert.equal(at(run), "undo failed");
    assert.match(here(controller).context, /\bretry\b.*\bfollow\b/);
    await controller.tell(run, { type: "followed", step: "undo" });
    assert.equal(at(run), "take back 0 pending");
    desk.fails = undefined;
    await goOn(controller, run);
    assert.equal(desk.started.at(-1), "kubectl rollout undo web --context prod-eu");
    assert.equal(at(run), "tell pending");
    await tick(controller, run, true);
    assert.equal(run.stored.state.status, "rolledBack");
    assert.match(controller.record(run), /rolled back/);
  });

  it("stops the program that runs before it takes anything back", async () => {
    const desk = new Desk();
    const { controller, run } = await begun(desk);
    await goOn(controller, run);
    desk.hangs = true;
    desk.answers.change = "";
    const going = goOn(controller, run);
    // The twin without effect is stopped too: what is tried is no step yet.
    await settled(() => run.stop !== undefined);
    assert.equal(at(run), "undo pending");
    await breakOff(controller, run, "wrong release");
    await going;
    assert.equal(at(run), "tell pending", "nothing was begun, so nothing is taken back");

    const second = await begun(desk);
    void goOn(second.controller, second.run);
    await settled(() => at(second.run) === "read running");
    await breakOff(second.controller, second.run, "enough");
    const { steps, record } = second.run.stored.state;
    assert.equal(steps.read?.stage, "failed");
    assert.deepEqual(
      record.slice(-2).map(({ what }) => what),
      ["It was ended from outside.", "Rolling back: enough"],
    );
  });

  it("waits its time, asks, and lets findings decide a gate", async () => {
    const desk = new Desk();
    const { controller, run } = await begun(desk);
    await skip(controller, run, "known");
    await skip(controller, run, "done by hand");
    await goOn(controller, run);
    assert.equal(at(run), "soak waiting");
    assert.match(here(controller).description ?? "", /waiting · 1:00 left/);
    await goOn(controller, run);
    assert.match(run.refusal ?? "", /^It waits for 60 s more/);
    desk.now += 61_000;
    await goOn(controller, run);
    assert.equal(at(run), "ready pending");
    desk.findings = ["No probe."];
    await goOn(controller, run);
    assert.equal(at(run), "ready waiting");
    desk.findings = [];
    await goOn(controller, run);
    assert.equal(at(run), "end");
    assert.deepEqual(run.secrets, {});
  });

  it("comes back interrupted where a program ran, and is not repeated by itself", async () => {
    const desk = new Desk();
    const { controller, run } = await begun(desk);
    desk.hangs = true;
    void goOn(controller, run);
    await settled(() => at(run) === "read running");
    controller.dispose();

    const later = new Desk();
    for (const stored of desk.runs.values()) later.runs.set(stored.state.id, stored);
    const again = new Controller(later.ports);
    const [back] = again.runs;
    assert.ok(back);
    await settled(() => at(back) === "read interrupted");
    assert.equal(said(again)[0], interruptedText());
    assert.deepEqual(later.started, []);
    await goOn(again, back);
    assert.equal(at(back), "undo pending");
  });

  it("can be ticked by hand without the tool, or without trust be read only", async () => {
    const desk = new Desk();
    desk.hasKubectl = false;
    const controller = new Controller(desk.ports);
    const run = controller.begin(ENTRY, START);
    const row = here(controller);
    assert.match(row.context, /\bdone\b.*\bcopy\b/);
    assert.match(said(controller)[0] ?? "", /^kubectl was not found\. Copy the command/);
    await tick(controller, run, true, "Run elsewhere, exit code 0");
    assert.equal(at(run), "undo pending");

    const untrusted = new Desk();
    untrusted.trusted = false;
    const reading = new Controller(untrusted.ports);
    const unread = reading.begin(ENTRY, START);
    await goOn(reading, unread);
    assert.match(unread.refusal ?? "", /not trusted/);
    assert.deepEqual(untrusted.started, [], "not even the target is read");
  });

  it("runs a playbook of the workspace only once somebody agreed to its text", async () => {
    const desk = new Desk();
    const controller = new Controller(desk.ports);
    const [own] = catalogueOf([{ text: TEXT, builtIn: false, uri: "file:///undo.yaml" }]);
    assert.ok(own);
    const run = controller.begin(own, START);
    await goOn(controller, run);
    assert.match(run.refusal ?? "", /agree to run it first/);
    assert.deepEqual(desk.started, []);
  });

  it("keeps the newest runs that have ended, and forgets one that is told to", async () => {
    const desk = new Desk();
    const controller = new Controller(desk.ports);
    for (let i = 0; i < 23; i++) {
      desk.now += 1000;
      const run = controller.begin(ENTRY, { by: "Ada", folder: "/", inputs: {} });
      await controller.tell(run, { type: "rollback", reason: "a test" });
      await tick(controller, run, true);
    }
    assert.equal(controller.runs.length, 20);
    assert.equal(desk.runs.size, 20);
    const [newest] = controller.runs;
    assert.ok(newest);
    await controller.forget(newest);
    assert.equal(desk.runs.size, 19);
  });
});
