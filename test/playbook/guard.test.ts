import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { stepsOf } from "../../server/src/languages/playbook/flow";
import type { World } from "../../server/src/playbook/guard";
import { mayRepeat, missingInputs, whyNotRun, whyNotUndo } from "../../server/src/playbook/guard";
import type { RunState } from "../../server/src/playbook/state";
import { PAUSED, PLAYBOOK, START, TARGET, UNDONE, after } from "./fixture";

const WORLD: World = {
  trusted: true,
  agreed: true,
  canStart: true,
  tools: { kubectl: true },
  readAgain: { server: TARGET.server, clusterId: TARGET.clusterId },
  contexts: ["prod-*"],
  confirmedContext: false,
  typedName: "web",
  elsewhere: false,
  secrets: {},
  now: 0,
};

describe("what may run, and why not", () => {
  const undo = after(START, ...PAUSED);
  const codes = (state: RunState, id: string, world: Partial<World> = {}) =>
    whyNotRun(PLAYBOOK, state, id, { ...WORLD, ...world }).map(({ code }) => code);
  it("lets a step run when nothing speaks against it", () => {
    assert.deepEqual(codes(undo, "undo"), []);
  });
  for (const [what, world, code] of [
    ["an untrusted workspace", { trusted: false }, "untrusted"],
    ["a playbook nobody agreed to", { agreed: false }, "notAgreed"],
    ["a browser", { canStart: false }, "noPrograms"],
    ["a tool that is not there", { tools: { kubectl: false } }, "noTool"],
    ["a context of another environment", { contexts: ["staging-*"] }, "wrongEnvironment"],
    ["a file of no environment, unconfirmed", { contexts: undefined }, "unconfirmedEnvironment"],
    ["a target that was not read again", { readAgain: undefined }, "pinNotRead"],
    ["another server", { readAgain: { server: "https://other", clusterId: "uid-1" } }, "otherCluster"],
    ["another cluster behind the same address", { readAgain: { server: TARGET.server, clusterId: "uid-2" } }, "otherCluster"],
    ["production without the object's name", { typedName: undefined }, "nameNotTyped"],
    ["production with another name", { typedName: "Web" }, "nameNotTyped"],
    ["another window", { elsewhere: true }, "elsewhere"],
  ] as const)
    it(`says no to ${what}`, () => {
      assert.deepEqual(codes(undo, "undo", world), [code]);
      assert.match(whyNotRun(PLAYBOOK, undo, "undo", { ...WORLD, ...world })[0]?.message ?? "", /^[A-Za-z].*[.]$/);
    });
  it("asks reads for less: no typed name, no second look at the target", () => {
    const reading = after(START, { type: "checked", step: "ready", findings: [] });
    assert.deepEqual(codes(reading, "history", { typedName: undefined, readAgain: undefined }), []);
    assert.deepEqual(codes(reading, "history", { contexts: undefined, confirmedContext: true }), []);
  });
  it("says where it stands", () => {
    assert.deepEqual(codes(undo, "soak"), ["notHere"]);
    assert.deepEqual(codes(after(undo, { type: "started", step: "undo" }), "undo"), ["running"]);
    const soaking = after(START, ...UNDONE, { type: "answered", step: "undo", yes: true }, { type: "started", step: "soak", now: 0 });
    assert.deepEqual(codes(soaking, "soak", { now: 1000 }), ["waiting"]);
    assert.deepEqual(codes(soaking, "soak", { now: 600_000 }), []);
  });
  it("names the inputs that are missing", () => {
    const early = after(START, { type: "checked", step: "ready", findings: [] });
    const step = (id: string) => {
      const found = stepsOf(PLAYBOOK).find((placed) => placed.step.id === id);
      assert.ok(found);
      return found.step;
    };
    assert.deepEqual(missingInputs(PLAYBOOK, early, step("undo"), {}), { revision: "Revision is not known yet." });
    assert.deepEqual(missingInputs(PLAYBOOK, undo, step("undo"), {}), {});
    assert.equal(mayRepeat(step("history")), true);
    assert.equal(mayRepeat(step("undo")), false);
  });
  it("guards the way back as it guards changes", () => {
    const back = after(START, ...UNDONE, { type: "rollback", reason: "errors" });
    const reasons = (world: Partial<World>) => whyNotUndo(PLAYBOOK, back, 1, { ...WORLD, ...world }).map(({ code }) => code);
    assert.deepEqual(reasons({}), []);
    assert.deepEqual(reasons({ readAgain: { server: "https://other", clusterId: "x" }, typedName: undefined }), [
      "otherCluster",
      "nameNotTyped",
    ]);
    assert.deepEqual(
      whyNotUndo(PLAYBOOK, back, 0, WORLD).map(({ code }) => code),
      ["notHere"],
    );
  });
});
