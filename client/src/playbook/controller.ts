import { hash } from "../../../server/src/core/hash";
import { callsOf, stepsOf } from "../../../server/src/languages/playbook/flow";
import type { Call, Playbook } from "../../../server/src/languages/playbook/shape";
import type { Outcome, Values } from "../../../server/src/playbook/call";
import { judge, readyCall } from "../../../server/src/playbook/call";
import { NOTHING_SEEN } from "../../../server/src/playbook/effects";
import type { Reason, World } from "../../../server/src/playbook/guard";
import { whyNotRun, whyNotUndo } from "../../../server/src/playbook/guard";
import type { Answer } from "../../../server/src/playbook/preflight";
import { checkRow, preflight } from "../../../server/src/playbook/preflight";
import { recordMarkdown } from "../../../server/src/playbook/record";
import { calm } from "../../../server/src/playbook/said";
import type { RunEvent } from "../../../server/src/playbook/run";
import { advance, isOver } from "../../../server/src/playbook/run";
import type { Beginning } from "../../../server/src/playbook/state";
import { createRun } from "../../../server/src/playbook/state";
import { CLUSTER, SERVER, targetOf } from "../../../server/src/playbook/target";
import { readCard } from "./cluster";
import type { Entry } from "./catalogue";
import { playbookIn } from "./catalogue";
import { Emitter } from "./emitter";
import type { LiveRun, StoredRun } from "./live";
import { SERVER_ROW, placeOf } from "./live";
import type { Ports } from "./ports";
import { timeWithZone } from "./time";
import { t } from "../../../server/src/l10n";

/** So many runs that have ended are kept, the newest. */
const MOST_ENDED = 20;

/** An event without its time, which the controller adds. */
export type Draft = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, "time"> : never) : never;

/** What a run is begun with, besides its playbook. */
export interface Start extends Omit<StoredRun, "state" | "text" | "builtIn"> {
  readonly by: string;
  readonly object?: Beginning["object"];
  readonly environment?: Beginning["environment"];
  readonly commit?: string;
  readonly inputs: Beginning["inputs"];
  /** The context it is to be pinned to. */
  readonly context?: string;
  /** The namespace of the object; without it the context's own. */
  readonly namespace?: string;
}

/** Every run of the workspace. Turns what happens into events, keeps the state after each, and knows what speaks against going on. */
export class Controller {
  readonly onDidChange = new Emitter<LiveRun | undefined>();
  #runs: LiveRun[] = [];
  #disposed = false;

  constructor(readonly ports: Ports) {
    for (const stored of ports.store.all()) this.#resume(stored);
  }

