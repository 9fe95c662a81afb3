import type { Place } from "../../core/place";
import type { Scalar } from "./node";

/** Stands in a text for what is not known of it. A private-use character: it occurs in no configuration. */
export const HOLE = "\uE000";

/**
 * What is known of an expression's value. `place` says where it is written: in this part, or in another when the value came from there.
 * An open list or object has more items than are known.
 */
export type Value =
  | { readonly kind: "scalar"; readonly value: Scalar; readonly place: Place }
  /** Text with {@link HOLE}s. */
  | { readonly kind: "text"; readonly text: string; readonly place: Place }
  | { readonly kind: "list"; readonly items: readonly Value[]; readonly open: boolean; readonly place: Place }
  | { readonly kind: "object"; readonly entries: ReadonlyMap<string, Value>; readonly open: boolean; readonly place: Place }
  /** The result of `jsonencode`, not written out. */
  | { readonly kind: "json"; readonly of: Value; readonly place: Place }
  /** `reference` is the address of the resource, data source or module it comes from. */
  | { readonly kind: "unknown"; readonly reference?: string; readonly place: Place };

export const scalar = (value: Scalar, place: Place): Value => ({ kind: "scalar", value, place });
export const unknownValue = (place: Place, reference?: string): Value =>
  reference === undefined ? { kind: "unknown", place } : { kind: "unknown", reference, place };

/** The text of a known scalar; undefined for null and all else. */
export const textOf = (value: Value | undefined): string | undefined =>
  value?.kind === "scalar" && value.value !== null ? String(value.value) : undefined;

/** The number a value is, also where it is written in quotes. */
export function numberOf(value: Value | undefined): number | undefined {
  const text = textOf(value);
  if (text === undefined || text.trim() === "") return undefined;
  const number = Number(text);
  return Number.isNaN(number) ? undefined : number;
}

/** The truth a value is; Terraform takes `"true"` and `"false"` too. */
export function booleanOf(value: Value | undefined): boolean | undefined {
  const text = textOf(value);
  return text === "true" ? true : text === "false" ? false : undefined;
}

/** The items of a list. A single value where a list may stand is a list of one, as in policies. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  if (!value || value.kind === "unknown" || (value.kind === "scalar" && value.value === null)) return [];
  return value.kind === "list" ? value.items : [value];
}

/** Whether everything in a value is known. */
export function isWhole(value: Value): boolean {
  switch (value.kind) {
    case "scalar":
      return true;
    case "text":
    case "unknown":
      return false;
    case "list":
      return !value.open && value.items.every(isWhole);
    case "object":
      return !value.open && [...value.entries.values()].every(isWhole);
    case "json":
      return isWhole(value.of);
  }
}

/** Plain data of a whole value, for `jsonencode` and comparisons. */
export function plain(value: Value): unknown {
  switch (value.kind) {
    case "scalar":
      return value.value;
    case "list":
      return value.items.map(plain);
    case "object":
      return Object.fromEntries([...value.entries].map(([key, inner]) => [key, plain(inner)]));
    case "json":
      return JSON.stringify(plain(value.of));
    case "text":
    case "unknown":
      return undefined;
  }
}

/** Locals that hold others twice grow by the power of two: a value with more parts than a person writes is unknown. */
const MAX_SIZE = 10_000;

export function capped(value: Value): Value {
  let size = 0;
  const pending: Value[] = [value];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (++size > MAX_SIZE) return unknownValue(value.place);
    if (next.kind === "list") pending.push(...next.items);
    else if (next.kind === "object") pending.push(...next.entries.values());
    else if (next.kind === "json") pending.push(next.of);
  }
  return value;
}
