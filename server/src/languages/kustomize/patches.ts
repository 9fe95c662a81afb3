import type { Path } from "../../core/path";
import type { Scope } from "../../core/scope";
import { scopeParts, viewKind } from "../../core/scope";
import type { YamlMap, YamlNode } from "../yaml/node";
import { parseYaml } from "../yaml/parse";
import { splitDocuments } from "../yaml/split";
import type { PatchSource } from "./support";
import { KUSTOMIZE, buildsFolder } from "./support";

/** What a patch writes: keys below keys; list items by their `name`, or by their index in a JSON patch. */
interface Touched {
  readonly [key: string]: Touched;
}

interface Patch {
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly keys: Touched;
}

/** Everything the kustomizations that build a folder do to its objects. */
export interface Changes {
  readonly patches: readonly Patch[];
  readonly images: readonly string[];
  readonly replicas: readonly string[];
  readonly selects: boolean;
  readonly opaque: boolean;
}

const NONE: Changes = { patches: [], images: [], replicas: [], selects: false, opaque: false };

/** The changes to the objects of a folder, of its own kustomization and of every overlay over it. Keyed by the folder. */
export const changesTo = viewKind<Changes>("kustomize/changes", (folder, scope) => {
  const shared = scope.in(KUSTOMIZE);
  const seen = new Set<Path>();
  const all: Changes[] = [];
  const visit = (target: Path): void => {
    for (const { value } of shared.all(buildsFolder, target)) {
      if (seen.has(value.folder)) continue;
      seen.add(value.folder);
      all.push({
        patches: value.patches.flatMap((source) => readPatch(source, scope)),
        images: value.images,
        replicas: value.replicas,
        selects: value.selects,
        opaque: value.opaque,
      });
      if (value.folder !== target) visit(value.folder);
    }
  };
  visit(folder);
  if (!all.length) return NONE;
  return {
    patches: all.flatMap((changes) => changes.patches),
    images: all.flatMap((changes) => changes.images),
    replicas: all.flatMap((changes) => changes.replicas),
    selects: all.some((changes) => changes.selects),
    opaque: all.some((changes) => changes.opaque),
  };
});

/** The changes that concern the objects of a scope; none outside of kustomizations. */
export function changesIn(scope: Scope): Changes {
  const { kind, folder } = scopeParts(scope.id);
  return kind === "kustomization" ? (scope.effective(changesTo, folder) ?? NONE) : NONE;
}

/**
 * What kustomizations may do to one key of an object's mapping: add it, or replace what is written. The patches are laid over the object's
 * nodes once, containers by name, as a strategic merge does.
 */
export function adjuster(
  root: YamlMap,
  kind: string,
  name: string | undefined,
  changes: Changes,
): ((map: YamlMap, key: string) => "maybe" | "unknown" | undefined) | undefined {
  if (changes === NONE) return undefined;
  const added = new Map<YamlMap, Set<string>>();
  for (const patch of changes.patches) {
    if (patch.kind !== undefined && patch.kind !== kind) continue;
    if (patch.name !== undefined && name !== undefined && !nameFits(patch.name, name)) continue;
    lay(patch.keys, root, added);
  }
  const scaled = changes.replicas.includes(name ?? "");
  return (map, key) => {
    const pair = map.pairs.find((candidate) => candidate.key.source === key);
    const supplied = (key === "replicas" && scaled) || (changes.selects && SELECTING.includes(key)) || added.get(map)?.has(key) === true;
    if (!pair) return changes.opaque || supplied ? "maybe" : undefined;
    if (key === "image" && pair.value?.kind === "scalar" && changes.images.includes(imageName(pair.value.source))) return "unknown";
    return key === "replicas" && scaled ? "unknown" : undefined;
  };
}

/** What common labels are written below. */
const SELECTING: readonly string[] = ["selector", "matchLabels", "labels"];

/** Targets are regular expressions anchored at both ends. */
function nameFits(pattern: string, name: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(name);
  } catch {
    return pattern === name;
  }
}

const imageName = (image: string): string => image.replace(/@.*$/, "").replace(/:[^/:]*$/, "");

function lay(keys: Touched, node: YamlNode | undefined, added: Map<YamlMap, Set<string>>): void {
  if (node?.kind === "map") {
    for (const [key, below] of Object.entries(keys)) {
      const pair = node.pairs.find((candidate) => candidate.key.source === key);
      if (pair) lay(below, pair.value, added);
      else added.set(node, (added.get(node) ?? new Set()).add(key));
    }
  } else if (node?.kind === "seq") {
    node.items.forEach((item, index) => {
      const name = item.node?.kind === "map" ? item.node.pairs.find((pair) => pair.key.source === "name")?.value : undefined;
      const below = keys[String(index)] ?? (name?.kind === "scalar" ? keys[`name=${name.source}`] : undefined);
      if (below) lay(below, item.node, added);
    });
  }
}

function readPatch(source: PatchSource, scope: Scope): Patch[] {
  const text = source.text ?? (source.path === undefined ? undefined : scope.text(source.path));
  if (text === undefined) return [];
  return splitDocuments(text, "document").flatMap(({ start, end }): Patch[] => {
    const { root } = parseYaml(text.slice(start, end), { version: "1.1", templated: false });
    if (root?.kind === "seq")
      return [{ kind: source.target?.kind, name: source.target?.name, keys: jsonPatchKeys(root.items.map((item) => item.node)) }];
    if (root?.kind !== "map") return [];
    const keys = keysOf(root);
    const own = { kind: stringAt(root, "kind"), name: stringAt(child(root, "metadata"), "name") };
    return [{ kind: source.target ? source.target.kind : own.kind, name: source.target ? source.target.name : own.name, keys }];
  });
}

function keysOf(node: YamlNode | undefined): Touched {
  const result: Record<string, Touched> = {};
  if (node?.kind === "map") for (const { key, value } of node.pairs) result[key.source] = keysOf(value);
  if (node?.kind === "seq")
    for (const item of node.items) {
      const name = item.node?.kind === "map" ? stringAt(item.node, "name") : undefined;
      if (name !== undefined) result[`name=${name}`] = keysOf(item.node);
    }
  return result;
}

/** RFC 6902 operations as keys: `/spec/template/spec/containers/0/readinessProbe`. */
function jsonPatchKeys(operations: readonly (YamlNode | undefined)[]): Touched {
  const result: Record<string, Touched> = {};
  for (const operation of operations) {
    if (operation?.kind !== "map" || !["add", "replace"].includes(stringAt(operation, "op") ?? "")) continue;
    const segments = (stringAt(operation, "path") ?? "")
      .split("/")
      .slice(1)
      .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
    let at: Record<string, Touched> = result;
    segments.forEach((segment, i) => {
      const last = i === segments.length - 1;
      const value = operation.pairs.find((pair) => pair.key.source === "value")?.value;
      at[segment] ??= last ? keysOf(value) : {};
      at = at[segment];
    });
  }
  return result;
}

const child = (map: YamlMap, key: string): YamlNode | undefined => map.pairs.find((pair) => pair.key.source === key)?.value;

function stringAt(node: YamlNode | undefined, key: string): string | undefined {
  const value = node?.kind === "map" ? child(node, key) : undefined;
  return value?.kind === "scalar" ? value.source : undefined;
}