  /** Running ones first, the newest first. */
  get runs(): readonly LiveRun[] {
    const isEnded = (run: LiveRun): number => (isOver(run.stored.state) ? 1 : 0);
    return [...this.#runs].sort((a, b) => isEnded(a) - isEnded(b) || (a.stored.state.startedAt < b.stored.state.startedAt ? 1 : -1));
  }

  find(id: string | undefined): LiveRun | undefined {
    return this.#runs.find(({ stored }) => stored.state.id === id);
  }

  /** Stops what runs: whoever comes back to it finds it interrupted. */
  dispose(): void {
    this.#disposed = true;
    for (const run of this.#runs) {
      run.stop?.();
      if (!run.elsewhere) this.ports.locks.release(run.stored);
    }
  }

  /** Begins a run. The cluster is read meanwhile: what comes late shows in the card when it comes. */
  begin(entry: Entry, start: Start): LiveRun {
    const { by, object, environment, commit, inputs, context, namespace, ...rest } = start;
    const now = this.ports.now();
    const state = createRun(entry.playbook, {
      id: `${now.getTime().toString(36)}-${hash(`${entry.playbook.id}${now.getTime()}${by}`).slice(0, 6)}`,
      digest: hash(entry.text),
      time: timeWithZone(now),
      by,
      ...(object ? { object } : {}),
      ...(environment ? { environment } : {}),
      ...(commit === undefined ? {} : { commit }),
      inputs: { ...inputs, ...(context === undefined ? {} : { context }), ...(namespace === undefined ? {} : { namespace }) },
    });
    const run = this.#live({ state, text: entry.text, builtIn: entry.builtIn, ...rest }, entry.playbook);
    run.elsewhere = !this.ports.locks.take(run.stored);
    this.#runs.push(run);
    void this.#keep(run);
    if (context !== undefined) void this.pin(run, context, namespace);
    return run;
  }

  /** Reads the target of a run that has none yet, and then its card. */
  async pin(run: LiveRun, context: string, namespace: string | undefined): Promise<void> {
    const { machine } = this.ports;
    if (!machine?.has("kubectl") || !this.mayStart(run)) return;
    const checks = preflight({ kind: run.stored.state.object?.kind ?? "" });
    run.card = [{ id: SERVER_ROW, title: t("Server") }, ...checks.map(({ id, title }) => ({ id, title }))];
    this.onDidChange.fire(run);
    const values = { context };
    const [server, cluster] = await Promise.all([this.#read(run, SERVER, values), this.#read(run, CLUSTER, values)]);
    const [view, identity] = [judge(SERVER, server), judge(CLUSTER, cluster)];
    const target = targetOf(context, run.stored.kubeconfig ?? "", view, identity, namespace);
    if (target) await this.tell(run, { type: "pinned", target });
    else
      this.answerRow(
        run,
        SERVER_ROW,
        checkRow({ id: "", title: "", call: view.ok ? CLUSTER : SERVER, say: () => calm("") }, view.ok ? cluster : server, { now: 0 }),
      );
    if (target) this.answerRow(run, SERVER_ROW, { ok: true, text: target.server, alarming: false });
    await readCard(this, run, { context, namespace: target?.namespace ?? namespace ?? "default" });
  }

  /** An event, with the time. Nothing is told once the window goes away: what ran then is interrupted. */
  async tell(run: LiveRun, draft: Draft): Promise<void> {
    if (this.#disposed) return;
    if (!this.ports.locks.take(run.stored)) {
      run.elsewhere = true;
      this.onDidChange.fire(run);
      return;
    }
    run.elsewhere = false;
    const before = run.stored.state;
    const state = advance(run.playbook, before, { time: timeWithZone(this.ports.now()), ...draft });
    if (state === before) return;
    run.stored = { ...run.stored, state };
    if (state.position !== before.position) {
      run.typedName = undefined;
      run.readAgain = undefined;
      run.refusal = undefined;
      run.watch = [];
    }
    await this.#keep(run);
    if (isOver(state)) {
      this.ports.locks.release(run.stored);
      run.secrets = {};
    }
  }

  /** Why what is at hand cannot be run. What a person is asked for on the way is among it. */
  reasons(run: LiveRun): Reason[] {
    const place = placeOf(run);
    const { state } = run.stored;
    if (place.kind === "undo") return whyNotUndo(run.playbook, state, place.index, this.world(run));
    return place.kind === "step" ? whyNotRun(run.playbook, state, place.step.id, this.world(run)) : [];
  }

  world(run: LiveRun): World {
    const { machine, trusted, agreed, now } = this.ports;
    const programs = new Set(callsOf(run.playbook).map(({ call }) => call.program));
    return {
      trusted: trusted(),
      agreed: run.stored.builtIn || agreed(run.stored.text),
      canStart: machine !== undefined,
      tools: machine ? Object.fromEntries([...programs].map((program) => [program, machine.has(program)])) : {},
      readAgain: run.readAgain,
      contexts: run.stored.contexts,
      confirmedContext: run.confirmedContext,
      typedName: run.typedName,
      elsewhere: run.elsewhere,
      secrets: run.secrets,
      now: now().getTime(),
    };
  }

  /** The target as it is now, read again before a change; undefined when it does not answer. */
  async readAgain(run: LiveRun): Promise<LiveRun["readAgain"]> {
    const { target } = run.stored.state;
    if (!target) return undefined;
    const values = { context: target.context };
    const [server, cluster] = await Promise.all([this.#read(run, SERVER, values), this.#read(run, CLUSTER, values)]);
    run.readAgain = targetOf(target.context, target.kubeconfig, judge(SERVER, server), judge(CLUSTER, cluster), target.namespace);
    return run.readAgain;
  }

  /** The record of a run, secrets masked. */
  record(run: LiveRun): string {
    const { kept } = run.stored.state;
    const revisions = {
      ...(kept.revisionNow === undefined ? {} : { before: kept.revisionNow }),
      ...(kept.revisionAfter === undefined ? {} : { after: kept.revisionAfter }),
    };
    return recordMarkdown(run.playbook, run.stored.state, { secrets: Object.values(run.secrets), revisions });
  }

  /** Forgets a run that has ended. */
  async forget(run: LiveRun): Promise<void> {
    if (!isOver(run.stored.state)) return;
    await this.#forget(run);
  }

  /** Where the run would lead on is looked at again: another window may have given it back. */
  refresh(run?: LiveRun): void {
    this.onDidChange.fire(run);
  }

  /** Whether programs of a run may be started: the workspace is trusted, and somebody agreed to a playbook of its own. */
  mayStart(run: LiveRun): boolean {
    const { trusted, agreed } = this.ports;
    return trusted() && (run.stored.builtIn || agreed(run.stored.text));
  }

  /** Makes a call. What it says is shown as it comes; a call that only reads beside the steps stays quiet. */
  async call(run: LiveRun, call: Call, values: Values, onOutput?: (text: string) => void): Promise<Outcome & { readonly seconds: number }> {
    const ready = readyCall(call, values);
    const { machine } = this.ports;
    if ("problems" in ready) return notStarted(ready.problems.map(({ message }) => message).join(" "));
    if (!machine) return notStarted(t("No program can be started here."));
    const { folder, kubeconfig } = run.stored;
    const started = machine.run(ready.call, {
      cwd: folder,
      ...(kubeconfig === undefined ? {} : { kubeconfig }),
      ...(onOutput ? { onOutput } : {}),
    });
    if (!onOutput) return started.outcome;
    run.stop = () => {
      started.kill();
    };
    const outcome = await started.outcome;
    run.stop = undefined;
    return outcome;
  }

  #read(run: LiveRun, call: Call, values: Values): Promise<Outcome> {
    return this.call(run, call, values);
  }

  /** A row of the card has its answer. */
  answerRow(run: LiveRun, id: string, answer: Answer): void {
    run.card = run.card.map((row) => (row.id === id ? { ...row, answer } : row));
    this.onDidChange.fire(run);
  }

  #resume(stored: StoredRun): void {
    const playbook = playbookIn(stored.text);
    if (!playbook || this.find(stored.state.id)) return;
    const run = this.#live(stored, playbook);
    this.#runs.push(run);
    if (isOver(stored.state)) return;
    run.elsewhere = !this.ports.locks.take(stored);
    if (!run.elsewhere) void this.tell(run, { type: "resumed" });
  }

  #live(stored: StoredRun, playbook: LiveRun["playbook"]): LiveRun {
    return {
      playbook,
      stored,
      secrets: {},
      card: [],
      seen: NOTHING_SEEN,
      watch: [],
      confirmedContext: false,
      typedName: undefined,
      readAgain: undefined,
      elsewhere: false,
      refusal: undefined,
      stop: undefined,
      busy: false,
    };
  }

  async #keep(run: LiveRun): Promise<void> {
    await this.ports.store.put(run.stored);
    for (const ended of this.runs.filter(({ stored }) => isOver(stored.state)).slice(MOST_ENDED)) await this.#forget(ended);
    this.onDidChange.fire(run);
  }

  async #forget(run: LiveRun): Promise<void> {
    this.#runs = this.#runs.filter((other) => other !== run);
    await this.ports.store.delete(run.stored);
    this.onDidChange.fire(undefined);
  }
}

const notStarted = (problem: string): Outcome & { readonly seconds: number } => ({
  exitCode: undefined,
  timedOut: false,
  stdout: "",
  stderr: "",
  truncated: false,
  notStarted: problem,
  seconds: 0,
});

/** Whether a playbook speaks to a cluster, so that a run of it wants a context. */
export const needsCluster = (playbook: Playbook): boolean =>
  callsOf(playbook).some(({ call }) => call.args.some((arg) => arg.includes("${context}"))) ||
  stepsOf(playbook).some(({ step }) => step.copy?.includes("${context}") === true);
