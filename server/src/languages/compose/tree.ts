import type { Part } from "../../core/part";
import type { Mask } from "../helm/mask";
import type { YamlMap, YamlNode, YamlPair, YamlScalar, YamlTree } from "../yaml/node";
import { parseYaml } from "../yaml/parse";
import { variablesOf } from "./template";

/** A document of a Compose file. `root` is what is written; `expanded` is the same with the keys of its merge keys filled in. */
export interface ComposeTree extends YamlTree {
  readonly expanded: YamlNode | undefined;
  readonly expandedAnchors: ReadonlyMap<string, YamlNode>;
}

/** Reads a document. Values with variables in them carry masks, as templated values of other languages do. */
export function parseCompose(part: Pick<Part, "text">, before?: ComposeTree): ComposeTree {
  const tree = parseYaml(part.text, { version: "1.2", templated: false, before, finish });
  // What is read in pieces has no anchors, and was masked piece by piece: what stands as it stood is not looked at again.
  if (tree.pieces) return { ...tree, expanded: tree.root, expandedAnchors: tree.anchors };
  const masked = new Map<YamlNode, YamlNode>();
  const root = tree.root && mask(tree.root, part.text, masked);
  // Without anchors there is nothing to merge: what is written is what holds, and a long file is not copied once more.
  if (!tree.anchors.size && !tree.errors.length && !hasMerges(root))
    return { ...tree, root, expanded: root, expandedAnchors: tree.anchors };
  const anchors = new Map([...tree.anchors].map(([name, node]) => [name, masked.get(node) ?? node]));
  const expander = new Expander(anchors);
  const expanded = root && expander.expand(root);
  const expandedAnchors = new Map([...anchors].map(([name, node]) => [name, expander.expand(node)]));
  return { ...tree, root, anchors, expanded, expandedAnchors };
}

const finish = (node: YamlNode, text: string): YamlNode => maskedCopy(node, text, new Map());

const hasMerges = (node: YamlNode | undefined): boolean =>
  node?.kind === "map"
    ? node.merges.length > 0 || node.pairs.some((pair) => hasMerges(pair.value))
    : node?.kind === "seq" && node.items.some((item) => hasMerges(item.node));

function mask(node: YamlNode, text: string, done: Map<YamlNode, YamlNode>): YamlNode {
  const result = maskedCopy(node, text, done);
  done.set(node, result);
  return result;
}

function maskedCopy(node: YamlNode, text: string, done: Map<YamlNode, YamlNode>): YamlNode {
  switch (node.kind) {
    case "scalar":
      return maskScalar(node, text);
    case "map":
      return {
        ...node,
        pairs: node.pairs.map((pair) => (pair.value ? { ...pair, value: mask(pair.value, text, done) } : pair)),
        merges: node.merges.map((merge) => mask(merge, text, done)),
      };
    case "seq":
      return { ...node, items: node.items.map((item) => (item.node ? { ...item, node: mask(item.node, text, done) } : item)) };
    case "alias":
      return node;
  }
}

function maskScalar(node: YamlScalar, text: string): YamlScalar {
  if (!node.source.includes("$")) return node;
  const from = node.style === "plain" ? node.start : node.start + 1;
  const isVerbatim = node.style !== "block" && text.startsWith(node.source, from);
  const masks = variablesOf(node.source).map((variable): Mask => {
    const start = isVerbatim ? from + variable.start : node.start;
    const end = isVerbatim ? from + variable.end : node.end;
    return { start, end, kind: "value", action: node.source.slice(variable.start, variable.end) };
  });
  // A scalar with nothing but `$$` is no literal either: it says one dollar sign.
  return { ...node, masks: masks.length ? masks : [{ start: node.start, end: node.end, kind: "value", action: "$$" }] };
}

/**
 * Fills merge keys in. Each node is done once, however often it is merged, so a document of nested merges costs its size and not its
 * unfolding. What is written in a mapping wins over what it merges, an earlier merge over a later one.
 */
class Expander {
  readonly #done = new Map<YamlNode, YamlNode>();
  readonly #running = new Set<YamlNode>();

  constructor(private readonly anchors: ReadonlyMap<string, YamlNode>) {}

