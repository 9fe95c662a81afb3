import type { Mapping } from "../yaml/mapping";

export const PROBES = ["startupProbe", "livenessProbe", "readinessProbe"] as const;
export const HANDLERS = ["httpGet", "tcpSocket", "grpc", "exec"] as const;

/** The times of a probe in seconds and counts; undefined when any of them is not known. Defaults: Kubernetes API reference, Probe v1. */
export interface ProbeTimes {
  readonly initialDelay: number;
  readonly period: number;
  readonly timeout: number;
  readonly failureThreshold: number;
}

const DEFAULTS: readonly (readonly [key: string, value: number])[] = [
  ["initialDelaySeconds", 0],
  ["periodSeconds", 10],
  ["timeoutSeconds", 1],
  ["failureThreshold", 3],
];

export function probeTimes(probe: Mapping): ProbeTimes | undefined {
  const values = DEFAULTS.map(([key, value]) => (probe.lacks(key) ? value : probe.number(key)));
  const [initialDelay, period, timeout, failureThreshold] = values;
  if (initialDelay === undefined || period === undefined || timeout === undefined || failureThreshold === undefined) return undefined;
  return { initialDelay, period, timeout, failureThreshold };
}

/** Seconds from the container's start to the restart of one that never answers: the last of the failing probes has timed out. */
export const secondsToRestart = ({ initialDelay, period, timeout, failureThreshold }: ProbeTimes): number =>
  initialDelay + (failureThreshold - 1) * period + timeout;

/** The key of the probe's handler, when it has exactly one. */
export function handlerOf(probe: Mapping): (typeof HANDLERS)[number] | undefined {
  const written = HANDLERS.filter((handler) => probe.has(handler));
  return written.length === 1 ? written[0] : undefined;
}
