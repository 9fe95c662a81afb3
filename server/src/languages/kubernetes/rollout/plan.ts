import type { Mapping } from "../../yaml/mapping";
import { containersOf } from "../container";
import type { KubernetesObject } from "../object";

/** A probe's times: seconds and counts, with the defaults of the Kubernetes API reference (Probe v1) filled in. */
export interface ProbePlan {
  readonly initialDelay: number;
  readonly period: number;
  readonly timeout: number;
  readonly successThreshold: number;
  readonly failureThreshold: number;
}

export interface ContainerPlan {
  readonly name: string;
  readonly startup: ProbePlan | undefined;
  readonly liveness: ProbePlan | undefined;
  readonly readiness: ProbePlan | undefined;
}

/** A step of an Argo Rollouts canary. A pause without a duration waits for a person. */
export type CanaryStep =
  | { readonly kind: "weight"; readonly percent: number }
  | { readonly kind: "pause"; readonly seconds: number | undefined }
  | { readonly kind: "other"; readonly name: string };

/** How pods are replaced. Counts are pods. */
export type Strategy =
  /** Up to `surge` more than wanted, at most `unavailable` fewer available ones. */
  | { readonly kind: "rolling"; readonly surge: number; readonly unavailable: number }
  /** All old pods go before the first new one comes. */
  | { readonly kind: "recreate" }
  /** From the highest ordinal down to `partition`, `unavailable` at a time. */
  | { readonly kind: "ordered"; readonly partition: number; readonly unavailable: number }
  /** Nothing happens until somebody deletes pods. */
  | { readonly kind: "onDelete" }
  /**
   * `routed`: a mesh or an ingress splits the traffic, so the stable pods all stay until the end. `measured`: an analysis runs beside the
   * steps.
   */
  | {
      readonly kind: "canary";
      readonly steps: readonly CanaryStep[];
      readonly routed: boolean;
      readonly measured: boolean;
      readonly surge: number;
      readonly unavailable: number;
    }
  /** The new pods come up beside the old ones and get the traffic at once; `promotion` is the pause before, undefined when a person ends it. */
  | { readonly kind: "blueGreen"; readonly promotion: number | undefined };

/** What of a plan a value decides: how many pods there are, how they are replaced, how one starts and stops. */
export type Aspect = "pods" | "strategy" | "times";

/** Something the manifest leaves open, and what is taken instead. */
export interface Assumed {
  readonly what: string;
  readonly taken: string;
  readonly of: Aspect;
}

/** All of a workload that decides how its rollout goes. Times are seconds. */
export interface RolloutPlan {
  readonly kind: "Deployment" | "StatefulSet" | "DaemonSet" | "Rollout";
  readonly name: string | undefined;
  /** Pods wanted; for a DaemonSet the nodes. */
  readonly pods: number;
  readonly strategy: Strategy;
  readonly minReady: number;
  /** Undefined where nothing ends a rollout that stands still. */
  readonly progressDeadline: number | undefined;
  readonly containers: readonly ContainerPlan[];
  readonly grace: number;
  readonly assumed: readonly Assumed[];
}

/** More pods than this are not drawn: the picture of 500 is that of 5,000. */
export const MOST_PODS = 500;
/** What is taken where a manifest does not say how many. */
const SOME_PODS = 3;

/** Whether the manifest decides these alone: nothing of them had to be assumed. */
export const isKnown = ({ assumed }: Pick<RolloutPlan, "assumed">, ...aspects: readonly Aspect[]): boolean =>
  assumed.every(({ of }) => !aspects.includes(of));

/** The plan of a workload; undefined for what has no rollout. `counted`: how many pods there are, where something else decides it. */
export function rolloutPlan(object: KubernetesObject, counted?: number): RolloutPlan | undefined {
  const kind = kindOf(object);
  if (!kind || !object.podSpec) return undefined;
  const reader = new Reader();
  const { spec, podSpec } = object;
  const pods = counted ?? podsOf(kind, spec, reader);
  const containers = containersOf(object).filter(({ role }) => role === "app" || role === "sidecar");
  return {
    kind,
    name: object.name,
    pods: Math.min(Math.max(0, pods), MOST_PODS),
    strategy: strategyOf(kind, spec, pods, reader),
    minReady: reader.number("times", spec, "minReadySeconds", 0),
    progressDeadline: hasDeadline(kind) ? reader.number("times", spec, "progressDeadlineSeconds", 600) : undefined,
    containers: containers.map((container, index) => ({
      name: container.name ?? `container ${index + 1}`,
      startup: probeOf(container.root, "startupProbe", reader),
      liveness: probeOf(container.root, "livenessProbe", reader),
      readiness: probeOf(container.root, "readinessProbe", reader),
    })),
    grace: reader.number("times", podSpec, "terminationGracePeriodSeconds", 30),
    assumed: reader.assumed,
  };
}

const podsOf = (kind: RolloutPlan["kind"], spec: Mapping, reader: Reader): number =>
  kind === "DaemonSet" ? reader.take("pods", "nodes", SOME_PODS) : reader.number("pods", spec, "replicas", 1, SOME_PODS);

const hasDeadline = (kind: RolloutPlan["kind"]): boolean => kind === "Deployment" || kind === "Rollout";

function kindOf(object: KubernetesObject): RolloutPlan["kind"] | undefined {
  if (object.is("apps", "Deployment", "StatefulSet", "DaemonSet")) return object.kind as RolloutPlan["kind"];
  return object.is("argoproj.io", "Rollout") ? "Rollout" : undefined;
}

/** Reads numbers, and writes down where it had to guess. */
class Reader {
  readonly assumed: Assumed[] = [];

