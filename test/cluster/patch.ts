import { isDeepStrictEqual } from "node:util";
import { isObject, without } from "./resource";

/** A patch that cannot be applied: the sentence for the one who sent it. */
export class PatchError extends Error {}

type Tree = Readonly<Record<string, unknown>>;

/** A JSON merge patch (RFC 7386): null removes, objects are merged, everything else is replaced. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) Reflect.deleteProperty(result, key);
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/** A JSON patch (RFC 6902). */
export const jsonPatch = (target: unknown, operations: readonly Operation[]): unknown =>
  operations.reduce((document, { op, path, from = "", value }) => {
    switch (op) {
      case "add":
      case "replace":
      case "remove":
        return change(document, tokensOf(path), op, value);
      case "copy":
        return change(document, tokensOf(path), "add", valueIn(document, tokensOf(from)));
      case "move":
        return change(change(document, tokensOf(from), "remove"), tokensOf(path), "add", valueIn(document, tokensOf(from)));
      case "test":
        if (!isDeepStrictEqual(valueIn(document, tokensOf(path)), value)) throw new PatchError(`testing value ${path} failed`);
        return document;
      default:
        throw new PatchError(`unexpected kind: ${op}`);
    }
  }, target);

const tokensOf = (pointer: string): string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));

function valueIn(document: unknown, [token, ...rest]: readonly string[]): unknown {
  if (token === undefined) return document;
  const next = Array.isArray(document) ? (document as unknown[])[Number(token)] : isObject(document) ? document[token] : undefined;
  if (next === undefined) throw new PatchError(`doc is missing key: ${token}`);
  return valueIn(next, rest);
}

function change(document: unknown, [token = "", ...rest]: readonly string[], op: string, value?: unknown): unknown {
  const isLast = rest.length === 0;
  if (Array.isArray(document)) {
    const items = document as readonly unknown[];
    const index = token === "-" ? items.length : Number(token);
    if (!(index >= 0 && index < items.length + (isLast && op === "add" ? 1 : 0))) throw new PatchError(`doc is missing path: ${token}`);
    if (!isLast) return items.with(index, change(items[index], rest, op, value));
    return op === "add" ? items.toSpliced(index, 0, value) : op === "remove" ? items.toSpliced(index, 1) : items.with(index, value);
  }
  if (!isObject(document)) throw new PatchError(`doc is missing path: ${token}`);
  if (!isLast || op !== "add") if (!Object.hasOwn(document, token)) throw new PatchError(`doc is missing path: ${token}`);
  if (!isLast) return { ...document, [token]: change(document[token], rest, op, value) };
  return op === "remove" ? without(document, token) : { ...document, [token]: value };
}

/** What tells the items of a list apart. Source: the patch merge keys in the API reference of Kubernetes. */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  containers: "name",
  initContainers: "name",
  ephemeralContainers: "name",
  env: "name",
  volumes: "name",
  volumeMounts: "mountPath",
  conditions: "type",
  imagePullSecrets: "name",
  ownerReferences: "uid",
  hostAliases: "ip",
};
/** `ports` go by another key in a Service. */
const keyFor = (field: string, items: readonly unknown[]): string | undefined =>
  field === "ports" ? (items.some((item) => isObject(item) && "containerPort" in item) ? "containerPort" : "port") : MERGE_KEYS[field];

/** A strategic merge patch: a merge patch that merges the items of certain lists by their key. */
export function strategicPatch(target: unknown, patch: unknown, field = ""): unknown {
  if (Array.isArray(patch)) return mergeLists(Array.isArray(target) ? target : [], patch, field);
  if (!isObject(patch)) return patch;
  if (patch.$patch === "replace") return withoutDirectives(patch);
  const result: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    const removed = /^\$deleteFromPrimitiveList\/(.+)$/.exec(key)?.[1];
    if (removed !== undefined && Array.isArray(value)) {
      const gone: readonly unknown[] = value;
      const before = result[removed];
      result[removed] = Array.isArray(before) ? before.filter((item) => !gone.includes(item)) : [];
    } else if (key === "$retainKeys" && Array.isArray(value)) {
      for (const own of Object.keys(result)) if (!(value as readonly unknown[]).includes(own)) Reflect.deleteProperty(result, own);
    } else if (value === null) Reflect.deleteProperty(result, key);
    else if (!key.startsWith("$")) result[key] = strategicPatch(result[key], value, key);
  }
  return result;
}

function mergeLists(target: readonly unknown[], patch: readonly unknown[], field: string): unknown[] {
  const key = keyFor(field, [...target, ...patch]);
  if (key === undefined || patch.some((item) => isObject(item) && item.$patch === "replace"))
    return patch.filter((item) => !isObject(item) || item.$patch !== "replace");
  const idOf = (item: unknown): unknown => (isObject(item) ? item[key] : item);
  let result: unknown[] = [...target];
  for (const item of patch) {
    const at = result.findIndex((own) => isDeepStrictEqual(idOf(own), idOf(item)));
    if (isObject(item) && item.$patch === "delete") result = result.filter((_, i) => i !== at);
    else if (at < 0) result.push(withoutDirectives(item));
    else result[at] = strategicPatch(result[at], item);
  }
  return result;
}

const withoutDirectives = (value: unknown): unknown =>
  isObject(value) ? (Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith("$"))) satisfies Tree) : value;
