import { TYPICAL, format } from "./course";
import type { ProbePlan, RolloutPlan } from "./plan";
import { simulate } from "./simulate";
import { latestReady } from "./start";

/** What speaks against a rollout as it is planned, a sentence each; whatever the assumptions, so that nobody can wish it away. */
export function concerns(plan: RolloutPlan): string[] {
  return [...deadlineConcern(plan), ...capacityConcern(plan), ...noticeConcern(plan), ...soakConcern(plan)];
}

function deadlineConcern(plan: RolloutPlan): string[] {
  const latest = latestReady(plan);
  const { progressDeadline, minReady } = plan;
  if (latest === undefined || progressDeadline === undefined || latest + minReady <= progressDeadline) return [];
  const needs = format(latest + minReady);
  return [`A start may take ${needs} and the deadline is ${format(progressDeadline)}: a slow start that is healthy is reported as failed.`];
}

function capacityConcern(plan: RolloutPlan): string[] {
  const isMeant = plan.strategy.kind === "onDelete" || plan.pods === 0;
  const { lowest } = simulate(plan, TYPICAL);
  return isMeant || lowest >= 1 ? [] : ["For a while no pod is available: every request in that time fails."];
}

/** A version that never answers, played through: does anything say so? */
function noticeConcern(plan: RolloutPlan): string[] {
  if (plan.strategy.kind === "onDelete" || plan.pods === 0) return [];
  const { done, noticed } = simulate(plan, { ...TYPICAL, broken: true });
  if (done !== undefined) return ["A version that never answers replaces every pod: no probe asks before the next one goes."];
  return noticed === undefined ? ["A version that never answers stands still for ever, and nothing in the cluster says so."] : [];
}

/** A pause that ends before a probe can have failed often enough shows nothing. */
function soakConcern({ strategy, containers }: RolloutPlan): string[] {
  if (strategy.kind !== "canary") return [];
  const first = strategy.steps.find((step) => step.kind === "pause");
  if (first?.kind !== "pause" || first.seconds === undefined) return [];
  const slowest = Math.max(
    0,
    ...containers.flatMap(({ liveness, readiness }) => [liveness, readiness].flatMap((probe) => (probe ? [noticeTime(probe)] : []))),
  );
  if (slowest === 0)
    return [`Its first pause of ${format(first.seconds)} shows nothing by itself: no probe asks the pods while they serve.`];
  return first.seconds >= slowest
    ? []
    : [
        `Its first pause is ${format(first.seconds)}, and a pod that fails is noticed by its probes after ${format(slowest)}: the canary goes on before.`,
      ];
}

/** From the moment a pod stops to answer until its probe has failed often enough, at the longest. */
const noticeTime = ({ period, timeout, failureThreshold }: ProbePlan): number => period * failureThreshold + timeout;

/** When Kubernetes says of a version that never answers that it failed, in seconds; undefined where nothing ever does. */
export const noticedAt = (plan: RolloutPlan): number | undefined => simulate(plan, { ...TYPICAL, broken: true }).noticed;
