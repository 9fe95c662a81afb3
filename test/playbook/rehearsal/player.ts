import assert from "node:assert/strict";
import { absolute, applyFix, problemsIn, workspaceOf } from "../../support/workspace";
import { globMatcher } from "../../../server/src/config/glob";
import { stepOf } from "../../../server/src/languages/playbook/flow";
import type { Call, Playbook, Step } from "../../../server/src/languages/playbook/shape";
import type { Judgement, Outcome, ReadyCall, Values } from "../../../server/src/playbook/call";
import { stepEdits } from "../../../server/src/service/subjects";
import { commandLine, fillText, readyCall, withPaths } from "../../../server/src/playbook/call";
import type { World } from "../../../server/src/playbook/guard";
import { callNow, whyNotRun, whyNotUndo } from "../../../server/src/playbook/guard";
import type { RunEvent } from "../../../server/src/playbook/run";
import { advance, isOver } from "../../../server/src/playbook/run";
import type { RunState, Target } from "../../../server/src/playbook/state";
import { stepState, suggestedBranch, valuesOf } from "../../../server/src/playbook/state";
import { RULES } from "../../../server/src/rules/index.generated";

/** What the people of a rehearsal say and do. */
export interface Part {
  /** The beginning of the branch each decision takes, one after the other if it is come by again. Without it: what is suggested. */
  readonly choose?: Readonly<Record<string, string | readonly string[]>>;
  /** Questions that are answered with no: the way that the step names for it is taken. */
  readonly no?: readonly string[];
  /** Steps whose program or its verification fails: the way that the step names for it is taken, or it is skipped. */
  readonly fails?: readonly string[];
  /** The step after which somebody turns round. */
  readonly back?: string;
  /** What is done by hand at a step, or to take it back. */
  readonly hands?: Readonly<Record<string, () => void>>;
}

/** How a rehearsal starts programs: for real, or on paper. */
export interface Runner {
  /** Whether the cluster is there. */
  readonly isReal: boolean;
  run(call: ReadyCall): Promise<Outcome>;
  /** How a call went; `fails`: on paper it is to fail. */
  judge(call: Call, outcome: Outcome, fails: boolean): Judgement;
  target(): Promise<Target | undefined>;
}

const TIME = "2026-11-20T17:00:00Z";
/** What a call is pinned by, left out where calls are compared. */
const PINS = / (?:--context|--kube-context|--namespace|--request-timeout) \S+/g;

/** Plays a run from its beginning to its end, as an editor and a person would, each event through the model of a run. */
export class Player {
  /** What was called to change something, as a line without its pins. */
  readonly changes: string[] = [];
  /** The steps it passed. */
  readonly passed = new Set<string>();
  readonly #met = new Map<string, number>();

  constructor(
    readonly playbook: Playbook,
    public state: RunState,
    readonly part: Part,
    readonly runner: Runner,
    /** The bound file by its name, which an edit changes. */
    public files: Record<string, string>,
  ) {}

  async play(): Promise<void> {
    for (let i = 0; i < 300 && !isOver(this.state); i++) {
      const { position } = this.state;
      assert.ok(position !== "end");
      if ("undo" in position) await this.#takeBack(position.undo);
      else {
        const step = stepOf(this.playbook, position.step)?.step;
        assert.ok(step);
        await this.#go(step);
        const { stage } = stepState(this.state, step.id);
        const isPassed = stage === "done";
        if (isPassed || stage === "skipped" || stage === "failed") this.passed.add(step.id);
        if (isPassed && this.part.back === step.id && this.state.status === "running")
          this.#tell({ type: "rollback", reason: "rehearsed" });
      }
    }
    assert.ok(isOver(this.state), `it stands at ${JSON.stringify(this.state.position)}`);
    this.#turn();
  }

