import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { canRollBack } from "../../server/src/playbook/guard";
import { advance, interruptedText, isOver, positionTitle } from "../../server/src/playbook/run";
import { stepState, suggestedBranch, valuesOf } from "../../server/src/playbook/state";
import type { Draft } from "./fixture";
import { LOOKED, PAUSED, PLAYBOOK, START, UNDONE, after, at, bad, ok, time } from "./fixture";

describe("a run", () => {
  it("begins at the first step, pinned, without secrets", () => {
    assert.equal(at(START), "ready");
    assert.deepEqual(START.inputs, { name: "web" });
    assert.doesNotMatch(JSON.stringify(after(START, { type: "inputs", values: { token: "hidden" } })), /hidden/);
  });

  it("is pinned once, as soon as the cluster has answered", () => {
    const { target, ...unpinned } = START;
    assert.ok(target);
    const pinned = after(unpinned, { type: "pinned", target });
    assert.deepEqual([pinned.target, pinned.record.at(-1)?.what], [target, "Pinned to prod-eu, https://api.example.com, namespace shop"]);
    assert.equal(after(pinned, { type: "pinned", target: { ...target, clusterId: "uid-2" } }), pinned);
  });

  it("goes from step to step to the end, keeping what calls say", () => {
    const decided = after(START, ...LOOKED);
    assert.equal(at(decided), "choose");
    assert.deepEqual(valuesOf(PLAYBOOK, decided), { name: "web", revision: "4", context: "prod-eu", namespace: "shop" });
    assert.equal(suggestedBranch(PLAYBOOK, decided, "choose"), 0);
    const verifying = after(START, ...UNDONE);
    assert.deepEqual([at(verifying), stepState(verifying, "undo").stage, stepState(verifying, "undo").half], ["undo", "waiting", "verify"]);
    const done = after(
      verifying,
      { type: "answered", step: "undo", yes: true },
      { type: "started", step: "soak", now: 1000 },
      { type: "answered", step: "soak", yes: true, now: 601_000 },
    );
    assert.equal(done.status, "done");
    assert.ok(isOver(done));
    assert.equal(positionTitle(PLAYBOOK, done.position), "ended");
  });

  it("ignores what does not fit where it stands", () => {
    for (const event of [
      { type: "answered", step: "undo", yes: true },
      { type: "answered", step: "ready", yes: true },
      { type: "chosen", step: "ready", branch: 0 },
      { type: "finished", step: "ready", judgement: ok(), seconds: 0 },
      { type: "skipped", step: "ready", reason: "  " },
      { type: "followed", step: "ready" },
      { type: "undone", index: 0, ok: true },
    ] as const)
      assert.equal(advance(PLAYBOOK, START, { time, ...event }), START, event.type);
    const decided = after(START, ...LOOKED);
    assert.equal(after(decided, { type: "answered", step: "choose", yes: true }), decided);
    assert.equal(after(decided, { type: "chosen", step: "choose", branch: 7 }), decided);
  });

  it("waits at a closed gate, which is not a failure, and lets it be looked at again", () => {
    const closed = after(START, { type: "checked", step: "ready", findings: ["Container web lacks a probe."] });
    assert.deepEqual([at(closed), stepState(closed, "ready").stage], ["ready", "waiting"]);
    assert.equal(stepState(closed, "ready").reason, "1 finding: Container web lacks a probe.");
    assert.equal(at(after(closed, { type: "checked", step: "ready", findings: [] })), "history");
  });

  it("fails, is retried, skipped with a reason, or takes the way its step names", () => {
    const failed = after(
      START,
      ...PAUSED,
      { type: "started", step: "undo" },
      { type: "finished", step: "undo", judgement: bad, seconds: 1, exitCode: 1 },
    );
    assert.deepEqual([stepState(failed, "undo").stage, stepState(failed, "undo").reason], ["failed", "It ended with 1, expected was 0."]);
    const again = after(failed, { type: "started", step: "undo" });
    assert.deepEqual([stepState(again, "undo").stage, stepState(again, "undo").attempts], ["running", 2]);
    assert.equal(again.undo.length, 2, "what takes it back is on the list once");
    assert.equal(at(after(failed, { type: "skipped", step: "undo", reason: "done by hand" })), "soak");
    const back = after(failed, { type: "followed", step: "undo" });
    assert.deepEqual([at(back), stepState(back, "history").stage], ["history", "pending"]);
  });

  it("does not let a wait be answered before its time", () => {
    const soaking = after(START, ...UNDONE, { type: "answered", step: "undo", yes: true }, { type: "started", step: "soak", now: 1000 });
    assert.equal(stepState(soaking, "soak").until, 601_000);
    assert.equal(after(soaking, { type: "answered", step: "soak", yes: true, now: 600_999 }), soaking);
    const no = after(soaking, { type: "answered", step: "soak", yes: false, now: 601_000, note: "errors rise" });
    assert.deepEqual([stepState(no, "soak").stage, stepState(no, "soak").reason], ["failed", "errors rise"]);
  });

  it("comes back as interrupted where it was running", () => {
    const running = after(START, ...PAUSED, { type: "started", step: "undo" });
    const back = after(running, { type: "resumed" });
    assert.deepEqual([stepState(back, "undo").stage, stepState(back, "undo").reason], ["interrupted", interruptedText()]);
    const quiet = after(START, ...PAUSED);
    assert.equal(after(quiet, { type: "resumed" }), quiet);
  });
});

describe("the way back", () => {
  for (const [where, events, first] of [
    ["the first step", [], "tell"],
    ["the middle", PAUSED, 0],
    ["a running step", [...PAUSED, { type: "started", step: "undo" }], 1],
    ["a step that waits for its verification", UNDONE, 1],
  ] as const)
    it(`can be entered from ${where}`, () => {
      const state = after(START, ...(events as Draft[]), { type: "rollback", reason: "errors" });
      assert.equal(state.status, "rollingBack");
      assert.equal(at(state), first);
      assert.ok(!canRollBack(state));
    });

  it("takes back the last first, then goes the playbook's own way", () => {
    const back = after(
      START,
      ...UNDONE,
      { type: "rollback", reason: "errors" },
      { type: "undoStarted", index: 1, command: "kubectl rollout undo" },
    );
    const stuck = after(back, { type: "undone", index: 1, ok: false, reason: "It ended with 1." });
    assert.deepEqual([at(stuck), stuck.undo[1]?.stage], [1, "failed"]);
    const skipped = after(stuck, { type: "undoSkipped", index: 1, reason: "by hand" });
    assert.equal(at(skipped), 0);
    const told = after(skipped, { type: "undone", index: 0, ok: true });
    assert.equal(at(told), "tell");
    const over = after(told, { type: "answered", step: "tell", yes: true });
    assert.deepEqual([over.status, over.position], ["rolledBack", "end"]);
    assert.equal(after(over, { type: "rollback", reason: "again" }), over);
  });

  it("takes back with the inputs of the time it was done", () => {
    const state = after(START, ...UNDONE, { type: "inputs", values: { name: "other" } });
    assert.equal(state.undo[1]?.values.name, "web");
  });
});
