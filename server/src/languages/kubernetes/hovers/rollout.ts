import { containersOf } from "../container";
import type { KubernetesObject } from "../object";
import { probeTimes } from "../probe";
import type { HoverSource } from "./hover";
import { count, duration, share } from "./hover";

/** What a rolling update of a Deployment does: pods at its peak, the fewest that are ready, the longest it can take. */
export const rolloutHovers: HoverSource = function* (object) {
  if (!object.is("apps", "Deployment")) return;
  const { spec } = object;
  const lines = spec.map("strategy").is("type", "Recreate")
    ? ["Every update **stops all pods** before the first new one starts."]
    : rolling(object);
  if (!lines.length) return;
  for (const key of ["strategy", "replicas"]) if (spec.has(key)) yield { at: spec.keyRange(key), lines };
  const settings = spec.map("strategy").map("rollingUpdate");
  for (const key of ["maxSurge", "maxUnavailable"]) if (settings.has(key)) yield { at: settings.keyRange(key), lines };
};

/** Defaults: Kubernetes API reference, DeploymentSpec: one replica, 25 % each, a deadline of 600 s. */
function rolling(object: KubernetesObject): string[] {
  const { spec } = object;
  const replicas = spec.lacks("replicas") ? 1 : spec.number("replicas");
  const settings = spec.map("strategy").map("rollingUpdate");
  const value = (key: string) => (settings.lacks(key) ? "25%" : settings.get(key));
  const surge = replicas === undefined ? undefined : share(value("maxSurge"), replicas, "up");
  const fewer = replicas === undefined ? undefined : share(value("maxUnavailable"), replicas, "down");
  if (replicas === undefined || replicas === 0 || surge === undefined || fewer === undefined) return [];
  // Both may round to nothing; then Kubernetes lets one pod be missing.
  const missing = surge === 0 && fewer === 0 ? 1 : Math.min(fewer, replicas);
  const waves = Math.ceil(replicas / (surge + missing));
  const longest = longestStart(object);
  const deadline = spec.lacks("progressDeadlineSeconds") ? 600 : spec.number("progressDeadlineSeconds");
  const bound = longest === undefined ? [] : [`, within ${duration(waves * longest)} if every pod starts within its probes' bounds`];
  return [
    `An update runs **at most ${count(replicas + surge, "pod")}** and keeps **at least ${replicas - missing} of ${replicas}** ready.`,
    `It takes ${count(waves, "wave")}${bound.join("")}.${deadline === undefined ? "" : ` Without progress for ${duration(deadline)} it counts as failed.`}`,
  ];
}

/** Seconds from a pod's start to its being available, at worst; undefined where no probe bounds it. */
function longestStart(object: KubernetesObject): number | undefined {
  const ready = object.spec.lacks("minReadySeconds") ? 0 : object.spec.number("minReadySeconds");
  const times = containersOf(object)
    .filter(({ role }) => role === "app")
    .map((container) => {
      const probe = (key: string) => (container.root.has(key) ? probeTimes(container.map(key)) : undefined);
      const [startup, liveness, readiness] = [probe("startupProbe"), probe("livenessProbe"), probe("readinessProbe")];
      const limit = startup ?? liveness;
      if (!limit || !readiness) return undefined;
      return limit.initialDelay + limit.failureThreshold * limit.period + readiness.initialDelay + readiness.period;
    });
  if (ready === undefined || !times.length || times.includes(undefined)) return undefined;
  return ready + Math.max(...times.map((time) => time ?? 0));
}
