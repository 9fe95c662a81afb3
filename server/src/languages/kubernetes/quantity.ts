import type { Field } from "../../core/field";
import type { Mapping } from "../yaml/mapping";

/** A quantity, exactly: `digits` × 10^`tens` × 2^`twos`. Kubernetes API reference, Quantity. */
export interface Quantity {
  readonly digits: bigint;
  readonly tens: number;
  readonly twos: number;
  readonly suffix: string;
}

const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, "": 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

const QUANTITY = /^([+-]?)([0-9]{1,30})?(?:\.([0-9]{0,30}))?(?:([eE][+-]?[0-9]{1,2})|([numkMGTPE]|[KMGTPE]i))?$/;

/** Reads a quantity as the API server does; undefined for what it would refuse. */
export function quantity(source: string): Quantity | undefined {
  const match = QUANTITY.exec(source);
  if (!match) return undefined;
  const [, sign, whole = "", fraction = "", exponent, suffix = ""] = match;
  if (whole + fraction === "") return undefined;
  const digits = BigInt(whole + fraction) * (sign === "-" ? -1n : 1n);
  const tens = (exponent === undefined ? (DECIMAL[suffix] ?? 0) : Number(exponent.slice(1))) - fraction.length;
  return { digits, tens, twos: BINARY[suffix] ?? 0, suffix };
}

/** Below 0 when `a` is less than `b`, 0 when they are the same amount however written. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  const [tens, twos] = [Math.min(a.tens, b.tens), Math.min(a.twos, b.twos)];
  const whole = (one: Quantity) => one.digits * 10n ** BigInt(one.tens - tens) * 2n ** BigInt(one.twos - twos);
  const [left, right] = [whole(a), whole(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A quantity as a JavaScript number, for messages. */
export const roughly = ({ digits, tens, twos }: Quantity): number => Number(digits) * 10 ** tens * 2 ** twos;

/** The quantity a key holds, with the text it is written with; undefined when it is not known. */
export function quantityAt(mapping: Mapping, key: string): { readonly source: string; readonly amount: Quantity } | undefined {
  const source = mapping.string(key);
  const amount = source === undefined ? undefined : quantity(source);
  return source === undefined || !amount ? undefined : { source, amount };
}

/** Whether a value stands in the file itself, so that a fix may replace it; one that was looked up elsewhere does not. */
export const isWrittenHere = (field: Field): boolean => field.state === "known" && field.origin === undefined;