  /** A run that came to its end turns round no more: a part that wants it must name an earlier step. */
  #turn(): void {
    if (this.part.back !== undefined) assert.equal(this.state.status, "rolledBack", `${this.part.back} was not come by`);
  }

  #tell(event: RunEvent extends infer E ? (E extends RunEvent ? Omit<E, "time"> : never) : never): void {
    const next = advance(this.playbook, this.state, { time: TIME, ...event });
    assert.notEqual(next, this.state, `${JSON.stringify(event)} changes nothing at ${JSON.stringify(this.state.position)}`);
    this.state = next;
  }

  async #go(step: Step): Promise<void> {
    const { id } = step;
    const own = stepState(this.state, id);
    if (own.stage === "failed") {
      assert.ok(this.part.no?.includes(id) || this.part.fails?.includes(id), `${id} failed: ${own.reason ?? ""}`);
      const reason = step.onFailure?.say ?? own.reason ?? "";
      this.#tell(step.onFailure?.goto === undefined ? { type: "skipped", step: id, reason } : { type: "followed", step: id });
      return;
    }
    const check = own.half === "verify" ? step.verify : step.kind === "gate" ? step.check : undefined;
    if (check && "findings" in check) this.#tell({ type: "checked", step: id, findings: this.#findings(check.findings) });
    else if (callNow(step, own.half)) await this.#call(step, own.half);
    else if (step.kind === "decision" && !check) this.#tell({ type: "chosen", step: id, branch: this.#branch(step) });
    else if (step.kind === "wait" && own.stage === "pending") this.#tell({ type: "started", step: id, now: 0 });
    else if (step.kind === "edit" && !check) this.#edit(step);
    else {
      if (step.kind === "manual" && this.runner.isReal) this.part.hands?.[id]?.();
      const yes = this.part.no?.includes(id) !== true;
      this.#tell({ type: "answered", step: id, yes, now: own.until ?? 0 });
    }
  }

  async #call(step: Step, half: "step" | "verify"): Promise<void> {
    const { id } = step;
    const call = callNow(step, half);
    assert.ok(call);
    const isChange = step.kind === "command" && half === "step" && step.mutating === true;
    assert.deepEqual(whyNotRun(this.playbook, this.state, id, await this.#world(isChange)), []);
    if (isChange && step.dryRun) {
      const { judgement, outcome } = await this.#start(step.dryRun, this.#values());
      assert.ok(judgement.ok, `the dry run of ${id}: ${judgement.problems.join(" ")}\n${outcome.stderr}`);
    }
    this.#tell({ type: "started", step: id });
    const { judgement, outcome } = await this.#start(call, this.#values(), this.part.fails?.includes(id));
    if (isChange) this.#note(call, this.#values());
    const exit = outcome.exitCode === undefined ? {} : { exitCode: outcome.exitCode };
    this.#tell({ type: "finished", step: id, judgement, seconds: 0, ...exit });
    if (!judgement.ok)
      assert.ok(this.part.fails?.includes(id), `${id}: ${judgement.problems.join(" ")}\n${outcome.stdout}\n${outcome.stderr}`);
  }

  async #takeBack(index: number): Promise<void> {
    const entry = this.state.undo[index];
    assert.ok(entry);
    if ("manual" in entry.undo) {
      if (this.runner.isReal) this.part.hands?.[entry.step]?.();
      this.#tell({ type: "undone", index, ok: true });
      return;
    }
    const { command } = entry.undo;
    assert.deepEqual(whyNotUndo(this.playbook, this.state, index, await this.#world(true)), []);
    this.#tell({ type: "undoStarted", index });
    const { judgement, outcome } = await this.#start(command, entry.values);
    this.#note(command, entry.values);
    assert.ok(judgement.ok, `taking back ${entry.step}: ${judgement.problems.join(" ")}\n${outcome.stderr}`);
    this.#tell({ type: "undone", index, ok: true });
  }

  async #start(call: Call, values: Values, fails = false): Promise<{ readonly judgement: Judgement; readonly outcome: Outcome }> {
    const ready = readyCall(call, values);
    assert.ok("call" in ready, JSON.stringify(ready));
    const outcome = await this.runner.run(ready.call);
    return { judgement: this.runner.judge(withPaths(call, values), outcome, fails), outcome };
  }

  #note(call: Call, values: Values): void {
    this.changes.push(commandLine(call, values).replace(PINS, ""));
  }

  #values = (): Values => valuesOf(this.playbook, this.state);

  /** What the editor would see: everything is as it should be, and the target is read again before each change. */
  async #world(isChange: boolean): Promise<World> {
    return {
      trusted: true,
      agreed: true,
      canStart: true,
      tools: {},
      readAgain: isChange ? await this.runner.target() : undefined,
      contexts: ["prod-*"],
      confirmedContext: false,
      typedName: this.state.object?.name,
      elsewhere: false,
      secrets: {},
      now: Number.MAX_SAFE_INTEGER,
    };
  }

  #branch(step: Step & { readonly kind: "decision" }): number {
    const met = this.#met.get(step.id) ?? 0;
    this.#met.set(step.id, met + 1);
    const said = this.part.choose?.[step.id];
    const title = typeof said === "string" ? said : said?.[met];
    const found = title === undefined ? suggestedBranch(this.playbook, this.state, step.id) : undefined;
    const index = found ?? step.branches.findIndex((branch) => title !== undefined && branch.title.startsWith(title));
    assert.ok(index >= 0, `nothing says which way to go at ${step.id}`);
    return index;
  }

  #findings(ids: readonly string[]): string[] {
    const isAsked = globMatcher(ids);
    return problemsIn(workspaceOf(this.files, RULES, { preset: "all" }))
      .filter(({ id }) => isAsked(id))
      .map(({ message }) => message);
  }

  #edit(step: Step & { readonly kind: "edit" }): void {
    const workspace = workspaceOf(this.files, RULES, { preset: "all" });
    if ("change" in step.edit) {
      this.#change(workspace, step);
      return;
    }
    const { fix: rule } = step.edit;
    const problem = problemsIn(workspace).find(({ id }) => id === rule);
    const fix = problem?.fixes[0];
    assert.ok(problem && fix, `nothing to fix by ${rule}`);
    this.files = applyFix(workspace, this.files, problem, fix);
    this.#tell({ type: "edited", step: step.id, file: problem.path });
  }

  #change(workspace: ReturnType<typeof workspaceOf>, { id, edit }: Step & { readonly kind: "edit" }): void {
    assert.ok("change" in edit);
    const [name = "", before = ""] = Object.entries(this.files)[0] ?? [];
    const report = workspace.reportNow(absolute(name));
    const kind = /^kind: (\w+)$/m.exec(before)?.[1] ?? "";
    const change = Object.fromEntries(Object.entries(edit.change).map(([path, text]) => [path, fillText(text, this.#values())]));
    assert.ok(report);
    const edits = stepEdits(report, workspace, kind, this.state.object?.name ?? "", { change });
    assert.equal(edits.length, 1, "one value is changed");
    for (const { start, end, text } of edits) this.files = { ...this.files, [name]: before.slice(0, start) + text + before.slice(end) };
    this.#tell({ type: "edited", step: id, file: name });
  }
}
