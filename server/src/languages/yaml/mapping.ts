import type { Field } from "../../core/field";
import { ABSENT, MAYBE, known, unknown, valueOf } from "../../core/field";
import type { Range } from "../../core/text";
import { range, underline } from "../../core/text";
import type { Scalar, YamlMap, YamlNode, YamlPair, YamlScalar, YamlSeq } from "./node";

/** What a document's nodes need of the world: the text they stand in, and who can say what a templated scalar is. */
export interface YamlWorld {
  readonly text: string;
  /** A scalar with template actions or interpolations inside: its value where it can be looked up. */
  readonly resolve: (scalar: YamlScalar) => Field<Scalar>;
  /** The node behind an alias. */
  readonly alias: (name: string) => YamlNode | undefined;
  /** What something beside the text, such as a Kustomize patch, may do to a key: add it, or replace what is written. */
  readonly adjust?: (map: YamlMap, key: string) => "maybe" | "unknown" | undefined;
  /** The document says only what it changes of another: no collection in it is whole. */
  readonly partial?: boolean;
}

/** How much of a collection is written here: all of it, some unknown part of it, perhaps nothing, nothing for sure. */
export type Presence = "written" | "unknown" | "maybe" | "absent";

/**
 * A mapping as rules see it. Asking for a key never fails: a mapping that is not there answers like an empty one, and still knows what to
 * underline.
 */
export class Mapping {
  constructor(
    readonly node: YamlMap | undefined,
    readonly presence: Presence,
    /** What to underline when something is missing: the key or dash that holds the mapping. */
    readonly anchor: Range,
    readonly world: YamlWorld,
    /** Where the mapping would be written, for edits: its key in the mapping above. */
    readonly parent?: { readonly mapping: Mapping; readonly key: string },
  ) {}

  get pairs(): readonly YamlPair[] {
    return this.node?.pairs ?? [];
  }

  get keys(): string[] {
    return [...new Set(this.pairs.map((pair) => pair.key.source))];
  }

  /** Whether something unseen may add keys. */
  get open(): boolean {
    return this.presence === "unknown" || this.presence === "maybe" || this.node?.open === true || this.world.partial === true;
  }

  pair(key: string): YamlPair | undefined {
    return this.#writers(key)[0];
  }

  /** Every pair that writes the key, in order. */
  #writers(key: string): readonly YamlPair[] {
    if (!this.node) return [];
    return this.node.pairs.length <= FEW
      ? this.node.pairs.filter((pair) => pair.key.source === key)
      : (pairsByKey(this.node).get(key) ?? []);
  }

  /** The value of a key: a scalar, {@link Mapping} or {@link Sequence}. */
  field(key: string): Field<Scalar | Mapping | Sequence> {
    const [pair, second] = this.#writers(key);
    const adjusted = this.node && this.world.adjust?.(this.node, key);
    if (!pair) return this.open || adjusted === "maybe" ? MAYBE : ABSENT;
    const at = this.rangeOf(key);
    if (adjusted === "unknown") return unknown(at);
    if (second || pair.conditional || (pair.masked && !pair.value)) return unknown(at);
    if (!pair.value) return known<Scalar>(null, at);
    return this.#read(pair.value, key, pair);
  }

  scalar(key: string): Field<Scalar> {
    const field = this.field(key);
    if (field.state !== "known") return field;
    return field.value instanceof Mapping || field.value instanceof Sequence
      ? unknown(field.at)
      : known(field.value, field.at, field.origin);
  }

  /** The value where it is a known scalar. */
  get(key: string): Scalar | undefined {
    return valueOf(this.scalar(key));
  }

  /** The text of a known scalar, whatever type YAML gives it; undefined for null. */
  string(key: string): string | undefined {
    const field = this.scalar(key);
    if (field.state !== "known" || field.value === null) return undefined;
    const value = this.pair(key)?.value;
    return value?.kind === "scalar" && !value.masks ? value.source : String(field.value);
  }

  number(key: string): number | undefined {
    const value = this.get(key);
    return typeof value === "number" ? value : undefined;
  }

  is(key: string, value: Scalar): boolean {
    return this.get(key) === value;
  }

  /** Not written, and nothing can add it: the only legal way to say "missing". */
  lacks(key: string): boolean {
    return this.field(key).state === "absent";
  }

  /** Written in the file, readable or not. */
  has(key: string): boolean {
    return this.pair(key) !== undefined;
  }

  map(key: string): Mapping {
    const field = this.field(key);
    const link = { mapping: this, key };
    if (field.state === "known" && field.value instanceof Mapping) return field.value;
    if (field.state === "known" && field.value === null) return new Mapping(undefined, "absent", this.keyRange(key), this.world, link);
    if (field.state === "absent") return new Mapping(undefined, "absent", this.anchor, this.world, link);
    if (field.state === "maybe") return new Mapping(undefined, "maybe", this.anchor, this.world, link);
    return new Mapping(undefined, "unknown", this.keyRange(key), this.world, link);
  }

  list(key: string): Sequence {
    const field = this.field(key);
    if (field.state === "known" && field.value instanceof Sequence) return field.value;
    const anchor = this.has(key) ? this.keyRange(key) : this.anchor;
    if (field.state === "absent" || (field.state === "known" && field.value === null))
      return new Sequence(undefined, "absent", anchor, this.world);
    return new Sequence(undefined, field.state === "maybe" ? "maybe" : "unknown", anchor, this.world);
  }

  /** What to underline for a key: its value's first line, else the key, else what holds the mapping. */
  rangeOf(key: string): Range {
    const pair = this.pair(key);
    if (!pair) return this.anchor;
    const value = pair.value;
    if (!value || value.kind === "map" || value.kind === "seq" || value.end <= value.start) return this.keyRange(key);
    if (value.kind === "scalar" && value.style === "block") return this.keyRange(key);
    return underline(this.world.text, range(value.start, value.end));
  }

  keyRange(key: string): Range {
    const pair = this.pair(key);
    return pair ? range(pair.key.start, pair.key.end) : this.anchor;
  }

  /** Every key with its mapping, for mappings of named things such as Compose services. */
  *entries(): Iterable<{ key: string; keyRange: Range; mapping: Mapping; pair: YamlPair }> {
    for (const pair of this.pairs) {
      const key = pair.key.source;
      yield { key, keyRange: range(pair.key.start, pair.key.end), mapping: this.map(key), pair };
    }
  }

  #read(node: YamlNode, key: string, pair: YamlPair): Field<Scalar | Mapping | Sequence> {
    const at = this.rangeOf(key);
    const target = node.kind === "alias" ? this.world.alias(node.name) : node;
    if (!target || target.kind === "alias") return unknown(at);
    const anchor = range(pair.key.start, pair.key.end);
    if (target.kind === "map")
      return known(new Mapping(target, pair.masked ? "unknown" : "written", anchor, this.world, { mapping: this, key }), at);
    if (target.kind === "seq") return known(new Sequence(target, "written", anchor, this.world), at);
    return readScalar(target, this.world, at);
  }
}

