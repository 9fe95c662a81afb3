import { following, resolvePlace, stepOf } from "../languages/playbook/flow";
import type { Playbook, Step } from "../languages/playbook/shape";
import { t } from "../l10n";
import type { Judgement } from "./call";
import type { Position, RecordEntry, RunState, StepState, Target, UndoEntry } from "./state";
import { stepState, valuesOf, withoutSecrets } from "./state";
import { timeText } from "./render";

/** What happens in a run. `time` is ISO 8601 with its zone; whoever has a clock and a terminal says it. */
export type RunEvent = { readonly time: string } & (
  | { readonly type: "inputs"; readonly values: Readonly<Record<string, string>> }
  /** A program was started, or a wait. `command` as it is shown, secrets masked; `now` in milliseconds since 1970. */
  | { readonly type: "started"; readonly step: string; readonly command?: string; readonly now?: number }
  /** The program of a step, its gate or its verification ended. `excerpt` is what {@link excerptOf} leaves of its output. */
  | {
      readonly type: "finished";
      readonly step: string;
      readonly judgement: Judgement;
      readonly seconds: number;
      readonly exitCode?: number;
      readonly excerpt?: string;
    }
  /** A person ticked a step or answered its question. `now` in milliseconds since 1970, for the end of a wait. */
  | { readonly type: "answered"; readonly step: string; readonly yes: boolean; readonly note?: string; readonly now?: number }
  /** The rules a gate or verification names were looked up; the messages of what they found. */
  | { readonly type: "checked"; readonly step: string; readonly findings: readonly string[] }
  | { readonly type: "chosen"; readonly step: string; readonly branch: number }
  | { readonly type: "edited"; readonly step: string; readonly file: string }
  | { readonly type: "skipped"; readonly step: string; readonly reason: string }
  /** A person takes the way that a failed step names. */
  | { readonly type: "followed"; readonly step: string }
  | { readonly type: "rollback"; readonly reason: string }
  | { readonly type: "undoStarted"; readonly index: number; readonly command?: string }
  | {
      readonly type: "undone";
      readonly index: number;
      readonly ok: boolean;
      readonly reason?: string;
      readonly exitCode?: number;
      readonly excerpt?: string;
    }
  | { readonly type: "undoSkipped"; readonly index: number; readonly reason: string }
  /** The target was read for the first time. A run that has one keeps it. */
  | { readonly type: "pinned"; readonly target: Target }
  /** The editor came back: what was running has no known end. */
  | { readonly type: "resumed" }
  | { readonly type: "noted"; readonly text: string }
);

/** Why what was running when the editor went away is not gone on with. */
export const interruptedText = (): string => t("Interrupted: check before you retry.");

/** The run after an event. An event that does not fit where the run stands changes nothing, and the same state comes back. */
export function advance(playbook: Playbook, state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case "inputs":
      return { ...state, inputs: { ...state.inputs, ...withoutSecrets(playbook, event.values) } };
    case "noted":
      return record(state, { time: event.time, step: "", what: event.text });
    case "pinned": {
      if (state.target) return state;
      const { context, server, namespace } = event.target;
      const what = t("Pinned to {0}, {1}, namespace {2}", context, server, namespace);
      return record({ ...state, target: event.target }, { time: event.time, step: "", what });
    }
    case "resumed":
      return interrupted(state, event.time);
    case "rollback":
      return isOver(state) || state.status === "rollingBack" ? state : enterRollback(playbook, state, event.time, event.reason);
    case "undoStarted":
    case "undone":
    case "undoSkipped":
      return undoEvent(playbook, state, event);
    default: {
      const step = stepOf(playbook, event.step)?.step;
      const isHere = typeof state.position === "object" && "step" in state.position && state.position.step === event.step;
      return step && isHere ? stepEvent(playbook, state, step, event) : state;
    }
  }
}

type StepEvent = Extract<RunEvent, { readonly step: string }>;

