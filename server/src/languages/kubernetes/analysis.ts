import type { Mapping } from "../yaml/mapping";
import type { KubernetesObject } from "./object";
import { duration } from "./rollout/plan";

/** A metric of an AnalysisTemplate as far as it decides when it fails. Times are seconds. */
export interface Metric {
  readonly root: Mapping;
  readonly delay: number;
  /** Between two measurements; undefined: there is one. */
  readonly interval: number | undefined;
  /** How many measurements there are; undefined: they go on. */
  readonly count: number | undefined;
  /** So many may fail; undefined: any number. */
  readonly allowed: number | undefined;
}

/**
 * The metrics of an AnalysisTemplate whose numbers are all known. Without an interval there is one measurement, without a count they go on,
 * and a limit of -1 is none. Source: Argo Rollouts documentation, "Analysis & Progressive Delivery".
 */
export const metricsOf = (template: KubernetesObject): (Metric | undefined)[] =>
  [...template.spec.list("metrics").maps()].map((root) => {
    const [delay, interval] = [time(root, "initialDelay", 0), time(root, "interval", undefined)];
    const [count, limit] = [number(root, "count"), number(root, "failureLimit")];
    if (![delay, interval, count, limit].every(({ known }) => known)) return undefined;
    const once = interval.value === undefined ? 1 : undefined;
    return {
      root,
      delay: delay.value ?? 0,
      interval: interval.value,
      count: count.value === undefined || count.value === 0 ? once : count.value,
      allowed: limit.value === -1 ? undefined : (limit.value ?? 0),
    };
  });

/** When an analysis can fail at the earliest, from its start, in seconds; undefined when that is not known. */
export function earliestFailure(template: KubernetesObject): number | undefined {
  const metrics = metricsOf(template);
  const times = metrics.map((metric) =>
    metric?.allowed === undefined ? undefined : metric.delay + (metric.interval ?? 0) * metric.allowed,
  );
  const known = times.filter((each) => each !== undefined);
  return !template.spec.list("metrics").open && known.length === times.length && known.length ? Math.min(...known) : undefined;
}

interface Setting {
  readonly known: boolean;
  readonly value: number | undefined;
}

function time(metric: Mapping, key: string, absent: number | undefined): Setting {
  if (metric.lacks(key)) return { known: true, value: absent };
  const value = duration(metric.string(key));
  return { known: value !== undefined, value };
}

function number(metric: Mapping, key: string): Setting {
  const text = metric.string(key);
  return metric.lacks(key) ? { known: true, value: undefined } : { known: /^-?\d+$/.test(text ?? ""), value: Number(text) };
}
