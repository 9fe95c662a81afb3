import type { Place } from "./place";
import type { Range } from "./text";

/**
 * What a file says of one key. Four answers, because a template, an alias or an unseen file may still fill what is not written:
 * `known` (written once and unconditionally, or resolved), `unknown` (written, its value cannot be read), `maybe` (not written, but the
 * mapping is open) and `absent` (not written, and nothing can add it). A rule may say "missing" only on `absent`: see {@link lacks}.
 */
export type Field<V = unknown> =
  | { readonly state: "known"; readonly value: V; readonly at: Range; readonly origin?: Place }
  | { readonly state: "unknown"; readonly at: Range }
  | { readonly state: "maybe" }
  | { readonly state: "absent" };

export const ABSENT: Field<never> = { state: "absent" };
export const MAYBE: Field<never> = { state: "maybe" };

export const known = <V>(value: V, at: Range, origin?: Place): Field<V> =>
  origin ? { state: "known", value, at, origin } : { state: "known", value, at };
export const unknown = (at: Range): Field<never> => ({ state: "unknown", at });

/** The value where it is known, else undefined. */
export const valueOf = <V>(field: Field<V>): V | undefined => (field.state === "known" ? field.value : undefined);

export const lacks = (field: Field): boolean => field.state === "absent";

/** Whether the key is written in the file at all, readable or not. */
export const isWritten = (field: Field): boolean => field.state === "known" || field.state === "unknown";

/** Carries a known value through `change`; the other three answers stay as they are. A result of undefined is unknown. */
export function mapField<A, B>(field: Field<A>, change: (value: A) => B | undefined): Field<B> {
  if (field.state !== "known") return field;
  const value = change(field.value);
  return value === undefined ? unknown(field.at) : known(value, field.at, field.origin);
}
