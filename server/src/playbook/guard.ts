import { globMatcher } from "../config/glob";
import { callsOfStep, stepOf } from "../languages/playbook/flow";
import { filledTexts, inputsIn } from "../languages/playbook/inputs";
import { mutates } from "../languages/playbook/tools";
import { TOOLS } from "../languages/playbook/tools.table";
import type { Call, Playbook, Step } from "../languages/playbook/shape";
import { t } from "../l10n";
import type { Values } from "./call";
import { readyCall, valueProblem } from "./call";
import { isOver, positionTitle } from "./run";
import type { RunState, Stage, Target } from "./state";
import { stepState, valuesOf } from "./state";

/** What decides whether something may run, as the one who would run it sees it now. */
export interface World {
  readonly trusted: boolean;
  /** Whether somebody agreed to run this text; always so for a built-in playbook. */
  readonly agreed: boolean;
  /** Whether programs can be started at all: not in a browser. */
  readonly canStart: boolean;
  /** Which programs were found on the PATH. One that is not in it has not been looked for. */
  readonly tools: Readonly<Record<string, boolean>>;
  /** The target as it was read again just now; undefined: it was not. */
  readonly readAgain: Pick<Target, "server" | "clusterId"> | undefined;
  /** The contexts the file's environment belongs to, as globs; undefined: nobody configured any. */
  readonly contexts: readonly string[] | undefined;
  /** Whether the person has said, for this run, that file and cluster belong together. */
  readonly confirmedContext: boolean;
  /** What the person typed as the object's name. */
  readonly typedName: string | undefined;
  /** Whether another window runs this. */
  readonly elsewhere: boolean;
  /** The secrets that are at hand, for this moment only. */
  readonly secrets: Values;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export type ReasonCode =
  | "over"
  | "notHere"
  | "running"
  | "finished"
  | "elsewhere"
  | "untrusted"
  | "notAgreed"
  | "guide"
  | "noPrograms"
  | "noTool"
  | "noTarget"
  | "wrongEnvironment"
  | "unconfirmedEnvironment"
  | "pinNotRead"
  | "otherCluster"
  | "inputs"
  | "waiting"
  | "nameNotTyped";

/** Why something is disabled: a code to act on, and the sentence a person reads. */
export interface Reason {
  readonly code: ReasonCode;
  readonly message: string;
}

/** Why the step that is at hand cannot be run now, the first reason first; nothing: it can. */
export function whyNotRun(playbook: Playbook, state: RunState, id: string, world: World): Reason[] {
  const step = stepOf(playbook, id)?.step;
  const isHere = typeof state.position === "object" && "step" in state.position && state.position.step === id;
  if (isOver(state)) return [reason("over", t("The run has ended."))];
  if (!step || !isHere) return [reason("notHere", t("{0} comes first.", positionTitle(playbook, state.position)))];
  const own = stepState(state, id);
  const call = callNow(step, own.half);
  return [
    ...whyNotStage(own.stage, own.until, world.now),
    ...whyNotWindow(world),
    ...(call ? whyNotCall(playbook, state, call, step.kind === "command" && step.mutating === true && own.half === "step", world) : []),
  ];
}

/** Why what is to be undone cannot be undone by a program now. */
export function whyNotUndo(playbook: Playbook, state: RunState, index: number, world: World): Reason[] {
  const entry = state.undo[index];
  const isHere = typeof state.position === "object" && "undo" in state.position && state.position.undo === index;
  if (!entry || !isHere) return [reason("notHere", t("Something else is to be undone first."))];
  return [
    ...whyNotStage(entry.stage, undefined, world.now),
    ...whyNotWindow(world),
    ...("command" in entry.undo
      ? whyNotCall(playbook, { ...state, inputs: { ...state.inputs, ...entry.values } }, entry.undo.command, true, world)
      : []),
  ];
}

/** The call that "run" would make now, if the half of the step at hand has one. */
export function callNow(step: Step, half: "step" | "verify"): Call | undefined {
  const wanted = half === "verify" ? step.verify : step.kind === "gate" ? step.check : undefined;
  if (wanted) return "command" in wanted ? wanted.command : undefined;
  return half === "step" && step.kind === "command" ? step.command : undefined;
}

/** Whether the machine may repeat a step by itself: reads may, nothing else. */
export const mayRepeat = (step: Step): boolean =>
  (step.kind === "command" ? step.mutating !== true : step.kind === "gate") &&
  callsOfStep(step).every(({ call, role }) => role === "undo" || mutates(call) !== true);

/** Whether a way back exists from here: always, until the run has ended or is on it. */
export const canRollBack = (state: RunState): boolean => state.status === "running";

/** The inputs a step needs that have no good value yet, by name, each with what is wrong. */
export function missingInputs(playbook: Playbook, state: RunState, step: Step, secrets: Values): Readonly<Record<string, string>> {
  const values = { ...valuesOf(playbook, state), ...secrets };
  const names = new Set(filledTexts(step).flatMap(({ text }) => inputsIn(text)));
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const input = playbook.inputs?.[name];
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      const problem = value === undefined ? t("{0} is not known yet.", input?.title ?? name) : valueProblem(name, input, value);
      return problem === undefined ? [] : [[name, problem]];
    }),
  );
}

