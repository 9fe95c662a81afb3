import { containersOf } from "../container";
import { probeTimes, secondsToRestart } from "../probe";
import type { ComputedHover, HoverSource } from "./hover";
import { duration } from "./hover";

/** When a probe acts: the first restart, the window to start in, the time until a pod leaves its Services. */
export const probeHovers: HoverSource = function* (object) {
  for (const container of containersOf(object)) {
    const startup = container.root.has("startupProbe") ? probeTimes(container.map("startupProbe")) : undefined;
    const window = startup && startup.initialDelay + startup.failureThreshold * startup.period;
    for (const key of ["startupProbe", "livenessProbe", "readinessProbe"] as const) {
      const times = container.root.has(key) ? probeTimes(container.map(key)) : undefined;
      if (!times) continue;
      const { initialDelay, period, timeout, failureThreshold } = times;
      const failing = duration((failureThreshold - 1) * period + timeout);
      const lines: Record<typeof key, string[]> = {
        startupProbe: [
          `The container has **${duration(initialDelay + failureThreshold * period)}** to start; then it is restarted.`,
          "Until it has started, the liveness and readiness probes wait.",
        ],
        livenessProbe: [
          window === undefined
            ? `A container that never answers is restarted **${duration(secondsToRestart(times))}** after its start.`
            : `The first check comes when the startup probe has succeeded, which has up to ${duration(window)}.`,
          `One that stops answering is restarted within ${duration(period + (failureThreshold - 1) * period + timeout)}.`,
        ],
        readinessProbe: [
          `A pod that stops answering gets no more traffic after **${failing}** to ${duration(failureThreshold * period + timeout)}.`,
          `A new one is ready ${initialDelay ? `${duration(initialDelay)} after its start` : "with the first check that succeeds"} at the earliest; a check comes every ${duration(period)}.`,
        ],
      };
      yield { at: container.root.keyRange(key), lines: lines[key] } satisfies ComputedHover;
    }
  }
};
