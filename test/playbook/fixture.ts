import assert from "node:assert/strict";
import type { RunEvent } from "../../server/src/playbook/run";
import { advance } from "../../server/src/playbook/run";
import type { RunState } from "../../server/src/playbook/state";
import { createRun } from "../../server/src/playbook/state";
import { playbookOf } from "./support";

/** A playbook with a step of each kind, and runs of it that have got so far. */
export const PLAYBOOK = playbookOf(`id: undo
title: Undo a release
summary: Goes back.
topic: rollout
inputs:
  name: { title: Name, from: { manifest: metadata.name } }
  revision: { title: Revision, from: { kept: previous } }
  token: { title: Token, secret: true }
phases:
  - id: look
    title: Look
    steps:
      - id: ready
        title: Findings are gone
        kind: gate
        check: { findings: ["kubernetes/*"] }
      - id: history
        title: Read the history
        kind: command
        command:
          program: kubectl
          args: [get, replicasets, "\${name}", --context, "\${context}", -n, "\${namespace}", --request-timeout=5s]
          keep: { previous: rev }
      - id: choose
        title: Which way?
        kind: decision
        question: Which way?
        branches:
          - { title: Back, goto: act, when: { kept: previous, matches: "^[0-9]+$" } }
          - { title: Nowhere, goto: end }
  - id: act
    title: Act
    steps:
      - id: pause
        title: Pause the autoscaler
        kind: manual
        rollback: { manual: Resume the autoscaler. }
      - id: undo
        title: Undo it
        kind: command
        mutating: true
        command:
          program: kubectl
          args: [rollout, undo, "deployment/\${name}", "--to-revision=\${revision}", --context, "\${context}", -n, "\${namespace}", --request-timeout=5s]
        verify: { question: Are the pods ready? }
        onFailure: { say: Look again., goto: history }
        rollback:
          command:
            program: kubectl
            args: [rollout, undo, "deployment/\${name}", --context, "\${context}", -n, "\${namespace}", --request-timeout=5s]
      - id: soak
        title: Soak
        kind: wait
        duration: 10m
        question: Is it quiet?
rollback:
  - { id: tell, title: Tell everybody, kind: manual }
`);

export const TARGET = {
  kubeconfig: "/home/a/.kube/config",
  context: "prod-eu",
  server: "https://api.example.com",
  clusterId: "uid-1",
  namespace: "shop",
};
export const START = createRun(PLAYBOOK, {
  id: "1",
  digest: "d",
  time: "2026-11-20T17:00:00+01:00",
  by: "Ada",
  target: TARGET,
  object: { kind: "Deployment", name: "web", file: "k8s/web.yaml" },
  environment: { name: "production", production: true },
  inputs: { name: "web", token: "hidden" },
});
export const time = "2026-11-20T17:01:00+01:00";
export const ok = (kept: Record<string, string> = {}) => ({ ok: true, problems: [], kept });
export const bad = { ok: false, problems: ["It ended with 1, expected was 0."], kept: {} };
/** An event without its time. */
export type Draft = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, "time"> : never) : never;
export const after = (state: RunState, ...events: Draft[]): RunState =>
  events.reduce<RunState>((current, event) => {
    const next = advance(PLAYBOOK, current, { time, ...event });
    // A run is data: every state goes through JSON and comes back equal.
    assert.deepEqual(JSON.parse(JSON.stringify(next)), next);
    return next;
  }, state);
export const LOOKED: Draft[] = [
  { type: "checked", step: "ready", findings: [] },
  { type: "started", step: "history", command: "kubectl get replicasets web" },
  { type: "finished", step: "history", judgement: ok({ previous: "4" }), seconds: 1, exitCode: 0, excerpt: "web-1" },
];
export const DECIDED: Draft[] = [...LOOKED, { type: "chosen", step: "choose", branch: 0 }];
export const PAUSED: Draft[] = [...DECIDED, { type: "answered", step: "pause", yes: true }];
export const UNDONE: Draft[] = [
  ...PAUSED,
  { type: "started", step: "undo" },
  { type: "finished", step: "undo", judgement: ok(), seconds: 2, exitCode: 0 },
];
/** Where a run stands: the id of a step, the number of what is undone, or the end. */
export function at({ position }: RunState): string | number {
  if (position === "end") return position;
  return "step" in position ? position.step : position.undo;
}
