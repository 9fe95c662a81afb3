import assert from "node:assert/strict";
import type { Entry } from "../../client/src/playbook/catalogue";
import { catalogueOf } from "../../client/src/playbook/catalogue";
import type { Start } from "../../client/src/playbook/controller";
import { Controller } from "../../client/src/playbook/controller";
import type { LiveRun, StoredRun } from "../../client/src/playbook/live";
import { placeOf } from "../../client/src/playbook/live";
import type { Ports } from "../../client/src/playbook/ports";
import type { Row } from "../../client/src/playbook/row";
import { rolloutRows } from "../../client/src/playbook/rows";
import type { ReadyCall } from "../../server/src/playbook/call";

export const TEXT = `id: undo
title: Undo a release
summary: Goes back.
topic: rollout
appliesTo: [Deployment]
inputs:
  name: { title: Deployment, from: { manifest: metadata.name } }
  revision: { title: Revision, pattern: "[0-9]+" }
  token: { title: Token, secret: true }
phases:
  - id: act
    title: Act
    steps:
      - id: read
        title: Read it
        kind: command
        command: { program: kubectl, args: [get, deployment, "\${name}", --context, "\${context}"], timeout: 5s, keep: { image: image } }
      - id: undo
        title: Undo it
        kind: command
        mutating: true
        command:
          program: kubectl
          args: [rollout, undo, "\${name}", "--to-revision=\${revision}", --context, "\${context}"]
          timeout: 5s
          env: { TOKEN: "\${token}" }
        dryRun: { program: kubectl, args: [rollout, undo, "\${name}", --dry-run=server, --context, "\${context}"], timeout: 5s }
        verify: { question: Are the pods ready? }
        onFailure: { say: Look again., goto: rollback }
        rollback: { command: { program: kubectl, args: [rollout, undo, "\${name}", --context, "\${context}"], timeout: 5s } }
      - { id: soak, title: Soak, kind: wait, duration: 1m, question: Is it quiet? }
      - { id: ready, title: No findings, kind: gate, check: { findings: ["kubernetes/*"] } }
rollback:
  - { id: tell, title: Tell everybody, kind: manual }
`;
const [entry] = catalogueOf([{ text: TEXT, builtIn: true, uri: "file:///undo.yaml" }]);
assert.ok(entry);
export const ENTRY: Entry = entry;

export const START: Start = {
  by: "Ada",
  folder: "/",
  kubeconfig: "/k",
  object: { kind: "Deployment", name: "web", file: "web.yaml" },
  inputs: { name: "web" },
  contexts: ["prod-*"],
  context: "prod-eu",
  namespace: "shop",
};

/** A cluster and a person made of answers, and everything that was asked of them. */
export class Desk {
  readonly started: string[] = [];
  readonly environments: Readonly<Record<string, string>>[] = [];
  readonly asked: string[] = [];
  /** The lines that were to be confirmed. */
  readonly lines: string[] = [];
  readonly runs = new Map<string, StoredRun>();
  clusterId = "uid-1";
  now = 1_800_000_000_000;
  /** Exit codes of calls by their words. */
  fails: RegExp | undefined;
  answers: Record<string, string | boolean | number | undefined> = { revision: "4", token: "s3cr3t-token", change: "", question: true };
  findings: readonly string[] = [];
  hasKubectl = true;
  trusted = true;
  /** Whether the Kubernetes extension works here too; on staging. */
  hasNeighbour = false;
  hangs = false;
  shown = "";
  #stop: (() => void) | undefined;
  readonly ports: Ports = {
    store: {
      all: () => [...this.runs.values()],
      put: (run) => {
        this.runs.set(run.state.id, JSON.parse(JSON.stringify(run)) as StoredRun);
        return Promise.resolve();
      },
      delete: (run) => {
        this.runs.delete(run.state.id);
        return Promise.resolve();
      },
    },
    locks: { take: () => true, release: () => undefined },
    machine: {
      has: () => this.hasKubectl,
      run: (call, { onOutput }) => ({
        outcome: this.#answer(call, onOutput),
        kill: () => {
          this.#stop?.();
        },
      }),
    },
    person: {
      input: (_, name) => this.#ask(name),
      confirmContext: () => this.#ask<boolean>("context").then((yes) => yes === true),
      confirmChange: (_, line, name) => {
        this.lines.push(line);
        return this.#ask<string>(name === undefined ? "change" : `type ${name}`);
      },
      question: () => this.#ask("question"),
      choose: () => this.#ask("branch"),
      reason: () => this.#ask("reason"),
      exitCode: () => this.#ask("exitCode"),
      waits: () => undefined,
    },
    editor: { findings: () => Promise.resolve(this.findings), edit: () => Promise.resolve(undefined) },
    terminal: { write: (_, text) => (this.shown += text) },
    now: () => new Date(this.now),
    links: () => ({ dashboard: "https://grafana.example.test/d/shop?var-ns={namespace}&var-app={name}" }),
    hasNeighbour: () => this.hasNeighbour,
    trusted: () => this.trusted,
    agreed: () => false,
  };

