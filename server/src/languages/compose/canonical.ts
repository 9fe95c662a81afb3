import type { Path } from "../../core/path";
import { join } from "../../core/path";
import type { Data, DataMap } from "./data";
import { at, hasKey, isList, isMap, OPEN, OVERRIDE, RESET, textOf, usualText } from "./data";
import { readMount } from "./volumes";

/**
 * A service with its short forms written out: `environment`, `depends_on`, `networks` and `build` as mappings, `env_file` as a list of
 * mappings with absolute paths. Merging and every question start from this one form.
 */
export function canonicalService(data: Data, folder: Path): DataMap {
  if (!isMap(data)) return data === null ? {} : { [OPEN]: true };
  const result: Record<string, Data> = { ...data };
  const change = (key: string, form: (value: Data) => Data): void => {
    if (hasKey(data, key)) result[key] = throughTags(data[key], form);
  };
  change("environment", keyValues);
  change("build", (value) => (typeof value === "string" ? { context: value } : value));
  change("depends_on", (value) => namesToMap(value, { condition: "service_started" }));
  change("networks", (value) => namesToMap(value, null));
  change("env_file", (value) => envFiles(value, folder));
  change("extends", (value) => (typeof value === "string" ? { service: value } : value));
  return result;
}

/** Puts a service over another as Compose does. Rules: https://docs.docker.com/reference/compose-file/merge/ */
export function mergeService(base: DataMap, over: DataMap): DataMap {
  const merged = merge(base, over, "");
  return isMap(merged) ? merged : over;
}

/** Without the tags that have done their work, or had nothing to work on. */
export function withoutTags(data: Data): Data {
  if (isList(data)) return data.map(withoutTags);
  if (!isMap(data)) return data;
  if (hasKey(data, OVERRIDE)) return withoutTags(data[OVERRIDE]);
  const kept = Object.entries(data).filter(([, value]) => !(isMap(value) && hasKey(value, RESET)));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutTags(value)]));
}

/** Lists that are replaced and not continued. */
const REPLACED: ReadonlySet<string> = new Set(["command", "entrypoint", "test"]);

function merge(base: Data, over: Data, key: string): Data {
  if (isMap(over) && hasKey(over, OVERRIDE)) return over[OVERRIDE];
  if (over === null) return base;
  if (over === undefined) return undefined;
  if (isMap(base) && isMap(over)) return mergeMaps(base, over);
  if (isList(base) && isList(over)) return REPLACED.has(key) ? over : key === "volumes" ? mergeMounts(base, over) : [...base, ...over];
  return base === undefined && typeof over === "object" ? undefined : over;
}

function mergeMaps(base: DataMap, over: DataMap): DataMap {
  const result: Record<string, Data> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (isMap(value) && hasKey(value, RESET)) Reflect.deleteProperty(result, key);
    else result[key] = hasKey(base, key) ? merge(base[key], value, key) : value;
  }
  return result;
}

/** A mount replaces the one at the same place in the container. */
function mergeMounts(base: readonly Data[], over: readonly Data[]): readonly Data[] {
  const targets = new Set(over.flatMap((item) => readMount(item)?.target ?? []));
  return [...base.filter((item) => !targets.has(readMount(item)?.target ?? "")), ...over];
}

const throughTags = (value: Data, form: (value: Data) => Data): Data =>
  isMap(value) && hasKey(value, OVERRIDE)
    ? { [OVERRIDE]: form(value[OVERRIDE]) }
    : isMap(value) && hasKey(value, RESET)
      ? value
      : form(value);

/** `- NAME=value` and `- NAME`, whose value comes from the shell, as a mapping. */
function keyValues(value: Data): Data {
  if (!isList(value)) return value;
  const result: Record<string, Data> = {};
  for (const item of value) {
    const text = typeof item === "string" ? item : undefined;
    const cut = text?.indexOf("=") ?? -1;
    const name = text === undefined ? undefined : textOf(cut < 0 ? text : text.slice(0, cut));
    if (text === undefined || name === undefined) result[OPEN] = true;
    else result[name] = cut < 0 ? null : text.slice(cut + 1);
  }
  return result;
}

function namesToMap(value: Data, entry: Data): Data {
  if (!isList(value)) return value;
  const result: Record<string, Data> = {};
  for (const item of value) {
    const name = textOf(item);
    if (name === undefined) result[OPEN] = true;
    else result[name] = entry;
  }
  return result;
}

function envFiles(value: Data, folder: Path): Data {
  if (value === undefined || value === null) return value;
  return (isList(value) ? value : [value]).map((item): Data => {
    const path = textOf(isMap(item) ? at(item, "path") : item);
    if (path === undefined) return undefined;
    return {
      path: join(folder, path),
      required: isMap(item) && hasKey(item, "required") ? usualText(at(item, "required")) !== "false" : true,
    };
  });
}
