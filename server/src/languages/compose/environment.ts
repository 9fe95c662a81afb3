import type { Path } from "../../core/path";
import type { Scope } from "../../core/scope";
import type { Range } from "../../core/text";
import { range } from "../../core/text";
import type { YamlNode, YamlScalar } from "../yaml/node";
import { at, hasKey, isList, isMap, OPEN, textOf } from "./data";
import { dotenvAt } from "./dotenv";
import type { MergedService } from "./project";
import type { ComposeService, Item } from "./service";

/** A variable that a service of this file writes under `environment`. */
export interface EnvironmentEntry {
  readonly name: string;
  /** The text as written: a template. */
  readonly text: string;
  /** Whether it holds a variable of Compose. */
  readonly templated: boolean;
  /** What to underline: the value. */
  readonly at: Range;
  /** Where the value can be replaced, and how its text is quoted there; braces would end a plain entry of a flow list. */
  readonly replace: { readonly range: Range; readonly inList: boolean; readonly inFlow: boolean; readonly scalar: YamlScalar } | undefined;
}

const ENVIRONMENT = {};

/** The variables with a value. */
export const environmentEntries = (service: ComposeService): readonly EnvironmentEntry[] =>
  service.once(ENVIRONMENT, () => [...keyValueEntries(service, service.written.pair("environment")?.value, service.items("environment"))]);

/** The arguments of a build that have a value. */
export const buildArguments = (service: ComposeService): Iterable<EnvironmentEntry> =>
  keyValueEntries(service, service.written.map("build").pair("args")?.value);

function* keyValueEntries(
  service: ComposeService,
  node: YamlNode | undefined,
  items: readonly Item[] = service.itemsOf(node),
): Iterable<EnvironmentEntry> {
  const { text } = service.file;
  for (const item of items) {
    const scalar = item.node;
    if (scalar?.kind !== "scalar") continue;
    if (node?.kind === "map" && item.key !== undefined) {
      const replace =
        scalar.style === "block" ? undefined : { range: range(scalar.start, scalar.end), inList: false, inFlow: false, scalar };
      yield { name: item.key, text: scalar.source, templated: scalar.masks !== undefined, at: item.at, replace };
      continue;
    }
    const cut = scalar.source.indexOf("=");
    if (cut < 0) continue;
    const from = (scalar.style === "plain" ? scalar.start : scalar.start + 1) + cut + 1;
    const value = scalar.source.slice(cut + 1);
    const isVerbatim = scalar.style !== "block" && value !== "" && text.startsWith(value, from) && !value.includes("\n");
    const where = isVerbatim ? range(from, from + value.length) : undefined;
    yield {
      name: scalar.source.slice(0, cut),
      text: value,
      templated: scalar.masks !== undefined,
      at: where ?? item.at,
      replace: where && { range: where, inList: true, inFlow: node?.kind === "seq" && node.flow && scalar.style === "plain", scalar },
    };
  }
}

/**
 * What a merged service gets of a variable: `set` by `environment` or an `env_file`, `empty` there, `unset` for sure, `unknown` where a file or a variable
 * decides that nobody can read here.
 */
export function variableOf(service: MergedService, name: string, scope: Scope): "set" | "empty" | "unset" | "unknown" {
  const environment = at(service.data, "environment");
  if (hasKey(environment, name)) return at(environment, name) === "" ? "empty" : "set";
  const isOpen = (key: string) => hasKey(service.data, OPEN) || service.possible.includes(key) || service.possible.includes("extends");
  if (isOpen("environment") || isOpen("env_file") || hasKey(environment, OPEN)) return "unknown";
  if (hasKey(service.data, "environment") && environment !== null && !isMap(environment)) return "unknown";
  if (!hasKey(service.data, "env_file") || service.data["env_file"] === null) return "unset";
  const files = envFilesOf(service);
  if (!files) return "unknown";
  // Of several files the last one wins.
  for (const path of [...files].reverse()) {
    const variables = dotenvAt(scope, path);
    if (!variables) return "unknown";
    if (variables.has(name)) return variables.get(name) === "" ? "empty" : "set";
  }
  return "unset";
}

/** The files of `env_file`; undefined when one is not known. */
function envFilesOf(service: MergedService): Path[] | undefined {
  const files = service.data["env_file"];
  if (!isList(files)) return undefined;
  const paths = files.map((file) => textOf(at(file, "path")));
  return paths.every((path) => path !== undefined) ? paths : undefined;
}
