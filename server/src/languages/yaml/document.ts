import type { Field } from "../../core/field";
import { unknown } from "../../core/field";
import type { Part } from "../../core/part";
import { range } from "../../core/text";
import type { Mapping } from "./mapping";
import { rootMapping } from "./mapping";
import type { Scalar, YamlMap, YamlScalar, YamlTree } from "./node";

/** What resolves scalars and adds keys, for documents that have such help. */
export interface DocumentHelp {
  readonly resolve?: (scalar: YamlScalar) => Field<Scalar>;
  readonly adjust?: (map: YamlMap, key: string) => "maybe" | "unknown" | undefined;
  readonly partial?: boolean;
}

/** The root mapping of a parsed part. What is missing at the root is underlined at its first key. */
export function documentRoot(tree: YamlTree, part: Part, help: DocumentHelp = {}): Mapping {
  const first = tree.root?.kind === "map" ? tree.root.pairs[0]?.key : undefined;
  return rootMapping(tree.root, first ? range(first.start, first.end) : range(0, 0), {
    text: part.text,
    resolve: help.resolve ?? ((scalar) => unknown(range(scalar.start, scalar.end))),
    alias: (name) => tree.anchors.get(name),
    ...(help.adjust ? { adjust: help.adjust } : {}),
    ...(help.partial ? { partial: true } : {}),
  });
}

/** A plain value out of a node: for facts, which must be data. Aliases and templated scalars are undefined. */
export function plainValue(mapping: Mapping): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const key of mapping.keys) {
    const value = mapping.get(key);
    if (value !== undefined) result[key] = value;
    else if (mapping.map(key).presence === "written") result[key] = plainValue(mapping.map(key));
  }
  return result;
}

/** The entries of a mapping of strings (labels, selectors); undefined when any of it is unknown. */
export function stringMap(mapping: Mapping): Record<string, string> | undefined {
  if (mapping.open) return undefined;
  const result: Record<string, string> = {};
  for (const key of mapping.keys) {
    const value = mapping.string(key);
    if (value === undefined) return undefined;
    result[key] = value;
  }
  return result;
}
