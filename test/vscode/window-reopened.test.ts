import assert from "node:assert/strict";
import type { Playbooks } from "../../client/src/playbook/playbooks.js";
import type { LiveRun } from "../../client/src/playbook/live.js";
import { isOver } from "../../server/src/playbook/run.js";
import { Answers } from "./answers.js";
import { StandIn } from "./kubectl.js";
import { allRows, at, command, readyToRollOut } from "./rollback.js";
import { closeAll } from "./support.js";

/** The window was loaded anew while window-left.test.ts had a change under way. */
describe("a window that is opened again", () => {
  if (process.platform === "win32") {
    it.skip("goes on with a rollback: the stand-in for kubectl is a script of sh");
    return;
  }
  let kubectl: StandIn;
  let feature: Playbooks;
  let run: LiveRun;
  const person = new Answers();

  before(async () => {
    kubectl = new StandIn();
    feature = await readyToRollOut(person);
  });
  after(async () => {
    kubectl.dispose();
    await closeAll();
  });

  it("has the rollback that was under way, its target pinned, and says that nobody knows how the change ended", async () => {
    const [found] = feature.controller.runs.filter(({ stored }) => !isOver(stored.state));
    assert.ok(found, "the run is there");
    run = found;
    assert.equal(at(run), "undo interrupted");
    assert.equal(run.stored.state.target?.context, "prod-eu");
    const words = (await allRows(feature)).filter(({ id }) => id.startsWith(`here/${run.stored.state.id}`)).map(({ label }) => label);
    assert.ok(
      words.some((label) => label.includes("check before you retry")),
      words.join("\n"),
    );
    assert.equal(kubectl.calls.filter((line) => line.startsWith("rollout undo")).length, 0, "no change is repeated by itself");
  });

  it("goes on when a person says so", async () => {
    person.given = { "type orders": "orders", revision: "5" };
    await feature.controller.tell(run, { type: "inputs", values: { revision: "5" } });
    await command("retryStep", run.stored.state.id);
    assert.notEqual(at(run), "undo interrupted", run.refusal);
    const made = kubectl.calls.filter((line) => line.startsWith("rollout undo") && !line.includes("--dry-run"));
    assert.equal(made.length, 1);
    assert.match(made[0] ?? "", /--to-revision=5 .*--context prod-eu/);
  });

  it("goes back to the end", async () => {
    person.given = { reason: "the test is over", "type orders": "orders", "Have errors and latency fallen back?": true };
    await command("rollBack", run.stored.state.id);
    for (let i = 0; i < 10 && !isOver(run.stored.state); i++)
      await command(at(run).startsWith("tell") ? "markDone" : "runStep", run.stored.state.id);
    assert.equal(run.stored.state.status, "rolledBack", at(run));
  });
});
