import { closest } from "../../core/closest";
import type { Range } from "../../core/text";
import { range } from "../../core/text";
import type { YamlMap, YamlNode, YamlPair, YamlTree } from "../yaml/node";
import type { Fields, Form } from "./form";
import type { Playbook } from "./shape";
import { PLAYBOOK } from "./shape";

export interface ShapeError {
  readonly at: Range;
  readonly message: string;
  /** A field that does not exist, and the one a person most likely meant. */
  readonly unknown?: { readonly nearest: string | undefined };
}

/** A playbook as it was read, and where each of its parts stands. */
export interface PlaybookFile {
  /** Undefined when something is wrong with its shape: what is read is whole. */
  readonly playbook: Playbook | undefined;
  readonly errors: readonly ShapeError[];
  /** The node that a mapping or list of the playbook was read from. */
  readonly nodes: ReadonlyMap<object, YamlNode>;
}

/** Reads a playbook from its YAML. Never throws; every complaint has its place. */
export function readPlaybook(tree: YamlTree): PlaybookFile {
  const reader = new Reader(tree);
  const value = reader.read(PLAYBOOK, tree.root, range(tree.root?.start ?? 0, tree.root?.end ?? 0), "A playbook");
  return {
    playbook: reader.errors.length || tree.errors.length || tree.sketched ? undefined : (value as Playbook | undefined),
    errors: reader.errors,
    nodes: reader.nodes,
  };
}

/** What to underline for a mapping or list of a playbook, one of its keys' values, or one of its items. */
export function placeOf(file: PlaybookFile, part: object, key?: string | number): Range {
  const node = file.nodes.get(part);
  if (node?.kind === "map") {
    const pair = node.pairs.find((candidate) => candidate.key.source === key) ?? node.pairs[0];
    return pair ? (pair.key.source === key ? valueRange(pair) : range(pair.key.start, pair.key.end)) : range(node.start, node.end);
  }
  if (node?.kind === "seq" && typeof key === "number") {
    const item = node.items[key]?.node;
    return item ? range(item.start, item.end) : range(node.start, node.start + 1);
  }
  return node ? range(node.start, node.end) : range(0, 1);
}

/** A scalar's own range; for a collection or a block of text, the key that holds it. */
const valueRange = ({ key, value }: YamlPair): Range =>
  value?.kind === "scalar" && value.style !== "block" ? range(value.start, value.end) : range(key.start, key.end);

class Reader {
  readonly errors: ShapeError[] = [];
  readonly nodes = new Map<object, YamlNode>();

  constructor(private readonly tree: YamlTree) {}

  /**
   * The value, or undefined after a complaint. `what` begins the complaint's sentence; `at` is underlined when nothing is written. An alias
   * that holds itself ends with the forms, none of which holds itself.
   */
  read(form: Form, written: YamlNode | undefined, at: Range, what: string): unknown {
    const node = written?.kind === "alias" ? this.tree.anchors.get(written.name) : written;
    const place = written && (written.kind === "scalar" || written.kind === "alias") ? range(written.start, written.end) : at;
    return this.#value(form, node, place, what);
  }

