import type { Scope } from "../../../core/scope";
import type { Range } from "../../../core/text";
import type { KubernetesObject } from "../object";

/** What can be worked out of what stands at a place. Each line is a sentence or two of Markdown, the most important first. */
export interface ComputedHover {
  readonly at: Range;
  readonly lines: readonly string[];
}

export interface HoverContext {
  readonly scope: Scope;
  /** The time in UTC, `YYYY-MM-DDTHH:MM`. */
  readonly time: string;
}

/** One kind of hover: everything it has to say of an object. */
export type HoverSource = (object: KubernetesObject, context: HoverContext) => Iterable<ComputedHover>;

/** `1 pod`, `3 pods`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** `45 s`, `2 min 30 s`, `1 h`. */
export function duration(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3600), "h"],
    [Math.floor((seconds % 3600) / 60), "min"],
    [seconds % 60, "s"],
  ] as const;
  return parts.flatMap(([number, unit]) => (number ? [`${number} ${unit}`] : [])).join(" ") || "0 s";
}

/** How many of `whole` a number or a percentage is; undefined for anything else. */
export function share(value: unknown, whole: number, round: "up" | "down"): number | undefined {
  if (typeof value === "number") return value;
  const percent = typeof value === "string" ? /^(\d{1,4})%$/.exec(value)?.[1] : undefined;
  if (percent === undefined) return undefined;
  const exact = (Number(percent) * whole) / 100;
  return round === "up" ? Math.ceil(exact) : Math.floor(exact);
}
