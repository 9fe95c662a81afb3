import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { before, describe, it } from "node:test";
import Ajv2020 from "ajv/dist/2020";
import { parse } from "yaml";
import { stepOf, stepsOf } from "../../server/src/languages/playbook/flow";
import type { Playbook } from "../../server/src/languages/playbook/shape";
import type { RunEvent } from "../../server/src/playbook/run";
import { advance, isOver } from "../../server/src/playbook/run";
import { playbookMarkdown } from "../../server/src/playbook/render";
import type { RunState } from "../../server/src/playbook/state";
import { createRun, stepState } from "../../server/src/playbook/state";
import { RULES } from "../../server/src/rules/index.generated";
import { randomNumbers } from "../support/random";
import { loadGrammarsForTests } from "../support/grammars";
import { problemsIn, workspaceOf } from "../support/workspace";
import { playbookOf } from "./support";

const ROOT = path.resolve(__dirname, "../../..");
const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");
const FILES = readdirSync(path.join(ROOT, "playbooks")).map((name) => `playbooks/${name}`);
const PLAYBOOKS = FILES.map((file) => ({ file, playbook: playbookOf(read(file)) }));

/** What people come for first: each can be run, not only read. */
const EXECUTABLE = [
  "rollback",
  "panic-button",
  "canary-istio",
  "rollback-argo-rollout",
  "rollback-helm",
  "rollback-stateful-daemon-set",
  "canary-argo-rollouts",
  "blue-green",
  "honest-readiness",
  "crashloopbackoff",
  "oomkilled",
  "drain-node",
  "stateful-set-bring-up",
  "terraform-drift",
  "state-lock",
  "leaked-secret",
  "secrets-audit",
  "cnpg-backup-restore",
];

before(loadGrammarsForTests);

describe("the built-in playbooks", () => {
  it("are there: those that run, and the guides", () => {
    const runnable = PLAYBOOKS.filter(({ playbook }) => playbook.guide !== true).map(({ playbook }) => playbook.id);
    assert.deepEqual(runnable.sort(), [...EXECUTABLE].sort());
    assert.ok(PLAYBOOKS.length - runnable.length >= 26, `${PLAYBOOKS.length - runnable.length} guides`);
  });

  it("have nothing that any rule of playbooks would say", () => {
    const workspace = workspaceOf(Object.fromEntries(FILES.map((file) => [file, read(file)])), RULES, { preset: "all" });
    assert.deepEqual(
      problemsIn(workspace).map(({ path: file, id, message }) => `${file} ${id} ${message}`),
      [],
    );
  });

  const validate = new Ajv2020({ strict: false, formats: { regex: true } }).compile(
    JSON.parse(read("schemas/playbook.schema.json")) as object,
  );
  for (const { file, playbook } of PLAYBOOKS) {
    it(`${playbook.id}: is what the schema says, and can be shown`, () => {
      assert.ok(validate(parse(read(file))), JSON.stringify(validate.errors));
      assert.doesNotMatch(playbookMarkdown(playbook), /undefined|\[object/);
    });
    it(`${playbook.id}: every walk comes to an end, and every walk that turns round comes back`, () => {
      const next = randomNumbers(7);
      for (let walk = 0; walk < 40; walk++) {
        const forward = walkOn(playbook, start(playbook), next, 400);
        assert.ok(isOver(forward), `it stands at ${JSON.stringify(forward.position)}`);
        const turned = advance(playbook, walkOn(playbook, start(playbook), next, Math.floor(next() * 12)), {
          time,
          type: "rollback",
          reason: "x",
        });
        if (!isOver(turned)) assert.equal(walkOn(playbook, turned, next, 400).status, "rolledBack");
      }
    });
  }
});

const time = "2026-11-20T17:00:00Z";
const start = (playbook: Playbook): RunState => createRun(playbook, { id: "1", digest: "d", time, by: "a", inputs: {} });

/** Goes on for so many events, everything going well and every decision taken by chance. */
function walkOn(playbook: Playbook, from: RunState, next: () => number, most: number): RunState {
  let state = from;
  for (let i = 0; i < most && !isOver(state); i++) {
    const event = nextEvent(playbook, state, next);
    const after = advance(playbook, state, event);
    assert.notEqual(after, state, `${JSON.stringify(event)} changes nothing at ${JSON.stringify(state.position)}`);
    state = after;
  }
  return state;
}

function nextEvent(playbook: Playbook, state: RunState, next: () => number): RunEvent {
  const { position } = state;
  assert.ok(position !== "end");
  if ("undo" in position) return { time, type: "undone", index: position.undo, ok: true };
  const step = stepOf(playbook, position.step)?.step;
  assert.ok(step, `${position.step} is one of ${stepsOf(playbook).length} steps`);
  const own = stepState(state, step.id);
  const check = own.half === "verify" ? step.verify : step.kind === "gate" ? step.check : undefined;
  const judgement = { ok: true, problems: [], kept: {} };
  if (own.stage === "running") return { time, type: "finished", step: step.id, judgement, seconds: 0 };
  if (check && "findings" in check) return { time, type: "checked", step: step.id, findings: [] };
  if (check && "command" in check) return { time, type: "started", step: step.id };
  if (check) return { time, type: "answered", step: step.id, yes: true };
  if (step.kind === "command") return { time, type: "started", step: step.id };
  if (step.kind === "decision") return { time, type: "chosen", step: step.id, branch: Math.floor(next() * step.branches.length) };
  if (step.kind === "wait" && own.stage === "pending") return { time, type: "started", step: step.id, now: 0 };
  if (step.kind === "edit") return { time, type: "edited", step: step.id, file: "a.yaml" };
  return { time, type: "answered", step: step.id, yes: true, now: own.until ?? 0 };
}