/** Up to so many pairs are looked through faster than they are indexed. */
const FEW = 16;
const BY_KEY = new WeakMap<YamlMap, Map<string, YamlPair[]>>();

/** The pairs of a long mapping: one of a thousand services is asked for each of them. */
function pairsByKey(map: YamlMap): ReadonlyMap<string, readonly YamlPair[]> {
  let byKey = BY_KEY.get(map);
  if (byKey) return byKey;
  BY_KEY.set(map, (byKey = new Map<string, YamlPair[]>()));
  for (const pair of map.pairs) {
    const same = byKey.get(pair.key.source);
    if (same) same.push(pair);
    else byKey.set(pair.key.source, [pair]);
  }
  return byKey;
}

type WrittenField = Extract<Field<Scalar>, { readonly at: Range }>;

/** A list as rules see it. */
export class Sequence {
  constructor(
    readonly node: YamlSeq | undefined,
    readonly presence: Presence,
    readonly anchor: Range,
    readonly world: YamlWorld,
  ) {}

  get open(): boolean {
    return this.presence === "unknown" || this.presence === "maybe" || this.node?.open === true || this.world.partial === true;
  }

  /** No items, and nothing can add one. */
  get empty(): boolean {
    return !this.open && (this.node?.items.length ?? 0) === 0;
  }

  get length(): number {
    return this.node?.items.length ?? 0;
  }

  /** The items that are mappings and always there. */
  *maps(): Iterable<Mapping> {
    for (const item of this.node?.items ?? []) {
      const target = item.node?.kind === "alias" ? this.world.alias(item.node.name) : item.node;
      if (target?.kind !== "map" || item.conditional) continue;
      const first = target.pairs[0];
      yield new Mapping(target, "written", first ? range(first.key.start, first.key.end) : range(item.start, item.start + 1), this.world);
    }
  }

  /** The items that are scalars, each with what is known of it. */
  *scalars(): Iterable<WrittenField> {
    for (const item of this.node?.items ?? []) {
      const target = item.node?.kind === "alias" ? this.world.alias(item.node.name) : item.node;
      if (target?.kind !== "scalar") continue;
      const at = underline(this.world.text, range(target.start, target.end));
      yield item.conditional ? { state: "unknown", at } : readScalar(target, this.world, at);
    }
  }

  /** The known strings among the items. */
  strings(): string[] {
    return [...this.scalars()].flatMap((field) => (field.state === "known" && field.value !== null ? [String(field.value)] : []));
  }
}

function readScalar(scalar: YamlScalar, world: YamlWorld, at: Range): WrittenField {
  const resolved = scalar.masks ? world.resolve(scalar) : undefined;
  if (!resolved) return { state: "known", value: scalar.value, at };
  if (resolved.state !== "known") return { state: "unknown", at };
  return resolved.origin
    ? { state: "known", value: resolved.value, at, origin: resolved.origin }
    : { state: "known", value: resolved.value, at };
}

/** The mapping at the root of a document, if it has one. `anchor` is underlined when a root key is missing. */
export function rootMapping(root: YamlNode | undefined, anchor: Range, world: YamlWorld): Mapping {
  return new Mapping(
    root?.kind === "map" ? root : undefined,
    root?.kind === "map" ? "written" : root ? "unknown" : "absent",
    anchor,
    world,
  );
}
