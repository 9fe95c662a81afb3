import type { Path } from "../../core/path";
import { join } from "../../core/path";
import type { Data, DataMap } from "./data";
import { at, hasKey, isList, isMap, OPEN, OVERRIDE, RESET, textOf, usualText } from "./data";
import { readPort, writeSpan } from "./ports";
import { readMount } from "./volumes";

/** Lists of `KEY=value` that may be written as mappings. */
const KEY_VALUES = ["environment", "labels", "annotations", "sysctls"];
const BUILD_KEY_VALUES = ["args", "labels", "additional_contexts"];
/** Lists that may be written as one text. */
const TEXTS = ["dns", "dns_search", "tmpfs", "label_file"];

/**
 * A service with its short forms written out: `environment`, `labels`, `depends_on`, `networks` and `build` as mappings, `dns` and `tmpfs` as
 * lists, `env_file` as a list of mappings with absolute paths. Merging and every question start from this one form.
 */
export function canonicalService(data: Data, folder: Path): DataMap {
  if (!isMap(data)) return data === null ? {} : { [OPEN]: true };
  const result: Record<string, Data> = { ...data };
  const change = (key: string, form: (value: Data) => Data): void => {
    if (hasKey(data, key)) result[key] = throughTags(data[key], form);
  };
  for (const key of KEY_VALUES) change(key, (value) => keyValues(value));
  for (const key of TEXTS) change(key, (value) => (typeof value === "string" ? [value] : value));
  change("extra_hosts", (value) => keyValues(value, /[=:]/));
  change("build", canonicalBuild);
  change("depends_on", (value) => namesToMap(value, { condition: "service_started" }));
  change("networks", (value) => namesToMap(value, null));
  change("env_file", (value) => envFiles(value, folder));
  change("extends", (value) => (typeof value === "string" ? { service: value } : value));
  return result;
}

function canonicalBuild(build: Data): Data {
  if (typeof build === "string") return { context: build };
  if (!isMap(build)) return build;
  const keys = BUILD_KEY_VALUES.filter((key) => hasKey(build, key));
  return { ...build, ...Object.fromEntries(keys.map((key) => [key, throughTags(build[key], (value) => keyValues(value))])) };
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
  if (isMap(base) && isMap(over)) return key === "logging" && isOtherDriver(base, over) ? over : mergeMaps(base, over);
  if (isList(base) && isList(over)) return REPLACED.has(key) ? over : mergeLists(base, over, IDENTITIES[key] ?? usualIdentity);
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

/** Options of one logging driver mean nothing to another. */
const isOtherDriver = (base: DataMap, over: DataMap): boolean =>
  hasKey(base, "driver") && hasKey(over, "driver") && textOf(base["driver"]) !== textOf(over["driver"]);

type Identity = (item: Data) => string | undefined;

const usualIdentity: Identity = (item) => (typeof item === "object" ? undefined : textOf(item));

/** Where a secret or a config lies in the container; one without a target lies under its own name. */
const fileTarget: Identity = (item) => (isMap(item) ? (textOf(at(item, "target")) ?? textOf(at(item, "source"))) : textOf(item));

/** What makes two entries of a list the same: then the later one replaces the other. */
const IDENTITIES: Readonly<Record<string, Identity>> = {
  volumes: (item) => readMount(item)?.target,
  secrets: fileTarget,
  configs: fileTarget,
  ports: (item) => {
    const port = readPort(item);
    if (!port?.hostKnown || !port.target) return undefined;
    return [port.hostIp ?? "", port.published && writeSpan(port.published), writeSpan(port.target), port.protocol].join(" ");
  },
  env_file: (item) => textOf(at(item, "path")),
};

/** The later list behind the earlier one; an entry that is there already is replaced where it stands. */
function mergeLists(base: readonly Data[], over: readonly Data[], identity: Identity): readonly Data[] {
  const result = [...base];
  for (const item of over) {
    const name = identity(item);
    const index = name === undefined ? -1 : result.findIndex((other) => identity(other) === name);
    if (index < 0) result.push(item);
    else result[index] = item;
  }
  return result;
}

const throughTags = (value: Data, form: (value: Data) => Data): Data =>
  isMap(value) && hasKey(value, OVERRIDE)
    ? { [OVERRIDE]: form(value[OVERRIDE]) }
    : isMap(value) && hasKey(value, RESET)
      ? value
      : form(value);

/** `- NAME=value` and `- NAME`, whose value comes from the shell, as a mapping. */
function keyValues(value: Data, separator = /=/): Data {
  if (!isList(value)) return value;
  const result: Record<string, Data> = {};
  for (const item of value) {
    const text = typeof item === "string" ? item : undefined;
    const cut = text?.search(separator) ?? -1;
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