const whyNotWindow = ({ elsewhere }: World): Reason[] => (elsewhere ? [reason("elsewhere", t("Another window runs this."))] : []);

function whyNotStage(stage: Stage, until: number | undefined, now: number): Reason[] {
  if (stage === "running") return [reason("running", t("It is running."))];
  if (stage === "done" || stage === "skipped") return [reason("finished", t("It is finished."))];
  if (until !== undefined && until > now) return [reason("waiting", t("It waits for {0} s more.", Math.ceil((until - now) / 1000)))];
  return [];
}

function whyNotCall(playbook: Playbook, state: RunState, call: Call, mutating: boolean, world: World): Reason[] {
  const { program } = call;
  const needsCluster = TOOLS[program]?.context !== undefined;
  const ready = readyCall(call, { ...valuesOf(playbook, state), ...world.secrets });
  return [
    ...(world.trusted ? [] : [reason("untrusted", t("The workspace is not trusted: playbooks can be read and not run."))]),
    ...(world.agreed ? [] : [reason("notAgreed", t("This playbook comes with the workspace: read it and agree to run it first."))]),
    ...(playbook.guide === true ? [reason("guide", t("A guide starts nothing: copy the command."))] : []),
    ...(world.canStart
      ? []
      : [reason("noPrograms", t("No program can be started here. Copy the command, run it elsewhere and tick the step."))]),
    ...(world.tools[program] === false
      ? [reason("noTool", t("{0} was not found. Copy the command, run it elsewhere and tick the step.", program))]
      : []),
    ...(needsCluster ? whyNotTarget(state, mutating, world) : []),
    ...("problems" in ready ? [reason("inputs", ready.problems.map(({ message }) => message).join(" "))] : []),
    ...(mutating && state.environment?.production === true && state.object && world.typedName !== state.object.name
      ? [reason("nameNotTyped", t("Production: type {0} to go on.", state.object.name))]
      : []),
  ];
}

function whyNotTarget({ target, environment }: RunState, mutating: boolean, world: World): Reason[] {
  if (!target) return [reason("noTarget", t('The run is pinned to no cluster: choose one by "Read the Cluster Again" on its target.'))];
  const { context, server, clusterId } = target;
  const again = world.readAgain;
  return [
    ...(world.contexts && !globMatcher(world.contexts)(context)
      ? [reason("wrongEnvironment", notOf(environment?.name, context, world.contexts))]
      : []),
    ...(!world.contexts && !world.confirmedContext
      ? [reason("unconfirmedEnvironment", t("Nothing says which cluster this file belongs to: confirm that it is {0}.", context))]
      : []),
    ...(mutating && !again ? [reason("pinNotRead", t("The target is read again before each change, and has not been."))] : []),
    ...(again && (again.server !== server || again.clusterId !== clusterId)
      ? [reason("otherCluster", t("The context {0} leads to another cluster than when the run began.", context))]
      : []),
  ];
}

function notOf(environment: string | undefined, context: string, contexts: readonly string[]): string {
  const own = contexts.join(", ") || t("none");
  return environment === undefined
    ? t("The context {0} does not belong to this file, which has {1}.", context, own)
    : t("The context {0} does not belong to the environment {1}, which has {2}.", context, environment, own);
}

const reason = (code: ReasonCode, message: string): Reason => ({ code, message });