  expand(node: YamlNode): YamlNode {
    const done = this.#done.get(node);
    if (done) return done;
    if (this.#running.has(node)) return node;
    this.#running.add(node);
    const result = this.#copy(node);
    this.#running.delete(node);
    this.#done.set(node, result);
    return result;
  }

  #copy(node: YamlNode): YamlNode {
    if (node.kind === "seq")
      return { ...node, items: node.items.map((item) => (item.node ? { ...item, node: this.expand(item.node) } : item)) };
    if (node.kind !== "map") return node;
    const own = node.pairs.map((pair) => (pair.value ? { ...pair, value: this.expand(pair.value) } : pair));
    if (!node.merges.length) return { ...node, pairs: own };
    const taken = new Set(own.map((pair) => pair.key.source));
    const merged: YamlPair[] = [];
    let open = false;
    for (const source of this.#sources(node)) {
      if (source?.kind !== "map" || source.open) open = true;
      for (const pair of source?.kind === "map" ? source.pairs : []) {
        if (taken.has(pair.key.source)) continue;
        taken.add(pair.key.source);
        merged.push(pair);
      }
    }
    // Its own keys come last: an edit that adds one goes behind them, not behind what another place wrote.
    return { ...node, pairs: [...merged, ...own], merges: [], open };
  }

  /** What a mapping merges: a mapping, an alias of one, or an alias of a list of them. Undefined where that cannot be told. */
  #sources(node: YamlMap): (YamlNode | undefined)[] {
    return node.merges.flatMap((merge) => {
      const target = merge.kind === "alias" ? this.anchors.get(merge.name) : merge;
      if (!target || this.#running.has(target)) return [undefined];
      const expanded = this.expand(target);
      if (expanded.kind !== "seq") return [expanded];
      return expanded.items.map((item) => (item.node?.kind === "alias" ? this.#aliased(item.node.name) : item.node));
    });
  }

  #aliased(name: string): YamlNode | undefined {
    const target = this.anchors.get(name);
    return target && !this.#running.has(target) ? this.expand(target) : undefined;
  }
}

/** Every scalar that stands as a value, in order. */
export function walkScalars(node: YamlNode | undefined): readonly YamlScalar[] {
  const found: YamlScalar[] = [];
  const walk = (current: YamlNode | undefined): void => {
    if (current?.kind === "scalar") found.push(current);
    else if (current?.kind === "seq") for (const item of current.items) walk(item.node);
    else if (current?.kind === "map") {
      current.merges.forEach(walk);
      for (const { value } of current.pairs) walk(value);
    }
  };
  walk(node);
  return found;
}

/**
 * A tree in which every shared piece stands once: where it is used first. A finding about an anchor that ten services use is then one
 * finding, at the place that wrote it. `seen` is carried from one tree to the next; a mapping that lost a piece is open.
 */
export function firstUses(node: YamlNode, anchors: ReadonlyMap<string, YamlNode>, seen: Set<string>): YamlNode | undefined {
  if (node.kind === "alias") {
    const target = anchors.get(node.name);
    return target && !seen.has(identity(target)) ? firstUses(target, anchors, seen) : undefined;
  }
  if (node.anchor !== undefined) seen.add(identity(node));
  if (node.kind === "seq") {
    const items = node.items.flatMap((item) => {
      const kept = item.node && firstUses(item.node, anchors, seen);
      return item.node && !kept ? [] : [{ ...item, node: kept }];
    });
    return { ...node, items, open: node.open || items.length < node.items.length };
  }
  if (node.kind === "scalar") return node;
  const pairs = node.pairs.flatMap((pair): YamlPair[] => {
    // A pair that stands outside of the mapping came here through a merge key.
    const isMerged = pair.key.start < node.start || pair.key.start >= node.end;
    if (isMerged && seen.has(identity(pair.key))) return [];
    seen.add(identity(pair.key));
    if (!pair.value) return [pair];
    const value = firstUses(pair.value, anchors, seen);
    return value ? [{ ...pair, value }] : [];
  });
  return { ...node, pairs, open: node.open || pairs.length < node.pairs.length };
}

/** Where a node begins: copies of it (masked, expanded) are the same piece of the document. */
const identity = (node: YamlNode): string => `${node.start}:${node.kind}`;
