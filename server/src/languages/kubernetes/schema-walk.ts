import type { Query, Reading } from "../../core/rule";
import { query } from "../../core/rule";
import type { Range } from "../../core/text";
import { lineStartAt, range, underline } from "../../core/text";
import type { Branch } from "../helm/mask";
import { findBranches } from "../helm/mask";
import { Mapping } from "../yaml/mapping";
import type { YamlNode } from "../yaml/node";
import type { KubernetesObject } from "./object";
import { objectOf } from "./object";
import type { ObjectSchema, Schema } from "./schema";
import { schemaOf } from "./schema";

/** A mapping of an object with the schema it has to follow. */
export interface SchemaMapping {
  readonly object: KubernetesObject;
  readonly mapping: Mapping;
  readonly schema: ObjectSchema;
  /** `spec.template.spec`; empty for the object itself. */
  readonly path: string;
  readonly parent: SchemaMapping | undefined;
  /** Whether every cluster knows the schema. Of an operator's nobody knows the version: there only what is clearly a slip is one. */
  readonly builtIn: boolean;
  readonly branches: readonly Branch[];
}

/** A written value with the schema it has to follow. */
export interface SchemaValue {
  readonly object: KubernetesObject;
  readonly node: YamlNode;
  readonly schema: Schema;
  readonly path: string;
  readonly at: Range;
  readonly builtIn: boolean;
}

interface Walk {
  readonly branches: readonly Branch[];
  readonly mappings: SchemaMapping[];
  readonly values: SchemaValue[];
}

const WALK = {};
const NOTHING: Walk = { branches: [], mappings: [], values: [] };
/** The line that tells a YAML language server which schema a document follows. */
const MODELINE = /^[ \t]*#[ \t]*yaml-language-server[ \t]*:.*\$schema[ \t]*=/m;

/** What is compared with the schema: nothing of a patch, which says only what it changes, nor of a part that was not read whole. */
function walkOf(reading: Reading): Walk {
  return reading.once(WALK, () => {
    const object = objectOf(reading);
    if (!object || object.tree.sketched || object.root.world.partial === true || object.tree.errors.length) return NOTHING;
    if (reading.settings.standDown.includes("modeline") && MODELINE.test(reading.part.text)) return NOTHING;
    const kind = schemaOf(object.apiVersion, object.kind);
    if (!kind) return NOTHING;
    const { tree } = object;
    const walk: Walk = { branches: findBranches(tree.masks, reading.part.text.length), mappings: [], values: [] };
    visit(
      { object, mapping: object.root, schema: kind.root, path: "", parent: undefined, builtIn: kind.builtIn, branches: walk.branches },
      walk,
    );
    return walk;
  });
}

function visit(at: SchemaMapping, walk: Walk): void {
  walk.mappings.push(at);
  const { mapping, path } = at;
  for (const { key, value } of mapping.pairs) {
    const field = at.schema.fields.get(key.source);
    if (!field || key.masks || !value || !isSurelyHere(key.start, at)) continue;
    const anchor = range(key.start, key.end);
    visitValue(value, field.schema, path === "" ? key.source : `${path}.${key.source}`, anchor, { mapping, key: key.source }, at, walk);
  }
}

function visitValue(
  node: YamlNode,
  schema: Schema,
  path: string,
  anchor: Range,
  link: { readonly mapping: Mapping; readonly key: string } | undefined,
  parent: SchemaMapping,
  walk: Walk,
): void {
  const { object, builtIn } = parent;
  const { world } = object.root;
  // What stands behind an alias is judged where it is written, and a tag means that somebody says the type.
  if (node.kind === "alias" || node.tag !== undefined || schema.type === "any" || isTemplated(node, world.text)) return;
  const own = node.kind === "scalar" && node.style !== "block" && node.end > node.start;
  walk.values.push({ object, node, schema, path, at: own ? underline(world.text, range(node.start, node.end)) : anchor, builtIn });
  if (node.kind === "seq" && schema.type === "list")
    node.items.forEach((item, i) => {
      const first = item.node?.kind === "map" ? item.node.pairs[0]?.key : undefined;
      const start = first ? range(first.start, first.end) : range(item.start, item.start + 1);
      if (item.node && !crosses(walk.branches, anchor.start, item.start))
        visitValue(item.node, schema.of, `${path}[${i}]`, start, undefined, parent, walk);
    });
  if (node.kind !== "map") return;
  const mapping = new Mapping(node, "written", anchor, world, link);
  if (schema.type === "object") visit({ object, mapping, schema, path, parent, builtIn, branches: walk.branches }, walk);
  if (schema.type === "map")
    for (const { key, value } of node.pairs)
      if (value && !key.masks && !crosses(walk.branches, anchor.start, key.start))
        visitValue(value, schema.of, `${path}.${key.source}`, range(key.start, key.end), { mapping, key: key.source }, parent, walk);
}

/** Actions of a template that no mask covers: another tool's braces read as a mapping in a mapping. */
const isTemplated = (node: YamlNode, text: string): boolean =>
  (node.kind === "scalar" && node.masks !== undefined) || text.startsWith("{{", node.start);

/** Whether one offset lies in a branch of the template that the other is not in: what follows an `else` is no child of what precedes it. */
const crosses = (branches: readonly Branch[], holder: number, at: number): boolean =>
  branches.some(({ start, end }) => start <= holder && holder < end && !(start <= at && at < end));

/**
 * Whether a key certainly stands in a mapping: not in another branch of the template, and not behind an action on its line, which moves it
 * when it is rendered.
 */
export function isSurelyHere(key: number, { mapping, branches, object }: SchemaMapping): boolean {
  const line = lineStartAt(mapping.world.text, key);
  return !crosses(branches, mapping.anchor.start, key) && !object.tree.masks.some((mask) => mask.end > line && mask.end <= key);
}

/** Every mapping of an object whose schema is known, the object itself first. */
export const schemaMappings: Query<SchemaMapping> = query(["kubernetes", "helm-template"], (reading) => walkOf(reading).mappings);

/** Every written value of an object whose schema is known. */
export const schemaValues: Query<SchemaValue> = query(["kubernetes", "helm-template"], (reading) => walkOf(reading).values);

/** A text that some tool replaces before the API server sees it: `${REPLICAS}`, `<your-value>`, `__NAME__`. */
export const isPlaceholder = (text: string): boolean => /[${}<>%@]|\{\{|__|\[\[/.test(text);