  #value(form: Form, node: YamlNode | undefined, at: Range, what: string): unknown {
    switch (form.is) {
      case "list":
        return node?.kind === "seq" ? this.#list(form, node, at, what) : this.#error(at, `${what} is a list.`);
      case "map":
        return node?.kind === "map" ? this.#map(form, node, what) : this.#error(at, `${what} is a mapping.`);
      case "object":
        return node?.kind === "map" ? this.#object(form.fields, node, at, what) : this.#error(at, `${what} is a mapping.`);
      case "one":
        return node?.kind === "map" ? this.#one(form.fields, node, at, what) : this.#error(at, `${what} is a mapping.`);
      case "variant":
        return node?.kind === "map" ? this.#variant(form, node, at, what) : this.#error(at, `${what} is a mapping.`);
      default:
        if (node?.kind !== "scalar" || node.value === null) return this.#error(at, `${what} needs a value.`);
        return this.#scalar(form, node.style === "plain" ? node.source : String(node.value), node.value, at, what);
    }
  }

  #scalar(form: Form, source: string, value: unknown, at: Range, what: string): unknown {
    switch (form.is) {
      case "text":
        if (form.pattern && !form.pattern.test(source)) return this.#error(at, `${what} is ${form.like ?? "of another form"}.`);
        return source;
      case "choice":
        if (form.values.includes(source)) return source;
        return this.#error(at, `${what} is one of ${form.values.join(", ")}.${meant(source, form.values)}`);
      case "flag":
        return typeof value === "boolean" ? value : this.#error(at, `${what} is true or false.`);
      case "number":
        return typeof value === "number" ? value : this.#error(at, `${what} is a number.`);
      case "duration":
        return secondsOf(source) ?? this.#error(at, `${what} is a duration such as 30s, 5m or 1h.`);
      default:
        try {
          new RegExp(source, "m");
          return source;
        } catch {
          return this.#error(at, `${what} is not a regular expression that can be read.`);
        }
    }
  }

  #list(form: Extract<Form, { is: "list" }>, node: Extract<YamlNode, { kind: "seq" }>, at: Range, what: string): unknown {
    if (node.items.length < form.least) this.#error(at, `${what} needs ${form.least === 1 ? "an item" : `${form.least} items`} or more.`);
    const values = node.items.map((item) =>
      this.read(form.item, item.node, range(item.start, Math.max(item.node?.start ?? 0, item.start + 1)), `An item of ${lower(what)}`),
    );
    this.nodes.set(values, node);
    return values;
  }

  #map(form: Extract<Form, { is: "map" }>, node: YamlMap, what: string): unknown {
    const value: Record<string, unknown> = {};
    for (const pair of node.pairs) {
      const { source } = pair.key;
      if (!form.keys.test(source)) this.#error(keyRange(pair), `A name in ${lower(what)} is ${form.like}.`);
      else if (Object.hasOwn(value, source)) this.#error(keyRange(pair), `\`${source}\` is written twice.`);
      else value[source] = this.read(form.value, pair.value, keyRange(pair), `\`${source}\``);
    }
    this.nodes.set(value, node);
    return value;
  }

  #object(fields: Fields, node: YamlMap, at: Range, what: string): Record<string, unknown> {
    const value: Record<string, unknown> = {};
    for (const pair of node.pairs) {
      const name = pair.key.source;
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (!field) this.#unknown(pair, Object.keys(fields), what);
      else if (Object.hasOwn(value, name)) this.#error(keyRange(pair), `\`${name}\` is written twice.`);
      else value[name] = this.read(field.form, pair.value, keyRange(pair), `\`${name}\``);
    }
    const missing = Object.keys(fields).filter((name) => fields[name]?.required === true && !Object.hasOwn(value, name));
    if (missing.length) this.#error(firstKey(node) ?? at, `${what} lacks ${missing.map((name) => `\`${name}\``).join(", ")}.`);
    this.nodes.set(value, node);
    return value;
  }

  #one(fields: Fields, node: YamlMap, at: Range, what: string): unknown {
    const names = Object.keys(fields);
    const loose = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, required: false }]));
    const value = this.#object(loose, node, at, what);
    if (names.filter((name) => Object.hasOwn(value, name)).length !== 1)
      this.#error(firstKey(node) ?? at, `${what} has exactly one of ${names.map((name) => `\`${name}\``).join(", ")}.`);
    return value;
  }

  #variant(form: Extract<Form, { is: "variant" }>, node: YamlMap, at: Range, what: string): unknown {
    const pair = node.pairs.find(({ key }) => key.source === form.tag);
    const names = Object.keys(form.variants);
    const kind = pair?.value?.kind === "scalar" ? pair.value.source : undefined;
    const chosen = kind !== undefined && Object.hasOwn(form.variants, kind) ? form.variants[kind] : undefined;
    if (!chosen)
      return this.#error(
        pair?.value ? range(pair.value.start, pair.value.end) : (firstKey(node) ?? at),
        `${what} needs a \`${form.tag}\`: one of ${names.join(", ")}.${kind === undefined ? "" : meant(kind, names)}`,
      );
    const tag = { [form.tag]: { form: { is: "text" } as const, required: true, description: "" } };
    return this.#object({ ...tag, ...form.shared, ...chosen.fields }, node, at, `A ${kind ?? ""} step`);
  }

  #unknown(pair: YamlPair, names: readonly string[], what: string): void {
    const nearest = closest(pair.key.source, names);
    this.errors.push({
      at: keyRange(pair),
      message: `${what} has no field \`${pair.key.source}\`${nearest === undefined ? `; it has ${names.join(", ")}.` : `: did you mean \`${nearest}\`?`}`,
      unknown: { nearest },
    });
  }

  #error(at: Range, message: string): unknown {
    this.errors.push({ at, message });
    return undefined;
  }
}

const keyRange = (pair: YamlPair): Range => range(pair.key.start, pair.key.end);

function firstKey(node: YamlMap): Range | undefined {
  const [first] = node.pairs;
  return first && keyRange(first);
}

const lower = (what: string): string => what.charAt(0).toLowerCase() + what.slice(1);

function meant(word: string, names: readonly string[]): string {
  const nearest = closest(word, names);
  return nearest === undefined ? "" : ` Did you mean ${nearest}?`;
}

/** `90s`, `5m`, `1h` in seconds; undefined for anything else. */
export function secondsOf(source: string): number | undefined {
  const match = /^(\d{1,6})(s|m|h)$/.exec(source);
  return match ? Number(match[1]) * { s: 1, m: 60, h: 3600 }[match[2] as "s" | "m" | "h"] : undefined;
}
