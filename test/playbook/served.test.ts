import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { advance } from "../../server/src/playbook/run";
import { servedBefore } from "../../server/src/playbook/served";
import type { RunState } from "../../server/src/playbook/state";
import { createRun } from "../../server/src/playbook/state";
import { playbookOf } from "./support";

const playbook = playbookOf(`id: x
title: X
summary: X.
topic: rollout
inputs:
  revision: { title: Revision, offer: revisions }
phases:
  - id: a
    title: A
    steps:
      - { id: soak, title: Soak, kind: wait, duration: 1m, question: "Is it well?" }
      - id: now
        title: Now
        kind: command
        command: { program: kubectl, args: [get, deployment, web, --output, json], keep: { revisionAfter: metadata.uid } }
`);
const target = { kubeconfig: "/k", context: "prod", server: "https://api", clusterId: "uid-1", namespace: "shop" };
const object = { kind: "Deployment", name: "web" };
const time = "2026-11-19T17:00:00+01:00";

/** A run that let a release run, or did not, and came to its end with revision 5. */
function ended(soak: "answered" | "skipped"): RunState {
  const start = createRun(playbook, { id: "1", digest: "d", time, by: "Ada", target, object, inputs: {} });
  const waiting = advance(playbook, start, { type: "started", step: "soak", time, now: 0 });
  const soaked =
    soak === "answered"
      ? advance(playbook, waiting, { type: "answered", step: "soak", yes: true, now: 60_000, time })
      : advance(playbook, waiting, { type: "skipped", step: "soak", reason: "no time", time });
  const reading = advance(playbook, soaked, { type: "started", step: "now", time });
  return advance(playbook, reading, {
    type: "finished",
    step: "now",
    judgement: { ok: true, problems: [], kept: { revisionAfter: "5" } },
    seconds: 0,
    time,
  });
}

describe("what ended runs know of revisions", () => {
  const state = ended("answered");
  const known = (run: RunState, at = target, of = object) => servedBefore([{ playbook, state: run }], at, of, "revisions");

  it("is the one they ended with, once a person had said that users are served", () => {
    assert.equal(state.status, "done");
    assert.deepEqual(known(state), [{ revision: "5", at: Date.parse(time) }]);
  });

  it("is nothing of a run whose soak was skipped, or that is not over", () => {
    assert.equal(ended("skipped").status, "done");
    assert.deepEqual(known(ended("skipped")), []);
    assert.deepEqual(known({ ...state, status: "running" }), []);
  });

  it("is nothing of another cluster, namespace, object, or of other numbers", () => {
    assert.deepEqual(known(state, { ...target, clusterId: "uid-2" }), []);
    assert.deepEqual(known(state, { ...target, namespace: "other" }), []);
    assert.deepEqual(known(state, target, { ...object, name: "other" }), []);
    assert.deepEqual(servedBefore([{ playbook, state }], target, object, "helmRevisions"), []);
  });
});
