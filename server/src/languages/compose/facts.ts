import type { FactDraft } from "../../core/fact";
import { fact, factKind } from "../../core/fact";
import type { Path } from "../../core/path";
import { onceFor } from "../../core/memo";
import { dirname, join } from "../../core/path";
import type { Range } from "../../core/text";
import { range } from "../../core/text";
import { originOf } from "../yaml/pieces";
import type { YamlMap, YamlNode } from "../yaml/node";
import type { Data } from "./data";
import { at, dataOf, hasKey, isList, isMap, textOf, textsOf } from "./data";
import { dockerfileUses } from "./dockerfile-uses";
import type { ComposeTree } from "./tree";

/** The four sections of named things that services refer to. */
export const SECTIONS = ["volumes", "networks", "secrets", "configs"] as const;
export type Section = (typeof SECTIONS)[number];
export const isSection = (name: string): name is Section => (SECTIONS as readonly string[]).includes(name);

/** What a Compose file says beside its services; the key is empty, so that a folder's files can be listed. */
export interface FileFact {
  readonly path: Path;
  readonly include: Data;
  readonly sections: Readonly<Record<Section, Data>>;
  /** Its services by name, each with the keys it writes. */
  readonly services: Readonly<Record<string, readonly string[]>>;
}
export const composeFileFact = factKind<FileFact>("compose.file");

/** A service as one document writes it, merge keys and aliases resolved; the key is the file's path. The range is its name. */
export interface ServiceFact {
  readonly name: string;
  readonly data: Data;
}
export const composeServiceFact = factKind<ServiceFact>("compose.service");

/** A place inside a service that other services are compared with; the key is the file's path. */
interface SpotFact {
  readonly service: string;
  readonly kind: "port" | "container_name" | "depends_on";
  readonly data: Data;
}
export const composeSpotFact = factKind<SpotFact>("compose.spot");

/** Says to a file that another one includes or extends it; the scope and the key are the target's. */
interface UseFact {
  readonly by: Path;
  readonly kind: "include" | "extends";
}
export const composeUseFact = factKind<UseFact>("compose.use");

/** What a document offers the others of its project. */
export function* composeFacts(tree: ComposeTree, path: Path): Iterable<FactDraft> {
  const root = tree.expanded;
  if (root?.kind !== "map") return;
  const anchors = tree.expandedAnchors;
  const read = (key: string): Data => {
    const pair = root.pairs.find((candidate) => candidate.key.source === key);
    return pair ? dataOf(pair.value, anchors) : null;
  };
  const services = [...servicesOf(tree)];
  const include = read("include");
  const sections = { volumes: read("volumes"), networks: read("networks"), secrets: read("secrets"), configs: read("configs") };
  const names = Object.fromEntries(services.map(({ name, data }) => [name, isMap(data) ? Object.keys(data) : []]));
  yield fact(composeFileFact, "", { path, include, sections, services: names }, firstKey(root));
  for (const service of services) {
    const { name, data, at: where, node } = service;
    yield fact(composeServiceFact, path, { name, data }, where);
    yield* dockerfileUses(service, path);
    if (node?.kind === "map") yield* spots(name, node, tree, path);
  }
  for (const target of targetsOf(include, services)) {
    const full = join(dirname(path), target.path);
    if (full !== path) yield fact(composeUseFact, full, { by: path, kind: target.kind }, firstKey(root), `compose:${dirname(full)}`);
  }
}

/** One entry of `include`. */
export interface Include {
  /** As written; undefined for one that is not known. The first of several is overridden by the others. */
  readonly paths: readonly (string | undefined)[];
  /** Where relative paths of the included files start, as written; undefined for the first file's folder. */
  readonly folder: string | undefined;
  /** The files that say its variables, as written; undefined for `.env` beside it. */
  readonly envFiles: readonly string[] | undefined;
}

export function includesOf(include: Data): Include[] {
  if (include === null) return [];
  if (!isList(include)) return [{ paths: [undefined], folder: undefined, envFiles: undefined }];
  return include.map((item) => {
    const value = isMap(item) ? at(item, "path") : item;
    const folder = textOf(at(item, "project_directory"));
    const envFiles = hasKey(item, "env_file") ? textsOf(at(item, "env_file")) : undefined;
    return { paths: (isList(value) ? value : [value]).map(textOf), folder, envFiles };
  });
}

const includePaths = (include: Data): (string | undefined)[] => includesOf(include).flatMap(({ paths }) => paths);

interface ServiceNode extends ServiceFact {
  readonly at: Range;
  readonly node: YamlNode | undefined;
}

function* servicesOf(tree: ComposeTree): Iterable<ServiceNode> {
  const root = tree.expanded;
  const services = root?.kind === "map" ? root.pairs.find((pair) => pair.key.source === "services")?.value : undefined;
  const map = resolved(services, tree);
  if (map?.kind !== "map") return;
  for (const { key, value } of map.pairs) {
    if (key.source === "__proto__") continue;
    yield {
      name: key.source,
      data: tree.pieces && value ? dataOfEntry(originOf(value)) : dataOf(value, tree.expandedAnchors),
      at: range(key.start, key.end),
      node: resolved(value, tree),
    };
  }
}

/** A document that is read in pieces has no anchors. */
const dataOfEntry = onceFor((node: YamlNode): Data => dataOf(node, new Map<string, YamlNode>()));

const resolved = (node: YamlNode | undefined, tree: ComposeTree): YamlNode | undefined =>
  node?.kind === "alias" ? tree.expandedAnchors.get(node.name) : node;

function* spots(service: string, node: YamlMap, tree: ComposeTree, path: Path): Iterable<FactDraft> {
  const value = (key: string) => resolved(node.pairs.find((pair) => pair.key.source === key)?.value, tree);
  const spot = (kind: SpotFact["kind"], data: Data, where: YamlNode): FactDraft =>
    fact(composeSpotFact, path, { service, kind, data }, range(where.start, where.end));
  const ports = value("ports");
  for (const item of ports?.kind === "seq" ? ports.items : [])
    if (item.node) yield spot("port", dataOf(item.node, tree.expandedAnchors), portNode(item.node));
  const name = value("container_name");
  if (name?.kind === "scalar") yield spot("container_name", dataOf(name, tree.expandedAnchors), name);
  const depends = value("depends_on");
  if (depends?.kind === "seq")
    for (const item of depends.items) if (item.node?.kind === "scalar") yield spot("depends_on", item.node.source, item.node);
  if (depends?.kind === "map") for (const { key } of depends.pairs) yield spot("depends_on", key.source, key);
}

/** Of a long port, the published one is what another entry can be in the way of. */
function portNode(node: YamlNode): YamlNode {
  const published = node.kind === "map" ? node.pairs.find((pair) => pair.key.source === "published")?.value : undefined;
  return published ?? node;
}

function* targetsOf(include: Data, services: readonly ServiceFact[]): Iterable<{ path: string; kind: UseFact["kind"] }> {
  for (const path of includePaths(include)) if (path !== undefined && !isRemote(path)) yield { path, kind: "include" };
  const files = new Set(services.flatMap(({ data }) => textsOf(at(data, "extends", "file"))));
  for (const path of files) yield { path, kind: "extends" };
}

/** Git repositories, OCI artifacts and the like: nobody's to read here. */
export const isRemote = (path: string): boolean => /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/i.test(path);

function firstKey(root: YamlMap): Range {
  const key = root.pairs[0]?.key;
  return key ? range(key.start, key.end) : range(0, 1);
}
