import type { YamlMap, YamlNode, YamlScalar, YamlSeq } from "../yaml/node";
import { SHAPES } from "./schema.generated";

/** What may stand at a place of a Compose file. */
export interface Shape {
  /** Letters of the scalars that may: `s` text, `i` whole number, `n` number, `b` true or false, `0` nothing. */
  readonly scalars?: string;
  readonly words?: readonly string[];
  /** Items of a list; a name is that of another shape. */
  readonly items?: Shape | string;
  /** No item may stand twice. */
  readonly unique?: true;
  readonly keys?: Readonly<Record<string, Shape | string>>;
  readonly required?: readonly string[];
  /** Of keys that people name. */
  readonly values?: Shape | string;
  /** Other keys may stand there, too. */
  readonly open?: true;
}

/** What is wrong at a place. `path` is that of the mapping, list or scalar: `services.web.ports[0]`. */
export type Violation = { readonly path: string; readonly node: YamlNode } & (
  | {
      readonly kind: "unknown-key";
      readonly map: YamlMap;
      readonly key: YamlScalar;
      readonly known: readonly string[];
      /** Where the key would be known: a place above or below. */
      readonly belongs: string | undefined;
    }
  | { readonly kind: "wrong-type"; readonly expected: string; readonly found: string; readonly shape: Shape }
  | { readonly kind: "unknown-word"; readonly words: readonly string[]; readonly scalar: YamlScalar }
  | { readonly kind: "missing-key"; readonly key: string }
  | { readonly kind: "twice"; readonly scalar: YamlScalar }
);

export const shapeNamed = (shape: Shape | string): Shape => {
  const found = typeof shape === "string" ? SHAPES[shape] : shape;
  return found === undefined ? { open: true } : typeof found === "string" ? shapeNamed(found) : found;
};

/** Everything in a document that the Compose Specification does not allow. */
export function violations(root: YamlNode | undefined, anchors: ReadonlyMap<string, YamlNode>): Violation[] {
  const walker = new Walker(anchors);
  if (root) walker.walk(root, shapeNamed("file"), "", undefined);
  return walker.found;
}

interface Place {
  readonly path: string;
  readonly keys: Readonly<Record<string, Shape | string>>;
  readonly above: Place | undefined;
}

class Walker {
  readonly found: Violation[] = [];
  /** An anchor is judged where it is used first. */
  readonly #seen = new Set<YamlNode>();

  constructor(private readonly anchors: ReadonlyMap<string, YamlNode>) {}

  walk(node: YamlNode, shape: Shape, path: string, above: Place | undefined): void {
    const target = node.kind === "alias" ? this.anchors.get(node.name) : node;
    if (!target || target.kind === "alias" || target.tag === "!reset" || this.#seen.has(target)) return;
    if (target.anchor !== undefined) this.#seen.add(target);
    if (target.kind === "map") this.#map(target, shape, path, above);
    else if (target.kind === "seq") this.#list(target, shape, path, above);
    else this.#scalar(target, shape, path);
  }

  #map(node: YamlMap, shape: Shape, path: string, above: Place | undefined): void {
    if (!shape.keys) {
      if (!shape.open) this.#wrongType(node, shape, path, "a mapping");
      return;
    }
    const here: Place = { path, keys: shape.keys, above };
    // What is merged in is judged by the same keys; whether it is complete is not.
    for (const merge of node.merges) this.walk(merge, { ...shape, required: [] }, path, above);
    for (const { key, value } of node.pairs) {
      const name = key.source;
      if (name.startsWith("x-") || key.masks) continue;
      const own = Object.hasOwn(shape.keys, name) ? shape.keys[name] : shape.values;
      if (own !== undefined) {
        if (value) this.walk(value, shapeNamed(own), path === "" ? name : `${path}.${name}`, here);
      } else if (!shape.open) {
        const known = Object.keys(shape.keys);
        this.found.push({ kind: "unknown-key", path, node, map: node, key, known, belongs: belongs(name, here) });
      }
    }
    if (node.open || node.merges.length || path.split(".").length <= 2) return;
    for (const key of shape.required ?? [])
      if (!node.pairs.some((pair) => pair.key.source === key)) this.found.push({ kind: "missing-key", path, node, key });
  }

  #list(node: YamlSeq, shape: Shape, path: string, above: Place | undefined): void {
    if (shape.items === undefined) {
      if (!shape.open) this.#wrongType(node, shape, path, "a list");
      return;
    }
    const items = shapeNamed(shape.items);
    const texts = new Set<string>();
    for (const [i, { node: item }] of node.items.entries()) {
      if (!item) continue;
      this.walk(item, items, `${path}[${i}]`, above);
      if (item.kind !== "scalar" || shape.unique !== true) continue;
      if (texts.has(item.source)) this.found.push({ kind: "twice", path, node: item, scalar: item });
      texts.add(item.source);
    }
  }

  #scalar(node: YamlScalar, shape: Shape, path: string): void {
    // A variable may bring any scalar; nothing written is what a mapping or list left empty looks like.
    if (shape.open || node.masks || (node.value === null && (shape.keys ?? shape.items) !== undefined)) return;
    const { scalars = "" } = shape;
    const type = typeOf(node);
    const fits = scalars.includes(type) || (type === "i" && scalars.includes("n"));
    if (!fits) {
      if (type !== "0") this.#wrongType(node, shape, path, NAMES[type]);
    } else if (shape.words && type === "s" && !shape.words.includes(node.source))
      this.found.push({ kind: "unknown-word", path, node, words: shape.words, scalar: node });
  }

  #wrongType(node: YamlNode, shape: Shape, path: string, found: string): void {
    this.found.push({ kind: "wrong-type", path, node, expected: describe(shape), found, shape });
  }
}

type Letter = "s" | "i" | "n" | "b" | "0";

const NAMES: Readonly<Record<Letter, string>> = { s: "a text", i: "a number", n: "a number", b: "true or false", "0": "nothing" };

function typeOf({ value }: YamlScalar): Letter {
  if (value === null) return "0";
  if (typeof value === "number") return Number.isInteger(value) ? "i" : "n";
  return typeof value === "boolean" ? "b" : "s";
}

function describe({ scalars = "", items, keys }: Shape): string {
  const words = new Set(
    Array.from(scalars)
      .filter((letter) => letter !== "0")
      .map((letter) => NAMES[letter as Letter]),
  );
  if (items !== undefined) words.add("a list");
  if (keys !== undefined) words.add("a mapping");
  return [...words].join(" or ");
}

/** The nearest place around a mapping that knows a key it does not. */
function belongs(name: string, place: Place): string | undefined {
  for (const [key, shape] of Object.entries(place.keys)) {
    const inner = shapeNamed(shape).keys;
    if (inner && Object.hasOwn(inner, name)) return `${place.path === "" ? "" : `${place.path}.`}${key}.${name}`;
  }
  for (let above = place.above; above; above = above.above)
    if (Object.hasOwn(above.keys, name)) return `${above.path === "" ? "" : `${above.path}.`}${name}`;
  return place.path === "" && Object.hasOwn(shapeNamed("service").keys ?? {}, name) ? `a service's ${name}` : undefined;
}
