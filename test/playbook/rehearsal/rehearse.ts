import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseAllDocuments } from "yaml";
import { mutates } from "../../../server/src/languages/playbook/tools";
import type { Values } from "../../../server/src/playbook/call";
import { judge } from "../../../server/src/playbook/call";
import { boundInputs } from "../../../server/src/playbook/bind";
import type { RunState, Target } from "../../../server/src/playbook/state";
import { createRun } from "../../../server/src/playbook/state";
import type { Script } from "../../cluster/script";
import { playbookOf } from "../support";
import type { Part, Runner } from "./player";
import { Player } from "./player";
import type { Program } from "./programs";
import { CONTEXT, NAMESPACE, Stage } from "./stage";

/** One way through a playbook, with what is there before and what must be there after. */
export interface Rehearsal extends Part {
  readonly playbook: string;
  readonly title: string;
  /** The text of the bound file. */
  readonly text?: string;
  /** Its name. */
  readonly file?: string;
  /** The objects of the cluster, as YAML. */
  readonly objects?: string;
  readonly script?: Script;
  readonly programs?: (stage: Stage) => Readonly<Record<string, Program>>;
  /** What a program is started as instead, to make it faster. */
  readonly hurry?: (argument: string) => string;
  /** What happened before: it makes the objects what they are when the run begins. */
  readonly begin?: (stage: Stage) => void | Promise<void>;
  /** What is entered beside what the file supplies; `files` are written, and their paths are entered. */
  readonly inputs?: Values;
  readonly files?: Values;
  /** What calls keep where nothing runs: on paper. */
  readonly kept?: Values;
  readonly status: "done" | "rolledBack";
  /** Every call that changes something, in order, without what pins it. */
  readonly changes: readonly string[];
  /** What must be true afterwards, besides. */
  readonly then?: (stage: Stage, player: Player) => void | Promise<void>;
}

const ROOT = path.resolve(__dirname, "../../../..");
/** The folder of the files on paper. */
const PAPER = "/files";
const PAPER_TARGET: Target = {
  kubeconfig: "/config",
  context: CONTEXT,
  server: "http://127.0.0.1:1",
  clusterId: "1",
  namespace: NAMESPACE,
};

/** Plays a rehearsal without any program: only what would be called is compared. Gives back what it passed. */
export async function playOnPaper(rehearsal: Rehearsal): Promise<Player> {
  const runner: Runner = {
    isReal: false,
    run: () => Promise.resolve({ exitCode: 0, timedOut: false, stdout: "", stderr: "", truncated: false }),
    judge: (_call, _outcome, fails) => ({ ok: !fails, problems: fails ? ["It fails on paper."] : [], kept: rehearsal.kept ?? {} }),
    target: () => Promise.resolve(PAPER_TARGET),
  };
  const names = Object.fromEntries(Object.keys(rehearsal.files ?? {}).map((name) => [name, `${PAPER}/${name}.yaml`]));
  const player = playerOf(rehearsal, runner, PAPER_TARGET, PAPER, names);
  await player.play();
  assertPlayed(rehearsal, player, PAPER);
  return player;
}

/** Plays a rehearsal against a stand-in cluster of its own, its programs started as the editor starts them. */
export async function playForReal(rehearsal: Rehearsal): Promise<void> {
  const stage = new Stage(rehearsal.script ?? {}, rehearsal.programs ?? (() => ({})));
  await stage.start();
  try {
    await playOn(stage, rehearsal);
  } finally {
    await stage.stop();
  }
}

async function playOn(stage: Stage, rehearsal: Rehearsal): Promise<void> {
  if (rehearsal.text !== undefined) stage.write(rehearsal.file ?? "object.yaml", rehearsal.text);
  if (rehearsal.objects !== undefined) stage.cluster.put(rehearsal.objects, NAMESPACE);
  await rehearsal.begin?.(stage);
  const names = Object.fromEntries(Object.entries(rehearsal.files ?? {}).map(([name, text]) => [name, stage.write(`${name}.yaml`, text)]));
  const target = await stage.target();
  assert.ok(target, "the target can be read");
  const hurry = rehearsal.hurry ?? ((argument) => argument);
  const runner: Runner = {
    isReal: true,
    run: async (call) => {
      const before = stage.cluster.changes.length;
      const outcome = await stage.run({ ...call, args: call.args.map(hurry) });
      if (mutates({ program: call.program, args: call.args }) !== true)
        assert.equal(stage.cluster.changes.length, before, `${call.args.join(" ")} changed something`);
      return outcome;
    },
    judge,
    target: () => stage.target(),
  };
  stage.cluster.changes.length = 0;
  const player = playerOf(rehearsal, runner, target, stage.folder, names);
  await player.play();
  assertPlayed(rehearsal, player, stage.folder);
  for (const change of stage.cluster.changes)
    assert.doesNotMatch(change, /\/namespaces\/(?!shop\/)/, "nothing is changed in another namespace");
  await rehearsal.then?.(stage, player);
}

function playerOf(rehearsal: Rehearsal, runner: Runner, target: Target, folder: string, names: Values): Player {
  const playbook = playbookOf(readFileSync(path.join(ROOT, "playbooks", `${rehearsal.playbook}.yaml`), "utf8"));
  const { text = "", file = "object.yaml" } = rehearsal;
  const manifest: unknown = file.endsWith(".yaml") ? parseAllDocuments(text)[0]?.toJS() : undefined;
  const bound = boundInputs(playbook, { manifest, file: { path: path.join(folder, file), directory: folder } });
  const defaults = Object.fromEntries(
    Object.entries(playbook.inputs ?? {}).flatMap(([name, input]) => (input.default === undefined ? [] : [[name, input.default]])),
  );
  const state: RunState = createRun(playbook, {
    id: "1",
    digest: "d",
    time: "2026-11-20T17:00:00Z",
    by: "Ada",
    target,
    object: { kind: "Object", name: "web", file },
    environment: { name: "production", production: true },
    inputs: { ...defaults, ...bound, ...rehearsal.inputs, ...names },
  });
  return new Player(playbook, state, rehearsal, runner, { [file]: text });
}

function assertPlayed({ status, changes }: Rehearsal, player: Player, folder: string): void {
  assert.equal(player.state.status, status);
  assert.deepEqual(
    player.changes.map((line) => line.replaceAll(folder, PAPER)),
    changes,
  );
}
