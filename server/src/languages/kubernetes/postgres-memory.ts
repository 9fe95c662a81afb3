import type { Mapping } from "../yaml/mapping";
import { quantity, roughly } from "./quantity";

/** PostgreSQL documentation, Numeric with Unit: memory is counted in 1024s. */
const UNITS: Readonly<Record<string, number>> = { B: 1, kB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 };

/** A memory parameter in bytes; undefined for what has no unit, whose meaning depends on the parameter. */
export function memoryParameter(text: string | undefined): number | undefined {
  const [, number, unit = ""] = /^\s*(\d+)\s*(B|kB|MB|GB|TB)\s*$/.exec(text ?? "") ?? [];
  const factor = UNITS[unit];
  return factor === undefined ? undefined : Number(number) * factor;
}

/** The memory limit of a Cluster's pods, in bytes; undefined when there is none that is known. */
export function memoryLimit(spec: Mapping): number | undefined {
  const amount = quantity(spec.map("resources").map("limits").string("memory") ?? "");
  return amount && roughly(amount);
}
