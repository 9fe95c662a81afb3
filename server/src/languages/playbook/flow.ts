import type { Call, Check, Phase, Playbook, Step } from "./shape";
import { ENDS } from "./shape";

/** A step with the phase it stands in; on the way back there is none. */
export interface PlacedStep {
  readonly step: Step;
  readonly phase: Phase | undefined;
}

/** Every step in the order it is written, those of the way back last. */
export function stepsOf(playbook: Playbook): PlacedStep[] {
  return [
    ...playbook.phases.flatMap((phase) => phase.steps.map((step) => ({ step, phase }))),
    ...(playbook.rollback ?? []).map((step) => ({ step, phase: undefined })),
  ];
}

export const stepOf = (playbook: Playbook, id: string): PlacedStep | undefined => stepsOf(playbook).find(({ step }) => step.id === id);

/** The step a place leads to, or `end` or `rollback`; undefined when there is no such place. */
export function resolvePlace(playbook: Playbook, place: string): string | undefined {
  if (ENDS.includes(place) || stepOf(playbook, place)) return place;
  return playbook.phases.find((phase) => phase.id === place)?.steps[0]?.id;
}

/** Where a step leads once it is done, decisions aside: the id of a step, `end` or `rollback`. */
export function following(playbook: Playbook, id: string): string {
  const steps = stepsOf(playbook);
  const at = steps.findIndex(({ step }) => step.id === id);
  const current = steps[at];
  if (!current) return "end";
  if (current.step.next !== undefined) return resolvePlace(playbook, current.step.next) ?? "end";
  const below = steps[at + 1];
  if (below && below.phase === current.phase) return below.step.id;
  if (!current.phase) return "end";
  if (current.phase.next !== undefined) return resolvePlace(playbook, current.phase.next) ?? "end";
  return below?.phase ? below.step.id : "end";
}

/** Where a step may lead: on, to the branches of a decision, and where it goes when it fails. */
export function successors(playbook: Playbook, { step }: PlacedStep): string[] {
  const onward = step.kind === "decision" ? step.branches.map((branch) => branch.goto) : [following(playbook, step.id)];
  return [...onward, ...(step.onFailure?.goto === undefined ? [] : [step.onFailure.goto])].flatMap(
    (place) => resolvePlace(playbook, place) ?? [],
  );
}

/** The steps that some way leads to. The way back can be entered from anywhere, so its first step always is. */
export function reachable(playbook: Playbook): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [playbook.phases[0]?.steps[0]?.id, playbook.rollback?.[0]?.id].filter((id) => id !== undefined);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const placed = seen.has(id) ? undefined : stepOf(playbook, id);
    if (!placed) continue;
    seen.add(id);
    open.push(...successors(playbook, placed));
  }
  return seen;
}

/** What a call is for: only that of a step itself, and that which takes it back, may change anything. */
export type CallRole = "step" | "dryRun" | "check" | "undo";

/** A call with the step it belongs to and what it is for. */
export interface PlacedCall extends PlacedStep {
  readonly call: Call;
  readonly role: CallRole;
}

const callOf = (check: Check | undefined): readonly Call[] => (check && "command" in check ? [check.command] : []);

/** Every program a step may start. */
export function callsOfStep(step: Step): { readonly call: Call; readonly role: CallRole }[] {
  const undo = step.rollback && "command" in step.rollback ? [step.rollback.command] : [];
  return [
    ...(step.kind === "command" ? [{ call: step.command, role: "step" as const }] : []),
    ...(step.kind === "command" && step.dryRun ? [{ call: step.dryRun, role: "dryRun" as const }] : []),
    ...[...(step.kind === "gate" ? callOf(step.check) : []), ...callOf(step.verify)].map((call) => ({ call, role: "check" as const })),
    ...undo.map((call) => ({ call, role: "undo" as const })),
  ];
}

/** Every program a playbook may start. */
export const callsOf = (playbook: Playbook): PlacedCall[] =>
  stepsOf(playbook).flatMap((placed) => callsOfStep(placed.step).map((call) => ({ ...placed, ...call })));
