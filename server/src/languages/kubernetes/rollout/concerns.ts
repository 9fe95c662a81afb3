import { TYPICAL } from "./course";
import type { CanaryStep, ContainerPlan, ProbePlan, RolloutPlan } from "./plan";
import { simulate } from "./simulate";
import { latestReady } from "./start";

/** What speaks against a rollout as it is planned, whatever the assumptions, so that nobody can wish it away. Times are seconds. */
export type Concern =
  /** A healthy start that takes as long as the probes bear is reported as failed. */
  | { readonly kind: "deadline"; readonly needs: number; readonly deadline: number; readonly container: string }
  /** For a while no pod is available. */
  | { readonly kind: "outage" }
  /** A version that never answers replaces every pod (`replaces`), or stands still for ever. */
  | { readonly kind: "unnoticed"; readonly replaces: boolean }
  | Soak;

/** A canary that goes on before the probes of a pod that fails can have said so. `needs` is undefined where no probe asks. */
export interface Soak {
  readonly kind: "soak";
  /** The share of the traffic that it waits at, in percent. */
  readonly percent: number;
  /** How long it waits there. */
  readonly soak: number;
  readonly needs: number | undefined;
}

export const concernsOf = (plan: RolloutPlan): Concern[] =>
  [lateStart(plan), outage(plan), unnoticed(plan), shortSoak(plan)].flatMap((concern) => concern ?? []);

/** A start that the probes bear and the deadline does not. */
export function lateStart(plan: RolloutPlan): Extract<Concern, { readonly kind: "deadline" }> | undefined {
  const latest = latestReady(plan);
  const { progressDeadline: deadline, minReady } = plan;
  if (latest === undefined || deadline === undefined || latest.ready + minReady <= deadline) return undefined;
  return { kind: "deadline", needs: latest.ready + minReady, deadline, container: latest.container };
}

/** The fewest pods that a rollout leaves available by its strategy, if each new one gets ready. */
export function fewestAvailable({ strategy, pods }: Pick<RolloutPlan, "strategy" | "pods">): number {
  switch (strategy.kind) {
    case "recreate":
      return 0;
    case "onDelete":
    case "blueGreen":
      return pods;
    case "ordered":
      return strategy.partition >= pods ? pods : Math.max(0, pods - Math.min(strategy.unavailable, pods - strategy.partition));
    case "rolling":
    case "canary":
      return Math.max(0, pods - strategy.unavailable);
  }
}

const outage = (plan: RolloutPlan): Concern | undefined => (plan.pods > 0 && fewestAvailable(plan) === 0 ? { kind: "outage" } : undefined);

/** A version that never answers, played through: does anything say so? */
function unnoticed(plan: RolloutPlan): Concern | undefined {
  if (plan.strategy.kind === "onDelete" || plan.pods === 0) return undefined;
  const { done, noticed } = simulate(plan, { ...TYPICAL, broken: true });
  return done === undefined && noticed !== undefined ? undefined : { kind: "unnoticed", replaces: done !== undefined };
}

/**
 * The first share of the traffic that is waited at for too short a time. Where a person ends a pause or something else measures, nothing is
 * said: that is what the canary is for.
 */
export function shortSoak({ strategy, containers }: RolloutPlan): Soak | undefined {
  if (strategy.kind !== "canary") return undefined;
  const isJudged = strategy.steps.some((step) => step.kind === "other" || (step.kind === "pause" && step.seconds === undefined));
  if (isJudged || strategy.measured) return undefined;
  const times = containers.flatMap((container) => noticeTime(container) ?? []);
  const needs = times.length ? Math.max(...times) : undefined;
  const short = soaks(strategy.steps).find(({ percent, soak }) => percent > 0 && percent < 100 && soak > 0 && soak < (needs ?? Infinity));
  return short && { kind: "soak", ...short, needs };
}

/** How long a canary waits at each of its shares, in seconds. */
export function soaks(steps: readonly CanaryStep[]): { readonly percent: number; readonly soak: number }[] {
  const found: { readonly percent: number; readonly soak: number }[] = [];
  for (const step of steps) {
    const last = found.at(-1);
    if (step.kind === "weight") found.push({ percent: step.percent, soak: 0 });
    else if (step.kind === "pause" && last) found.splice(-1, 1, { ...last, soak: last.soak + (step.seconds ?? Infinity) });
  }
  return found;
}

/** From the moment a container stops to answer until one of its probes has failed often enough, at the longest. */
function noticeTime({ liveness, readiness }: ContainerPlan): number | undefined {
  const times = [liveness, readiness].flatMap((probe) => (probe ? [failureTime(probe)] : []));
  return times.length ? Math.min(...times) : undefined;
}
const failureTime = ({ period, timeout, failureThreshold }: ProbePlan): number => period * failureThreshold + timeout;

/** When Kubernetes says of a version that never answers that it failed, in seconds; undefined where nothing ever does. */
export const noticedAt = (plan: RolloutPlan): number | undefined => simulate(plan, { ...TYPICAL, broken: true }).noticed;
