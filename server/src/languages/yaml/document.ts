import type { Field } from "../../core/field";
import { unknown, valueOf } from "../../core/field";
import type { Part } from "../../core/part";
import { range } from "../../core/text";
import { Mapping, Sequence, rootMapping } from "./mapping";
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

/** Everything that is known of a mapping, as data. What is not known is left out; of a list with such an item, all. */
export function dataOf(mapping: Mapping): Record<string, unknown> {
  return Object.fromEntries(
    mapping.keys.flatMap((key) => {
      const value = valueOf(mapping.field(key));
      const data = value instanceof Mapping ? dataOf(value) : value instanceof Sequence ? itemsOf(value) : value;
      return data === undefined ? [] : [[key, data]];
    }),
  );
}

function itemsOf(sequence: Sequence): unknown[] | undefined {
  const maps = [...sequence.maps()].map(dataOf);
  const scalars = [...sequence.scalars()].flatMap((field) => (field.state === "known" ? [field.value] : []));
  // A list of both kinds would lose its order.
  return [maps, scalars].find(({ length }) => length === sequence.length);
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
