import type { Mapping } from "../../yaml/mapping";
import type { HoverSource } from "./hover";
import { count } from "./hover";

/** The controller leaves the number of pods alone while use is this near the target. Default of kube-controller-manager. */
const TOLERANCE = 0.1;

/** When a HorizontalPodAutoscaler adds and takes pods. Source: Kubernetes documentation, algorithm details of the HorizontalPodAutoscaler. */
export const autoscalerHovers: HoverSource = function* (object) {
  if (!object.is("autoscaling", "HorizontalPodAutoscaler")) return;
  const { spec } = object;
  const least = spec.lacks("minReplicas") ? 1 : spec.number("minReplicas");
  const most = spec.number("maxReplicas");
  const targets = [...utilizations(spec)];
  const lines = targets.map(({ resource, percent }) => sentence(resource, percent));
  if (least !== undefined && most !== undefined) {
    const bounds = `Between **${least}** and **${count(most, "pod")}**.`;
    for (const key of ["minReplicas", "maxReplicas"]) if (spec.has(key)) yield { at: spec.keyRange(key), lines: [bounds, ...lines] };
  }
  for (const [i, { mapping, key }] of targets.entries()) yield { at: mapping.keyRange(key), lines: lines.slice(i, i + 1) };
};

const sentence = (resource: string, percent: number): string =>
  `Pods are added when they use more than **${round(percent * (1 + TOLERANCE))} %** of the ${resource} they request on average, and taken away below ${round(percent * (1 - TOLERANCE))} %: ${percent} % with a tolerance of a tenth.`;

const round = (number: number): number => Math.round(number * 10) / 10;

/** The targets in percent of a request, as each version writes them. */
function* utilizations(spec: Mapping): Iterable<{ mapping: Mapping; key: string; resource: string; percent: number }> {
  const old = spec.number("targetCPUUtilizationPercentage");
  if (old !== undefined) yield { mapping: spec, key: "targetCPUUtilizationPercentage", resource: "cpu", percent: old };
  for (const metric of spec.list("metrics").maps()) {
    const source = metric.map("resource");
    const target = source.map("target");
    const percent = target.number("averageUtilization");
    const resource = source.string("name");
    if (percent !== undefined && resource !== undefined) yield { mapping: target, key: "averageUtilization", resource, percent };
  }
}
