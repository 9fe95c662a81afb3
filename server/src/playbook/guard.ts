import { globMatcher } from "../config/glob";
import { callsOfStep, stepOf } from "../languages/playbook/flow";
import { filledTexts, inputsIn } from "../languages/playbook/inputs";
import { mutates } from "../languages/playbook/tools";
import { TOOLS } from "../languages/playbook/tools.table";
import type { Call, Playbook, Step } from "../languages/playbook/shape";
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
  if (isOver(state)) return [reason("over", "The run has ended.")];
  if (!step || !isHere) return [reason("notHere", `${positionTitle(playbook, state.position)} comes first.`)];
  const own = stepState(state, id);
  const call = callNow(step, own.half);
  return [
    ...whyNotStage(own.stage, own.until, world.now),
    ...(world.elsewhere ? [reason("elsewhere", "Another window runs this.")] : []),
    ...(call ? whyNotCall(playbook, state, call, step.kind === "command" && step.mutating === true && own.half === "step", world) : []),
  ];
}

/** Why what is to be undone cannot be undone by a program now. */
export function whyNotUndo(playbook: Playbook, state: RunState, index: number, world: World): Reason[] {
  const entry = state.undo[index];
  const isHere = typeof state.position === "object" && "undo" in state.position && state.position.undo === index;
  if (!entry || !isHere) return [reason("notHere", "Something else is to be undone first.")];
  return [
    ...whyNotStage(entry.stage, undefined, world.now),
    ...(world.elsewhere ? [reason("elsewhere", "Another window runs this.")] : []),
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
      const problem = value === undefined ? `${input?.title ?? name} is not known yet.` : valueProblem(name, input, value);
      return problem === undefined ? [] : [[name, problem]];
    }),
  );
}

function whyNotStage(stage: Stage, until: number | undefined, now: number): Reason[] {
  if (stage === "running") return [reason("running", "It is running.")];
  if (stage === "done" || stage === "skipped") return [reason("finished", "It is finished.")];
  if (until !== undefined && until > now) return [reason("waiting", `It waits for ${Math.ceil((until - now) / 1000)} s more.`)];
  return [];
}

function whyNotCall(playbook: Playbook, state: RunState, call: Call, mutating: boolean, world: World): Reason[] {
  const { program } = call;
  const needsCluster = TOOLS[program]?.context !== undefined;
  const ready = readyCall(call, { ...valuesOf(playbook, state), ...world.secrets });
  const elsewhere = "Copy the command, run it elsewhere and tick the step.";
  return [
    ...(world.trusted ? [] : [reason("untrusted", "The workspace is not trusted: playbooks can be read and not run.")]),
    ...(world.agreed ? [] : [reason("notAgreed", "This playbook comes with the workspace: read it and agree to run it first.")]),
    ...(playbook.guide === true ? [reason("guide", "A guide starts nothing: copy the command.")] : []),
    ...(world.canStart ? [] : [reason("noPrograms", `No program can be started here. ${elsewhere}`)]),
    ...(world.tools[program] === false ? [reason("noTool", `${program} was not found. ${elsewhere}`)] : []),
    ...(needsCluster ? whyNotTarget(state, mutating, world) : []),
    ...("problems" in ready ? [reason("inputs", ready.problems.map(({ message }) => message).join(" "))] : []),
    ...(mutating && state.environment?.production === true && state.object && world.typedName !== state.object.name
      ? [reason("nameNotTyped", `Production: type ${state.object.name} to go on.`)]
      : []),
  ];
}

function whyNotTarget({ target, environment }: RunState, mutating: boolean, world: World): Reason[] {
  if (!target) return [reason("noTarget", 'The run is pinned to no cluster: choose one by "Read the Cluster Again" on its target.')];
  const { context, server, clusterId } = target;
  const again = world.readAgain;
  const name = environment ? `the environment ${environment.name}` : "this file";
  return [
    ...(world.contexts && !globMatcher(world.contexts)(context)
      ? [reason("wrongEnvironment", `The context ${context} does not belong to ${name}, which has ${world.contexts.join(", ") || "none"}.`)]
      : []),
    ...(!world.contexts && !world.confirmedContext
      ? [reason("unconfirmedEnvironment", `Nothing says which cluster this file belongs to: confirm that it is ${context}.`)]
      : []),
    ...(mutating && !again ? [reason("pinNotRead", "The target is read again before each change, and has not been.")] : []),
    ...(again && (again.server !== server || again.clusterId !== clusterId)
      ? [reason("otherCluster", `The context ${context} leads to another cluster than when the run began.`)]
      : []),
  ];
}

const reason = (code: ReasonCode, message: string): Reason => ({ code, message });
