import assert from "node:assert/strict";
import { Answers } from "./answers.js";
import { StandIn } from "./kubectl.js";
import { TO_UNDO, at, command, readyToRollOut, runUntil, startRollback } from "./rollback.js";
import { waitUntil, windowAddress } from "./support.js";

/** The last of the first time: what it leaves under way, window-reopened.test.ts finds. */
describe("a window that goes away", () => {
  const title = "leaves a rollback in the middle of a change";
  if (windowAddress === undefined || process.platform === "win32") {
    it.skip(`${title}: only the driver can load the window anew, and the stand-in for kubectl is a script of sh`);
    return;
  }

  it(title, async () => {
    new StandIn(); // It outlives this window: its program is still running when the window goes.
    const person = new Answers();
    const feature = await readyToRollOut(person);
    const run = await startRollback(feature, "prod-eu");
    person.given = { ...TO_UNDO, revision: "4", "type orders": "orders" };
    await runUntil(run, "undo pending");
    void command("runStep", run.stored.state.id);
    await waitUntil(() => at(run) === "undo running", "the change is being made");
    assert.equal(run.stored.state.target?.context, "prod-eu");
  });
});
