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
  /** `routed`: a mesh or an ingress splits the traffic, so the stable pods all stay until the end. */
  | {
      readonly kind: "canary";
      readonly steps: readonly CanaryStep[];
      readonly routed: boolean;
      readonly surge: number;
      readonly unavailable: number;
    }
  /** The new pods come up beside the old ones and get the traffic at once; `promotion` is the pause before, undefined when a person ends it. */
  | { readonly kind: "blueGreen"; readonly promotion: number | undefined };

/** Something the manifest leaves open, and what is taken instead. */
export interface Assumed {
  readonly what: string;
  readonly taken: string;
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

/** The plan of a workload; undefined for what has no rollout. */
export function rolloutPlan(object: KubernetesObject): RolloutPlan | undefined {
  const kind = kindOf(object);
  if (!kind || !object.podSpec) return undefined;
  const reader = new Reader();
  const { spec, podSpec } = object;
  const pods = kind === "DaemonSet" ? reader.take("nodes", undefined, SOME_PODS) : reader.number(spec, "replicas", 1, SOME_PODS);
  const containers = containersOf(object).filter(({ role }) => role === "app" || role === "sidecar");
  return {
    kind,
    name: object.name,
    pods: Math.min(Math.max(0, pods), MOST_PODS),
    strategy: strategyOf(kind, spec, pods, reader),
    minReady: reader.number(spec, "minReadySeconds", 0),
    progressDeadline: kind === "Deployment" || kind === "Rollout" ? reader.number(spec, "progressDeadlineSeconds", 600) : undefined,
    containers: containers.map((container, index) => ({
      name: container.name ?? `container ${index + 1}`,
      startup: probeOf(container.root.map("startupProbe"), reader),
      liveness: probeOf(container.root.map("livenessProbe"), reader),
      readiness: probeOf(container.root.map("readinessProbe"), reader),
    })),
    grace: reader.number(podSpec, "terminationGracePeriodSeconds", 30),
    assumed: reader.assumed,
  };
}

function kindOf(object: KubernetesObject): RolloutPlan["kind"] | undefined {
  if (object.is("apps", "Deployment", "StatefulSet", "DaemonSet")) return object.kind as RolloutPlan["kind"];
  return object.is("argoproj.io", "Rollout") ? "Rollout" : undefined;
}

/** Reads numbers, and writes down where it had to guess. */
class Reader {
  readonly assumed: Assumed[] = [];

  /** A number of the manifest; `absent` is the API's default, `unknown` what is taken when a template or an overlay decides. */
  number(mapping: Mapping, key: string, absent: number, unknown = absent): number {
    const value = mapping.number(key);
    if (value !== undefined) return value;
    return mapping.presence === "absent" || mapping.lacks(key) ? absent : this.take(key, undefined, unknown);
  }

  take(what: string, value: number | undefined, otherwise: number): number {
    if (value !== undefined) return value;
    if (!this.assumed.some((each) => each.what === what)) this.assumed.push({ what, taken: String(otherwise) });
    return otherwise;
  }

  /** A count or a share of the pods, as `maxSurge` and `maxUnavailable` are written. */
  share(mapping: Mapping, key: string, pods: number, absent: string, round: (value: number) => number): number {
    const isAbsent = mapping.presence === "absent" || mapping.lacks(key);
    const written = isAbsent ? absent : mapping.string(key);
    if (written === undefined) this.take(key, undefined, 0);
    const text = written ?? absent;
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
    return { kind: "ordered", partition: reader.number(settings, "partition", 0), unavailable };
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
  const steps = [...canary.list("steps").maps()].map((step): CanaryStep => {
    const percent = step.number("setWeight");
    if (percent !== undefined) return { kind: "weight", percent };
    if (step.has("pause")) return { kind: "pause", seconds: duration(step.map("pause").string("duration")) };
    return { kind: "other", name: step.keys[0] ?? "step" };
  });
  const routed = canary.has("trafficRouting");
  return { kind: "canary", steps, routed, ...rolling(canary, pods, reader, { surge: "25%", unavailable: "25%" }) };
}

/** `30`, `30s`, `5m`, `1h` in seconds. */
export function duration(text: string | undefined): number | undefined {
  const [, amount, unit = ""] = /^(\d+)(s|m|h|)$/.exec(text ?? "") ?? [];
  return amount === undefined ? undefined : Number(amount) * (unit === "h" ? 3600 : unit === "m" ? 60 : 1);
}

function probeOf(probe: Mapping, reader: Reader): ProbePlan | undefined {
  if (probe.presence !== "written") return undefined;
  return {
    initialDelay: reader.number(probe, "initialDelaySeconds", 0),
    period: Math.max(1, reader.number(probe, "periodSeconds", 10)),
    timeout: reader.number(probe, "timeoutSeconds", 1),
    successThreshold: Math.max(1, reader.number(probe, "successThreshold", 1)),
    failureThreshold: Math.max(1, reader.number(probe, "failureThreshold", 3)),
  };
}