  #ask<T>(what: string): Promise<T | undefined> {
    this.asked.push(what);
    return Promise.resolve(this.answers[what] as T | undefined);
  }

  #answer(
    { program, args, env }: ReadyCall,
    onOutput?: (text: string) => void,
  ): ReturnType<NonNullable<Ports["machine"]>["run"]>["outcome"] {
    const line = [program, ...args].join(" ");
    this.started.push(line);
    this.environments.push(env);
    if (this.hangs && onOutput)
      return new Promise((resolve) => {
        this.#stop = () => {
          resolve({ exitCode: undefined, timedOut: false, stdout: "", stderr: "", truncated: false, seconds: 3 });
        };
      });
    const failed = this.fails?.test(line) === true;
    const stdout = line.includes("config view --minify --output json")
      ? '{"contexts":[{"name":"staging","context":{}}]}'
      : line.includes("config view")
        ? '{"clusters":[{"cluster":{"server":"https://api"}}],"contexts":[{"context":{}}]}'
        : line.includes("kube-system")
          ? `{"metadata":{"uid":"${this.clusterId}"}}`
          : '{"image":"web:1"}';
    onOutput?.(stdout);
    return Promise.resolve({ exitCode: failed ? 1 : 0, timedOut: false, stdout, stderr: "", truncated: false, seconds: 0.1 });
  }
}

/** A run that has been pinned. */
export async function begun(desk: Desk, start: Start = START): Promise<{ controller: Controller; run: LiveRun }> {
  const controller = new Controller(desk.ports);
  const run = controller.begin(ENTRY, start);
  await settled(() => run.card.length > 0 && run.card.every(({ answer }) => answer !== undefined));
  desk.started.length = 0;
  return { controller, run };
}

export async function settled(done: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !done(); i++) await new Promise((resolve) => setImmediate(resolve));
  assert.ok(done(), "nothing more happens");
}

export const at = (run: LiveRun): string => {
  const place = placeOf(run);
  return place.kind === "step"
    ? `${place.step.id} ${place.own.stage}`
    : place.kind === "undo"
      ? `take back ${place.index} ${place.entry.stage}`
      : "end";
};
const rowsOf = (controller: Controller): Row[] => {
  const all = (rows: readonly Row[]): Row[] => rows.flatMap((row) => [row, ...all(row.children ?? [])]);
  return all(rolloutRows(controller, [], undefined));
};
/** What the list says of the step at hand. */
export const said = (controller: Controller): string[] =>
  rowsOf(controller)
    .filter(({ context }) => context === "reason")
    .map(({ label }) => label);
export const here = (controller: Controller): Row => {
  const found = rowsOf(controller).find(({ id }) => id.startsWith("here/"));
  assert.ok(found);
  return found;
};

/** The same for what real programs do. */
export async function settledSoon(done: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(done(), "nothing happened within 20 s");
}
