import type { ContainerPlan, ProbePlan, RolloutPlan } from "./plan";

/** How a pod starts, in seconds from the start of its containers. */
export interface Start {
  /** When it is ready, or counts as ready though it does not answer; undefined when it never gets there. */
  readonly ready: number | undefined;
  /** When the kubelet first kills a container that is still starting; undefined when it does not. */
  readonly killed: number | undefined;
  /** The container that decides it. */
  readonly container: string | undefined;
}

/**
 * When a pod whose processes answer `answersAfter` seconds after their start is ready. Probes run at their initial delay and every period
 * after it; liveness and readiness wait for the startup probe. Undefined answers never.
 * Source: Kubernetes documentation, "Configure Liveness, Readiness and Startup Probes".
 */
export function startOf(plan: Pick<RolloutPlan, "containers">, answersAfter: number | undefined): Start {
  const starts = plan.containers.map((container) => containerStart(container, answersAfter));
  const failing = starts.find(({ ready }) => ready === undefined);
  if (failing) return failing;
  const killed = starts.find((each) => each.killed !== undefined);
  const slowest = starts.reduce<Start>((most, each) => ((each.ready ?? 0) > (most.ready ?? 0) ? each : most), {
    ready: 0,
    killed: undefined,
    container: undefined,
  });
  return killed ? { ...killed, ready: slowest.ready } : slowest;
}

function containerStart({ name, startup, liveness, readiness }: ContainerPlan, answersAfter: number | undefined): Start {
  const answers = answersAfter ?? Infinity;
  const never = (killed: number | undefined): Start => ({ ready: undefined, killed, container: name });
  let started = 0;
  if (startup) {
    if (firstTick(startup, answers) > lastChance(startup)) return never(lastChance(startup) + startup.timeout);
    started = firstTick(startup, answers);
  }
  if (liveness) {
    // The first probes that run; one that answers by then keeps the container alive.
    const first = firstTick(liveness, started);
    const last = first + (liveness.failureThreshold - 1) * liveness.period;
    // Without a readiness probe a container counts as ready from its start, and again after each restart.
    if (answers > last)
      return readiness ? never(last + liveness.timeout) : { ready: started, killed: last + liveness.timeout, container: name };
  }
  if (!readiness) return answersAfter === undefined && startup ? never(undefined) : { ready: started, killed: undefined, container: name };
  if (answersAfter === undefined) return never(undefined);
  const ready = firstTick(readiness, Math.max(started, answers)) + (readiness.successThreshold - 1) * readiness.period;
  return { ready, killed: undefined, container: name };
}

/** The first time the probe runs at or after a moment. */
const firstTick = ({ initialDelay, period }: ProbePlan, from: number): number =>
  from <= initialDelay ? initialDelay : initialDelay + Math.ceil((from - initialDelay) / period) * period;

/** When the last of the probes runs that may fail. */
const lastChance = ({ initialDelay, period, failureThreshold }: ProbePlan): number => initialDelay + (failureThreshold - 1) * period;

/** The longest start that the probes of a container bear, in seconds; undefined when nothing ends it. */
function windowOf({ startup, liveness }: ContainerPlan): number | undefined {
  const decides = startup ?? liveness;
  return decides && lastChance(decides);
}

/** The longest start that all probes of a pod bear, in seconds; undefined when nothing ends it. */
export function startWindow({ containers }: Pick<RolloutPlan, "containers">): number | undefined {
  const windows = containers.flatMap((container) => windowOf(container) ?? []);
  return windows.length ? Math.min(...windows) : undefined;
}

/** The container that may be the last to get ready, each at the end of the time it has for that, and when that is; undefined when nothing ends a start. */
export function latestReady({
  containers,
}: Pick<RolloutPlan, "containers">): { readonly ready: number; readonly container: string } | undefined {
  const starts = containers.flatMap((container) => {
    const { ready } = containerStart(container, windowOf(container) ?? 0);
    return windowOf(container) === undefined || ready === undefined ? [] : [{ ready, container: container.name }];
  });
  return starts.length ? starts.reduce((last, each) => (each.ready > last.ready ? each : last)) : undefined;
}