function stepEvent(playbook: Playbook, state: RunState, step: Step, event: StepEvent): RunState {
  const own = stepState(state, step.id);
  const say = (next: RunState, what: string, more: Partial<RecordEntry> = {}): RunState =>
    record(next, { time: event.time, step: step.title, what, ...more });
  const isOpen = own.stage !== "running" && own.stage !== "done" && own.stage !== "skipped";
  switch (event.type) {
    case "started": {
      if (!isOpen) return state;
      const waits = step.kind === "wait" && own.half === "step";
      if (waits && event.now === undefined) return state;
      const begun = change(state, step.id, {
        stage: waits ? "waiting" : "running",
        half: own.half,
        since: event.time,
        ...(waits ? { until: (event.now ?? 0) + step.duration * 1000 } : {}),
        attempts: own.attempts + 1,
      });
      const what = waits ? t("Waiting {0}", timeText(step.duration)) : own.half === "verify" ? t("Verifying") : t("Started");
      return say(listUndo(playbook, begun, step), what, event.command === undefined ? {} : { command: event.command });
    }
    case "finished": {
      if (own.stage !== "running") return state;
      const { ok, problems, kept } = event.judgement;
      const told = say({ ...state, kept: { ...state.kept, ...kept } }, ok ? t("Ended as expected") : problems.join(" "), {
        seconds: event.seconds,
        ...(event.exitCode === undefined ? {} : { exitCode: event.exitCode }),
        ...(event.excerpt === undefined ? {} : { excerpt: event.excerpt }),
      });
      return settle(playbook, told, step, ok, problems.join(" "), event.time);
    }
    case "answered":
      if (!isOpen || !mayAnswer(step, own, event.now)) return state;
      return settle(
        playbook,
        say(listUndo(playbook, state, step), answerText(event.yes, event.note)),
        step,
        event.yes,
        event.note ?? t("The answer was no."),
        event.time,
      );
    case "checked": {
      if (!isOpen || !findingsNow(step, own.half)) return state;
      const count = event.findings.length;
      const said = event.findings.join(" ");
      const reason = count === 1 ? t("1 finding: {0}", said) : t("{0} findings: {1}", count, said);
      return settle(playbook, say(state, count ? reason : t("No findings")), step, count === 0, reason, event.time);
    }
    case "chosen": {
      const branch = step.kind === "decision" && isOpen ? step.branches[event.branch] : undefined;
      const place = branch && resolvePlace(playbook, branch.goto);
      if (!branch || place === undefined) return state;
      return go(
        playbook,
        say(change(state, step.id, { stage: "done", since: event.time }), t("Decided: {0}", branch.title)),
        place,
        event.time,
      );
    }
    case "edited":
      if (step.kind !== "edit" || !isOpen) return state;
      return settle(playbook, say(listUndo(playbook, state, step), t("Changed {0}", event.file)), step, true, "", event.time);
    case "skipped":
      if (!isOpen || event.reason.trim() === "") return state;
      return go(
        playbook,
        say(change(state, step.id, { stage: "skipped", since: event.time, reason: event.reason }), t("Skipped: {0}", event.reason)),
        following(playbook, step.id),
        event.time,
      );
    case "followed": {
      const place = step.onFailure?.goto === undefined ? undefined : resolvePlace(playbook, step.onFailure.goto);
      return own.stage === "failed" && place !== undefined ? go(playbook, state, place, event.time) : state;
    }
  }
}

function answerText(yes: boolean, note: string | undefined): string {
  if (note === undefined) return yes ? t("Yes") : t("No");
  return yes ? t("Yes: {0}", note) : t("No: {0}", note);
}

/** The rules whose findings decide the half of the step at hand. */
function findingsNow(step: Step, half: StepState["half"]): readonly string[] | undefined {
  const check = half === "verify" ? step.verify : step.kind === "gate" ? step.check : undefined;
  return check && "findings" in check ? check.findings : undefined;
}

/** Whether a person's word is enough: not where findings decide or a way is to be chosen, and not before a wait is over. */
function mayAnswer(step: Step, own: StepState, now: number | undefined): boolean {
  if (findingsNow(step, own.half)) return false;
  if (own.half === "verify") return true;
  if (step.kind === "wait") return own.until !== undefined && now !== undefined && now >= own.until;
  return step.kind !== "decision";
}

/** A half of a step came to its end: to its verification, to the step after it, or to where it stays. */
function settle(playbook: Playbook, state: RunState, step: Step, ok: boolean, reason: string, time: string): RunState {
  const { half } = stepState(state, step.id);
  if (!ok) {
    // A gate is not broken when it is closed: it waits until somebody looks again.
    const stage = step.kind === "gate" && half === "step" ? "waiting" : "failed";
    return change(state, step.id, { stage, reason, since: time });
  }
  if (half === "step" && step.verify) return change(state, step.id, { stage: "waiting", half: "verify", since: time });
  return go(playbook, change(state, step.id, { stage: "done", since: time }), following(playbook, step.id), time);
}

/** Goes to a place. A step that was passed before is looked at afresh. */
function go(playbook: Playbook, state: RunState, place: string, time: string): RunState {
  if (place === "rollback") return enterRollback(playbook, state, time, t("The playbook leads back."));
  if (place !== "end") {
    const { attempts } = stepState(state, place);
    return { ...state, position: { step: place }, steps: { ...state.steps, [place]: { stage: "pending", half: "step", attempts } } };
  }
  const status = state.status === "rollingBack" ? "rolledBack" : "done";
  return record({ ...state, position: "end", status }, { time, step: "", what: status === "done" ? t("Done") : t("Rolled back") });
}

