import type { Place } from "../../core/place";
import type { Value } from "./value";
import { booleanOf, HOLE, isWhole, itemsOf, numberOf, plain, scalar, textOf, unknownValue } from "./value";

/** A function of the Terraform language over values; undefined where the result is not known. */
type TerraformFunction = (args: readonly Value[], place: Place) => Value | undefined;

const first: TerraformFunction = ([value]) => value;

const overText =
  (change: (text: string) => string): TerraformFunction =>
  ([value], place) => {
    const text = textOf(value);
    return text === undefined ? undefined : scalar(change(text), place);
  };

/** The functions configurations build constants with. Source: the function reference of Terraform and OpenTofu. */
const FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  tolist: first,
  toset: first,
  tomap: first,
  sensitive: first,
  nonsensitive: first,
  ephemeralasnull: () => undefined,
  tostring: overText((text) => text),
  lower: overText((text) => text.toLowerCase()),
  upper: overText((text) => text.toUpperCase()),
  trimspace: overText((text) => text.trim()),
  tonumber: ([value], place) => {
    const number = numberOf(value);
    return number === undefined ? undefined : scalar(number, place);
  },
  tobool: ([value], place) => {
    const truth = booleanOf(value);
    return truth === undefined ? undefined : scalar(truth, place);
  },
  jsonencode: ([of], place) => (of ? { kind: "json", of, place } : undefined),
  jsondecode: ([value]) => (value?.kind === "json" ? value.of : undefined),
  format: ([pattern, ...args], place) => {
    const text = textOf(pattern);
    return text === undefined ? undefined : formatted(text, args, place);
  },
  join: ([separator, ...lists], place) => {
    const between = textOf(separator);
    if (between === undefined || lists.some((list) => list.kind !== "list" || list.open)) return undefined;
    return joined(
      lists.flatMap(itemsOf).flatMap((item, i) => (i > 0 ? [between, item] : [item])),
      place,
    );
  },
  concat: (lists, place) => ({
    kind: "list",
    items: lists.flatMap(itemsOf),
    open: lists.some((list) => list.kind !== "list" || list.open),
    place,
  }),
  flatten: ([list], place) =>
    list?.kind === "list"
      ? {
          kind: "list",
          items: list.items.flatMap((item) => (item.kind === "list" ? item.items : [item])),
          open: list.open || list.items.some((item) => item.kind === "unknown" || (item.kind === "list" && item.open)),
          place,
        }
      : undefined,
  compact: ([list], place) =>
    list?.kind === "list"
      ? { ...list, items: list.items.filter((item) => !(item.kind === "scalar" && (item.value === null || item.value === ""))), place }
      : undefined,
  distinct: first,
  sort: first,
  merge: (objects, place) => {
    const entries = new Map<string, Value>();
    for (const object of objects) {
      if (object.kind === "object") for (const [key, value] of object.entries) entries.set(key, value);
      // An unknown map may overwrite what came before it.
      if (object.kind === "unknown" || (object.kind === "object" && object.open)) {
        for (const key of entries.keys()) if (object.kind === "unknown" || !object.entries.has(key)) entries.set(key, unknownValue(place));
      }
    }
    return { kind: "object", entries, open: objects.some((object) => object.kind !== "object" || object.open), place };
  },
  lookup: ([map, key, fallback]) => {
    const name = textOf(key);
    if (name === undefined || map?.kind !== "object") return undefined;
    return map.entries.get(name) ?? (map.open ? undefined : fallback);
  },
  keys: ([map], place) =>
    map?.kind === "object"
      ? { kind: "list", items: [...map.entries.keys()].sort().map((key) => scalar(key, place)), open: map.open, place }
      : undefined,
  values: ([map], place) =>
    map?.kind === "object" ? { kind: "list", items: [...map.entries.values()], open: map.open, place } : undefined,
  element: ([list, index]) => {
    const at = numberOf(index);
    if (list?.kind !== "list" || list.open || at === undefined || !list.items.length) return undefined;
    return list.items[at % list.items.length];
  },
  length: ([value], place) => {
    if (value?.kind === "list" && !value.open) return scalar(value.items.length, place);
    if (value?.kind === "object" && !value.open) return scalar(value.entries.size, place);
    const text = textOf(value);
    return text === undefined ? undefined : scalar(text.length, place);
  },
  contains: ([list, wanted], place) => {
    const text = textOf(wanted);
    if (list?.kind !== "list" || text === undefined) return undefined;
    if (list.items.some((item) => textOf(item) === text)) return scalar(true, place);
    return isWhole(list) ? scalar(false, place) : undefined;
  },
  coalesce: (args) => {
    const found = args.find((arg) => !(arg.kind === "scalar" && (arg.value === null || arg.value === "")));
    return found?.kind === "unknown" ? undefined : found;
  },
  try: ([value]) => (value?.kind === "unknown" ? undefined : value),
};

export const callFunction = (name: string, args: readonly Value[], place: Place): Value | undefined =>
  Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name]?.(args, place) : undefined;

/** Texts and values in a row: known, or a text with holes. */
export function joined(parts: readonly (string | Value)[], place: Place): Value {
  let text = "";
  let whole = true;
  for (const part of parts) {
    const known = typeof part === "string" ? part : part.kind === "json" && isWhole(part) ? String(plain(part)) : textOf(part);
    if (known === undefined) whole = false;
    text += known ?? (typeof part === "object" && part.kind === "text" ? part.text : HOLE);
    if (text.length > MAX_TEXT) return unknownValue(place);
  }
  return whole ? scalar(text, place) : { kind: "text", text, place };
}

/** Constants that double at each step must not fill the memory. */
const MAX_TEXT = 200_000;

/** `%s`, `%d` and `%v` without widths; anything finer is not known. */
function formatted(pattern: string, args: readonly Value[], place: Place): Value | undefined {
  const parts: (string | Value)[] = [];
  let next = 0;
  for (const piece of pattern.split(/(%[^%a-zA-Z]*[%a-zA-Z])/)) {
    if (!piece.startsWith("%")) parts.push(piece);
    else if (piece === "%%") parts.push("%");
    else {
      const arg = args[next++];
      if (!/^%[sdv]$/.test(piece) || !arg) return undefined;
      parts.push(arg);
    }
  }
  return joined(parts, place);
}
