import type { Scalar, YamlNode } from "../yaml/node";
import type { Lookup } from "./template";
import { literal, settle, usual } from "./template";

/**
 * A value as facts and views carry it: plain data whose strings are templates (see template.ts). `undefined` is written, but cannot be
 * read. A mapping under {@link OPEN} may hold more keys than it shows; `!reset` and `!override` are mappings with that one key.
 */
export type Data = Scalar | readonly Data[] | DataMap | undefined;
export interface DataMap {
  readonly [key: string]: Data;
}

/** The key that marks a mapping as open. No mapping has it otherwise: merge keys are filled in before. */
export const OPEN = "<<";
export const RESET = "!reset";
export const OVERRIDE = "!override";

/** How many values one service may unfold to: more is a document made to hurt. */
const MOST_VALUES = 5_000;
const DEEPEST = 24;

export const isMap = (data: Data): data is DataMap => typeof data === "object" && data !== null && !Array.isArray(data);
export const isList = (data: Data): data is readonly Data[] => Array.isArray(data);

/** Reads a node as data, its aliases resolved. */
export function dataOf(node: YamlNode | undefined, anchors: ReadonlyMap<string, YamlNode>): Data {
  let left = MOST_VALUES;
  const read = (current: YamlNode | undefined, depth: number): Data => {
    if (!current) return null;
    if (--left < 0 || depth > DEEPEST) return undefined;
    if (current.kind === "alias") return anchors.has(current.name) ? read(anchors.get(current.name), depth + 1) : undefined;
    if (current.tag === RESET) return { [RESET]: true };
    const value = plain(current, depth);
    return current.tag === OVERRIDE ? { [OVERRIDE]: value } : value;
  };
  const plain = (current: Exclude<YamlNode, { kind: "alias" }>, depth: number): Data => {
    if (current.kind === "scalar") return current.masks ? current.source : current.value;
    if (current.kind === "seq") return current.items.map((item) => read(item.node, depth + 1));
    const result: Record<string, Data> = {};
    for (const { key, value } of current.pairs) if (key.source !== "__proto__") result[key.source] = read(value, depth + 1);
    if (current.open) result[OPEN] = true;
    return result;
  };
  return read(node, 0);
}

/** The data with all its strings settled: see {@link settle}. */
export function settleData(data: Data, lookup: Lookup): Data {
  if (typeof data === "string") return settle(data, lookup);
  if (isList(data)) return data.map((item) => settleData(item, lookup));
  if (!isMap(data)) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, settleData(value, lookup)]));
}

/** A key's value. A key that is not there gives undefined as well: ask {@link lacksKey} before saying so. */
export const at = (data: Data, ...path: readonly string[]): Data =>
  path.reduce<Data>((current, key) => (isMap(current) && Object.hasOwn(current, key) ? current[key] : undefined), data);

/** Whether a key stands in a mapping, readable or not. */
export const hasKey = (data: Data, key: string): boolean => isMap(data) && Object.hasOwn(data, key);

/** Whether a path is not written, and nothing unseen can supply it. */
export function lacksKey(data: Data, ...path: readonly string[]): boolean {
  let current = data;
  for (const key of path) {
    if (current === null) return true;
    if (!isMap(current)) return false;
    if (!Object.hasOwn(current, key)) return !Object.hasOwn(current, OPEN);
    current = current[key];
  }
  return false;
}

/** The text of a known scalar; undefined for everything else. */
export function textOf(data: Data): string | undefined {
  if (typeof data === "string") return literal(data);
  return typeof data === "number" || typeof data === "boolean" ? String(data) : undefined;
}

/** The text of a scalar when every default is taken. */
export function usualText(data: Data): string | undefined {
  return typeof data === "string" ? usual(data) : textOf(data);
}

/** A known list of strings, a single one included; items that are not known are left out. */
export function textsOf(data: Data): string[] {
  return (isList(data) ? data : [data]).flatMap((item) => textOf(item) ?? []);
}

/** Whether a value is `true`, also as a string that a variable brought. */
export const isTrue = (data: Data): boolean => data === true || textOf(data) === "true";
