import { stepOf } from "../../../server/src/languages/playbook/flow";
import type { Call, Playbook, Step } from "../../../server/src/languages/playbook/shape";
import type { Values } from "../../../server/src/playbook/call";
import type { Seen } from "../../../server/src/playbook/effects";
import type { Answer } from "../../../server/src/playbook/preflight";
import { callNow } from "../../../server/src/playbook/guard";
import { isOver } from "../../../server/src/playbook/run";
import type { RunState, StepState, Target, UndoEntry } from "../../../server/src/playbook/state";
import { stepState, valuesOf } from "../../../server/src/playbook/state";
import type { WatchRow } from "../../../server/src/playbook/watch";
import { t } from "../../../server/src/l10n";

/** A run as it is kept between sessions: its state, and the text it began with, so that it goes on with that and no other. */
export interface StoredRun {
  readonly state: RunState;
  readonly text: string;
  readonly builtIn: boolean;
  /** The bound file, as a URI. */
  readonly file?: string;
  /** The folder its programs run in. */
  readonly folder: string;
  /** The kubeconfig its programs get. */
  readonly kubeconfig?: string;
  /** What is known of the object from its file. */
  readonly manifest?: unknown;
  /** The contexts that its environment belongs to, as globs. */
  readonly contexts?: readonly string[];
}

/** The row of the card that says whether the cluster answers. */
export const SERVER_ROW = "server";

/** A row of the target card. Without an answer it is still being read. */
export interface CardRow {
  readonly id: string;
  readonly title: string;
  readonly answer?: Answer;
}

/** A run with what is kept of it only while the window lives. */
export interface LiveRun {
  readonly playbook: Playbook;
  stored: StoredRun;
  /** Never stored, gone when the run ends. */
  secrets: Values;
  card: readonly CardRow[];
  /** What the cluster said of the object. */
  seen: Seen;
  /** The table of the rollout that is waited for, or was last. */
  watch: readonly WatchRow[];
  /** Whether the person said that file and cluster belong together. */
  confirmedContext: boolean;
  /** What was typed to confirm the change at hand. */
  typedName: string | undefined;
  /** The target as it was read for the change at hand. */
  readAgain: Pick<Target, "server" | "clusterId"> | undefined;
  /** Whether another window has it. */
  elsewhere: boolean;
  /** Why the last attempt to go on led nowhere. */
  refusal: string | undefined;
  /** Stops the program that runs. */
  stop: (() => void) | undefined;
  /** Whether somebody is being asked about the step: it is not asked twice. */
  busy: boolean;
}

/** What is to be done now: a step, something to be taken back, or nothing more. */
export type Place =
  | { readonly kind: "step"; readonly step: Step; readonly own: StepState }
  | { readonly kind: "undo"; readonly entry: UndoEntry; readonly index: number }
  | { readonly kind: "end" };

export function placeOf({ playbook, stored: { state } }: Pick<LiveRun, "playbook" | "stored">): Place {
  const { position } = state;
  if (position === "end" || isOver(state)) return { kind: "end" };
  if ("undo" in position) {
    const entry = state.undo[position.undo];
    return entry ? { kind: "undo", entry, index: position.undo } : { kind: "end" };
  }
  const step = stepOf(playbook, position.step)?.step;
  return step ? { kind: "step", step, own: stepState(state, step.id) } : { kind: "end" };
}

/** The call that running would make now, and the inputs it is filled with, secrets aside. */
export function callHere(run: LiveRun): { readonly call: Call; readonly values: Values } | undefined {
  const place = placeOf(run);
  const values = valuesOf(run.playbook, run.stored.state);
  if (place.kind === "undo")
    return "command" in place.entry.undo ? { call: place.entry.undo.command, values: { ...values, ...place.entry.values } } : undefined;
  const call = place.kind === "step" ? callNow(place.step, place.own.half) : undefined;
  return call && { call, values };
}

/** Whether running changes something: what takes a step back does, and the step itself where its playbook says so. */
export function changesHere(run: LiveRun): boolean {
  const place = placeOf(run);
  if (place.kind === "undo") return true;
  return place.kind === "step" && place.step.kind === "command" && place.step.mutating === true && place.own.half === "step";
}

/** The word for the environment of a run: its name, and that it is production where the name does not say so. */
export function environmentWord({ environment }: RunState): string | undefined {
  if (!environment?.production || environment.name === "production") return environment?.name;
  return t("{0} (production)", environment.name);
}
