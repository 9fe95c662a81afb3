import { dirname } from "../../core/path";
import type { Query, Reading } from "../../core/rule";
import { query } from "../../core/rule";
import type { Range } from "../../core/text";
import { lineStartAt, range, underline } from "../../core/text";
import type { Branch } from "../helm/mask";
import { findBranches } from "../helm/mask";
import { Mapping } from "../yaml/mapping";
import type { YamlNode, YamlPair, YamlSeq, YamlTree } from "../yaml/node";
import { KUSTOMIZE, isResourceFile } from "../kustomize/support";
import type { KubernetesObject } from "./object";
import { objectsOf } from "./object";
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
  /** Whether what it lacks may still be written: below the end of the template's branch it stands in, or in what the file is a piece of. */
  readonly unfinished: boolean;
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
  readonly mappings: SchemaMapping[];
  readonly values: SchemaValue[];
}

const WALK = {};
const NOTHING: Walk = { mappings: [], values: [] };
/** The line that tells a YAML language server which schema a document follows. */
const MODELINE = /^[ \t]*#[ \t]*yaml-language-server[ \t]*:.*\$schema[ \t]*=/m;

/** The objects of a part, unless it is a patch, which says only what it changes, or names a schema that the editor compares it with. */
function judged(reading: Reading): readonly KubernetesObject[] {
  const isOthers = reading.settings.standDown.includes("modeline") && MODELINE.test(reading.part.text);
  return isOthers ? [] : objectsOf(reading).filter((object) => object.root.world.partial !== true);
}

/** What is compared with the schema: nothing of a part that was not read whole. */
function walkOf(reading: Reading): Walk {
  return reading.once(WALK, () => {
    const tree = reading.tree as YamlTree;
    if (tree.sketched || tree.errors.length) return NOTHING;
    const walk: Walk = { mappings: [], values: [] };
    const branches = findBranches(tree.masks, reading.part.text.length);
    const unfinished = isUnlisted(reading);
    for (const object of judged(reading)) {
      const kind = schemaOf(object.apiVersion, object.kind);
      if (!kind) continue;
      const { root: schema, builtIn } = kind;
      visit({ object, mapping: object.root, schema, path: "", parent: undefined, builtIn, branches, unfinished }, walk);
    }
    return walk;
  });
}

/** A place where a value is written. */
interface Slot {
  readonly node: YamlNode;
  readonly schema: Schema;
  readonly path: string;
  /** What is underlined when the value is a collection: its key, or what its first line begins with. */
  readonly anchor: Range;
  /** Where the key or the list that holds it begins. */
  readonly holder: number;
  readonly link: { readonly mapping: Mapping; readonly key: string } | undefined;
}

function visit(at: SchemaMapping, walk: Walk): void {
  walk.mappings.push(at);
  const { mapping, path } = at;
  for (const pair of mapping.pairs) {
    const { key } = pair;
    const field = at.schema.fields.get(key.source);
    if (!field || key.masks || !isSurelyHere(key.start, at)) continue;
    const slot = slotOf(pair, field.schema, path === "" ? key.source : `${path}.${key.source}`, mapping);
    if (slot) visitValue(slot, at, walk);
  }
}

function slotOf({ key, value }: YamlPair, schema: Schema, path: string, mapping: Mapping): Slot | undefined {
  return value && { node: value, schema, path, anchor: range(key.start, key.end), holder: key.start, link: { mapping, key: key.source } };
}

function visitValue({ node, schema, path, anchor, holder, link }: Slot, parent: SchemaMapping, walk: Walk): void {
  const { object, builtIn, branches } = parent;
  const { world } = object.root;
  // What stands behind an alias is judged where it is written.
  if (node.kind === "alias" || node.tag !== undefined || schema.type === "any" || isTemplated(node, world.text)) return;
  const own = node.kind === "scalar" && node.style !== "block" && node.end > node.start;
  walk.values.push({ object, node, schema, path, at: own ? underline(world.text, range(node.start, node.end)) : anchor, builtIn });
  if (node.kind === "seq" && schema.type === "list") visitItems(node, schema.of, path, anchor, parent, walk);
  if (node.kind !== "map") return;
  const mapping = new Mapping(node, "written", anchor, world, link);
  const unfinished = parent.unfinished || crosses(branches, node.start, holder);
  if (schema.type === "object") visit({ object, mapping, schema, path, parent, builtIn, branches, unfinished }, walk);
  if (schema.type !== "map") return;
  for (const pair of node.pairs) {
    const slot = slotOf(pair, schema.of, `${path}.${pair.key.source}`, mapping);
    if (slot && !pair.key.masks && !crosses(branches, anchor.start, pair.key.start)) visitValue(slot, parent, walk);
  }
}

function visitItems(list: YamlSeq, schema: Schema, path: string, at: Range, parent: SchemaMapping, walk: Walk): void {
  list.items.forEach(({ node, start }, i) => {
    if (!node || crosses(parent.branches, at.start, start)) return;
    const first = node.kind === "map" ? node.pairs[0]?.key : undefined;
    const anchor = first ? range(first.start, first.end) : range(start, start + 1);
    visitValue({ node, schema, path: `${path}[${i}]`, anchor, holder: at.start, link: undefined }, parent, walk);
  });
}

/** Whether a file lies beside a kustomization that lists it nowhere: nobody knows what it is a piece of. */
const isUnlisted = ({ scope, path }: Reading): boolean =>
  scope.id === `kustomization:${dirname(path)}` && scope.in(KUSTOMIZE).all(isResourceFile, path).length === 0;

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
export function isSurelyHere(key: number, { mapping, branches, object, parent }: SchemaMapping): boolean {
  const line = lineStartAt(mapping.world.text, key);
  return (
    !crosses(branches, parent ? mapping.anchor.start : 0, key) && !object.tree.masks.some((mask) => mask.end > line && mask.end <= key)
  );
}

/** Every object that is compared with the schemas, known kind or not. */
export const schemaObjects: Query<KubernetesObject> = query(["kubernetes", "helm-template"], judged);

/** Every mapping of an object whose schema is known, the object itself first. */
export const schemaMappings: Query<SchemaMapping> = query(["kubernetes", "helm-template"], (reading) => walkOf(reading).mappings);

/** Every written value of an object whose schema is known. */
export const schemaValues: Query<SchemaValue> = query(["kubernetes", "helm-template"], (reading) => walkOf(reading).values);

/** A text that some tool replaces before the API server sees it: `${REPLICAS}`, `<your-value>`, `__NAME__`. */
export const isPlaceholder = (text: string): boolean => /[${}<>%@]|\{\{|__|\[\[/.test(text);
