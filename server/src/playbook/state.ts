import { resolvePlace, stepsOf } from "../languages/playbook/flow";
import type { Playbook, Undo } from "../languages/playbook/shape";
import { t } from "../l10n";
import type { Values } from "./call";

/** The cluster a run is pinned to when it starts. Nothing of it changes while the run lasts. */
export interface Target {
  /** The path of the kubeconfig, handed to every program as KUBECONFIG. */
  readonly kubeconfig: string;
  readonly context: string;
  /** The address of the API server. */
  readonly server: string;
  /** The uid of the namespace kube-system: it tells two clusters behind one address apart. */
  readonly clusterId: string;
  readonly namespace: string;
}

/** The object, or the file, that a run is about. */
export interface BoundObject {
  readonly kind: string;
  readonly name: string;
  /** Its file, if it has one, relative to the workspace. */
  readonly file?: string;
}

/**
 * `waiting`: for an answer, for a gate, or for time to pass. `interrupted`: it was running when the editor went away, and nobody knows how it
 * ended.
 */
export type Stage = "pending" | "running" | "waiting" | "done" | "failed" | "skipped" | "interrupted";

export interface StepState {
  readonly stage: Stage;
  /** Which half is at hand: the step itself, or what verifies it. */
  readonly half: "step" | "verify";
  /** When it got there, as the event said. */
  readonly since?: string;
  /** When a wait ends: milliseconds since 1970, so that it survives a restart. */
  readonly until?: number;
  /** Why it failed, waits or was skipped. */
  readonly reason?: string;
  /** How often it was started. */
  readonly attempts: number;
}

/** Something to be taken back when the run is broken off. */
export interface UndoEntry {
  readonly step: string;
  readonly undo: Undo;
  /** The inputs as they were when the step was started. */
  readonly values: Values;
  readonly stage: Stage;
  readonly reason?: string;
}

/** What the record says of a moment. */
export interface RecordEntry {
  /** ISO 8601 with its zone. */
  readonly time: string;
  /** The title of the step, or of what was undone; empty for the run itself. */
  readonly step: string;
  readonly what: string;
  readonly command?: string;
  readonly exitCode?: number;
  readonly seconds?: number;
  readonly excerpt?: string;
}

/** Where a run stands: at a step, at something to be undone, or at its end. */
export type Position = { readonly step: string } | { readonly undo: number } | "end";

/** A run, as data: it goes through JSON and comes back equal. Secrets are never in it. */
export interface RunState {
  readonly version: 1;
  readonly id: string;
  readonly playbook: {
    readonly id: string;
    readonly title: string;
    /** A digest of its text: a run goes on only with the text it began with. */
    readonly digest: string;
  };
  readonly target?: Target;
  readonly object?: BoundObject;
  /** Which environment the file belongs to, if one is configured. */
  readonly environment?: { readonly name: string; readonly production: boolean };
  readonly startedAt: string;
  readonly startedBy: string;
  /** The git commit of the workspace. */
  readonly commit?: string;
  readonly inputs: Values;
  readonly kept: Values;
  readonly steps: Readonly<Record<string, StepState>>;
  readonly position: Position;
  readonly status: "running" | "rollingBack" | "done" | "rolledBack";
  /** What is to be taken back, in the order it was done. */
  readonly undo: readonly UndoEntry[];
  readonly record: readonly RecordEntry[];
}

export interface Beginning {
  readonly id: string;
  readonly digest: string;
  readonly time: string;
  readonly by: string;
  readonly target?: Target;
  readonly object?: BoundObject;
  readonly environment?: { readonly name: string; readonly production: boolean };
  readonly commit?: string;
  /** The inputs that are known; secrets among them are left out. */
  readonly inputs: Values;
}

const PENDING: StepState = { stage: "pending", half: "step", attempts: 0 };

/** A run that is about to begin. */
export function createRun(playbook: Playbook, beginning: Beginning): RunState {
  const { id, digest, time, by, target, object, environment, commit, inputs } = beginning;
  const first = playbook.phases[0]?.steps[0]?.id;
  return {
    version: 1,
    id,
    playbook: { id: playbook.id, title: playbook.title, digest },
    ...(target ? { target } : {}),
    ...(object ? { object } : {}),
    ...(environment ? { environment } : {}),
    ...(commit === undefined ? {} : { commit }),
    startedAt: time,
    startedBy: by,
    inputs: withoutSecrets(playbook, inputs),
    kept: {},
    steps: Object.fromEntries(stepsOf(playbook).map(({ step }) => [step.id, PENDING])),
    position: first === undefined ? "end" : { step: first },
    status: "running",
    undo: [],
    record: [{ time, step: "", what: t("Started by {0}", by) }],
  };
}

export const withoutSecrets = (playbook: Playbook, values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => playbook.inputs?.[name]?.secret !== true));

export const stepState = (state: RunState, id: string): StepState => state.steps[id] ?? PENDING;

/**
 * The values a call of the run is filled with: what was entered, what was kept, and the target. Secrets are added by the caller for the
 * moment of the call.
 */
export function valuesOf(playbook: Playbook, state: RunState): Values {
  const { target, kept } = state;
  const bound = Object.entries(playbook.inputs ?? {}).flatMap(([name, { from }]) => {
    const value = from && "kept" in from ? kept[from.kept] : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(bound),
    ...state.inputs,
    ...(target ? { context: target.context, namespace: target.namespace } : {}),
  };
}

/** The branch of a decision that a kept value suggests. */
export function suggestedBranch(playbook: Playbook, state: RunState, id: string): number | undefined {
  const step = stepsOf(playbook).find((placed) => placed.step.id === id)?.step;
  if (step?.kind !== "decision") return undefined;
  const found = step.branches.findIndex(
    ({ when, goto }) =>
      when !== undefined &&
      resolvePlace(playbook, goto) !== undefined &&
      Object.hasOwn(state.kept, when.kept) &&
      new RegExp(when.matches, "m").test(state.kept[when.kept] ?? ""),
  );
  return found < 0 ? undefined : found;
}