/** The way back: first everything that is to be undone, the last first, then the playbook's own steps. */
function enterRollback(playbook: Playbook, state: RunState, time: string, reason: string): RunState {
  if (state.status === "rollingBack") return state;
  const told = record({ ...state, status: "rollingBack" }, { time, step: "", what: t("Rolling back: {0}", reason) });
  return nextUndo(playbook, told, time);
}

function nextUndo(playbook: Playbook, state: RunState, time: string): RunState {
  const index = state.undo.findLastIndex(({ stage }) => stage === "pending");
  if (index >= 0) return { ...state, position: { undo: index } };
  return go(playbook, state, playbook.rollback?.[0]?.id ?? "end", time);
}

type UndoEvent = Extract<RunEvent, { readonly index: number }>;

function undoEvent(playbook: Playbook, state: RunState, event: UndoEvent): RunState {
  const entry = state.undo[event.index];
  const isHere = typeof state.position === "object" && "undo" in state.position && state.position.undo === event.index;
  if (!entry || !isHere) return state;
  const title = stepOf(playbook, entry.step)?.step.title ?? entry.step;
  const say = (changed: Partial<UndoEntry>, what: string, more: Partial<RecordEntry> = {}): RunState =>
    record(
      { ...state, undo: state.undo.map((each, i) => (i === event.index ? { ...each, ...changed } : each)) },
      { time: event.time, step: title, what, ...more },
    );
  switch (event.type) {
    case "undoStarted":
      if (entry.stage === "running") return state;
      return say({ stage: "running" }, t("Taking it back"), event.command === undefined ? {} : { command: event.command });
    case "undoSkipped":
      if (entry.stage === "running" || event.reason.trim() === "") return state;
      return nextUndo(playbook, say({ stage: "skipped", reason: event.reason }, t("Not taken back: {0}", event.reason)), event.time);
    case "undone": {
      const more = {
        ...(event.exitCode === undefined ? {} : { exitCode: event.exitCode }),
        ...(event.excerpt === undefined ? {} : { excerpt: event.excerpt }),
      };
      if (event.ok) return nextUndo(playbook, say({ stage: "done" }, t("Taken back"), more), event.time);
      const reason = event.reason ?? t("It could not be taken back.");
      return say({ stage: "failed", reason }, reason, more);
    }
  }
}

/** Puts what takes a step back on the list, once: as soon as the step has begun, for nobody knows how far it gets. */
function listUndo(playbook: Playbook, state: RunState, step: Step): RunState {
  const { half } = stepState(state, step.id);
  const isListed = state.undo.some((entry) => entry.step === step.id && entry.stage === "pending");
  if (!step.rollback || half === "verify" || isListed || state.status === "rollingBack") return state;
  return { ...state, undo: [...state.undo, { step: step.id, undo: step.rollback, values: valuesOf(playbook, state), stage: "pending" }] };
}

function interrupted(state: RunState, time: string): RunState {
  const lost = Object.entries(state.steps).filter(([, { stage }]) => stage === "running");
  const lostUndo = state.undo.some(({ stage }) => stage === "running");
  if (!lost.length && !lostUndo) return state;
  const cut = { stage: "interrupted", reason: interruptedText() } as const;
  return record(
    {
      ...state,
      steps: { ...state.steps, ...Object.fromEntries(lost.map(([id, own]) => [id, { ...own, ...cut, since: time }])) },
      undo: state.undo.map((entry) => (entry.stage === "running" ? { ...entry, ...cut } : entry)),
    },
    { time, step: "", what: cut.reason },
  );
}

function change(state: RunState, id: string, changed: Partial<StepState>): RunState {
  const { half, attempts } = stepState(state, id);
  // What a stage before this one left behind (a reason, the end of a wait) goes with it.
  return { ...state, steps: { ...state.steps, [id]: { stage: "pending", half, attempts, ...changed } } };
}

const record = (state: RunState, entry: RecordEntry): RunState => ({ ...state, record: [...state.record, entry] });

export const isOver = (state: RunState): boolean => state.status === "done" || state.status === "rolledBack";

/** Where a run stands, in the words of the playbook: for lists and the status bar. */
export function positionTitle(playbook: Playbook, position: Position): string {
  if (position === "end") return t("ended");
  return "step" in position ? `"${stepOf(playbook, position.step)?.step.title ?? position.step}"` : t("Taking back what was done");
}