  /** A number of the manifest; `absent` is the API's default, `unknown` what is taken when a template or an overlay decides. */
  number(of: Aspect, mapping: Mapping, key: string, absent: number, unknown = absent): number {
    const value = mapping.number(key);
    if (value !== undefined) return value;
    return mapping.presence === "absent" || mapping.lacks(key) ? absent : this.take(of, key, unknown);
  }

  /** Takes a value for what is not known. */
  take<T extends number | string>(of: Aspect, what: string, taken: T): T {
    if (!this.assumed.some((each) => each.what === what)) this.assumed.push({ what, taken: String(taken), of });
    return taken;
  }

  /** A count or a share of the pods, as `maxSurge` and `maxUnavailable` are written. */
  share(mapping: Mapping, key: string, pods: number, absent: string, round: (value: number) => number): number {
    const isAbsent = mapping.presence === "absent" || mapping.lacks(key);
    const text = isAbsent ? absent : (mapping.string(key) ?? this.take("strategy", key, absent));
    const percent = /^(\d+)%$/.exec(text)?.[1];
    if (percent !== undefined) return round((Number(percent) * pods) / 100);
    return /^\d+$/.test(text) ? Number(text) : 0;
  }
}

/**
 * `maxSurge` is rounded up, `maxUnavailable` down; where both come out as 0 the controller takes one unavailable pod, or nothing would move.
 * Source: Kubernetes documentation, Deployments, "Rolling Update Deployment"; deployment util ResolveFenceposts.
 */
function rolling(settings: Mapping, pods: number, reader: Reader, defaults: { surge: string; unavailable: string }) {
  const surge = reader.share(settings, "maxSurge", pods, defaults.surge, Math.ceil);
  const unavailable = reader.share(settings, "maxUnavailable", pods, defaults.unavailable, Math.floor);
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : Math.min(unavailable, pods) };
}

function strategyOf(kind: RolloutPlan["kind"], spec: Mapping, pods: number, reader: Reader): Strategy {
  if (kind === "Rollout") return argoStrategy(spec.map("strategy"), pods, reader);
  const strategy = spec.map(kind === "Deployment" ? "strategy" : "updateStrategy");
  const type = strategy.string("type");
  if (type === "Recreate") return { kind: "recreate" };
  if (type === "OnDelete") return { kind: "onDelete" };
  const settings = strategy.map("rollingUpdate");
  if (kind === "StatefulSet") {
    const unavailable = Math.max(1, reader.share(settings, "maxUnavailable", pods, "1", Math.ceil));
    return { kind: "ordered", partition: reader.number("strategy", settings, "partition", 0), unavailable };
  }
  const defaults = kind === "DaemonSet" ? { surge: "0", unavailable: "1" } : { surge: "25%", unavailable: "25%" };
  return { kind: "rolling", ...rolling(settings, pods, reader, defaults) };
}

/** Source: Argo Rollouts documentation, "Rollout Specification". Defaults there: maxSurge 25%, maxUnavailable 25%. */
function argoStrategy(strategy: Mapping, pods: number, reader: Reader): Strategy {
  const blueGreen = strategy.map("blueGreen");
  if (blueGreen.presence === "written") {
    const automatic = blueGreen.lacks("autoPromotionEnabled") || blueGreen.is("autoPromotionEnabled", true);
    const seconds = blueGreen.number("autoPromotionSeconds");
    return { kind: "blueGreen", promotion: automatic ? (seconds ?? 0) : seconds };
  }
  const canary = strategy.map("canary");
  const list = canary.list("steps");
  if (list.open) reader.take("strategy", "steps", list.length);
  const steps = [...list.maps()].map((step): CanaryStep => {
    const percent = step.number("setWeight");
    if (percent !== undefined) return { kind: "weight", percent };
    if (step.has("pause")) return { kind: "pause", seconds: pauseOf(step.map("pause"), reader) };
    return { kind: "other", name: step.keys[0] ?? "step" };
  });
  const [routed, measured] = [canary.has("trafficRouting"), canary.has("analysis")];
  return { kind: "canary", steps, routed, measured, ...rolling(canary, pods, reader, { surge: "25%", unavailable: "25%" }) };
}

function pauseOf(pause: Mapping, reader: Reader): number | undefined {
  const seconds = duration(pause.string("duration"));
  if (seconds === undefined && pause.presence !== "absent" && !pause.lacks("duration"))
    reader.take("strategy", "duration", "a pause that a person ends");
  return seconds;
}

/** `30`, `30s`, `5m`, `1h30m` in seconds. Source: Go documentation, time.ParseDuration, without fractions; a bare number is seconds. */
export function duration(text: string | undefined): number | undefined {
  const [, bare, hours, minutes, seconds] = /^(?:(\d+)|(?=\d)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?)$/.exec(text ?? "") ?? [];
  if (bare !== undefined) return Number(bare);
  if (hours === undefined && minutes === undefined && seconds === undefined) return undefined;
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
}

function probeOf(container: Mapping, key: string, reader: Reader): ProbePlan | undefined {
  const probe = container.map(key);
  if (probe.presence === "unknown" || probe.presence === "maybe") reader.take("times", key, "none");
  if (probe.presence !== "written") return undefined;
  const number = (name: string, absent: number): number => reader.number("times", probe, name, absent);
  return {
    initialDelay: number("initialDelaySeconds", 0),
    period: Math.max(1, number("periodSeconds", 10)),
    timeout: number("timeoutSeconds", 1),
    successThreshold: Math.max(1, number("successThreshold", 1)),
    failureThreshold: Math.max(1, number("failureThreshold", 3)),
  };
}
