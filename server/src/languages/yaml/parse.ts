import { isAlias, isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { Node as LibraryNode, Pair as LibraryPair } from "yaml";
import type { Branch, Mask } from "../helm/mask";
import { findBranches, findMasks, maskText } from "../helm/mask";
import { oncePerLine } from "./errors";
import type { Scalar, YamlError, YamlMap, YamlNode, YamlPair, YamlScalar, YamlSeq, YamlTree } from "./node";
import type { Piece, ReadPiece } from "./pieces";
import { assemble, movedTo, piecesOf } from "./pieces";
import type { YamlVersion } from "./scalar";
import { lineStartAt } from "../../core/text";
import { resolvePlain } from "./scalar";

/** A part longer than this is only sketched: an editor must not stall on a generated file. */
export const SKETCH_ABOVE = 256 * 1024;

const NOTHING = { masks: [], anchors: new Map<string, YamlNode>(), errors: [], sketched: false };

export interface YamlOptions {
  readonly version: YamlVersion;
  readonly templated: boolean;
  /** The tree of an earlier text of the same document, whose pieces need not be read again. It changes nothing of the result. */
  readonly before?: YamlTree | undefined;
  /** What is done to the nodes of a piece when it is read, given the text they stand in. A function of a module: pieces are kept with it. */
  readonly finish?: (node: YamlNode, text: string) => YamlNode;
}

/** Reads one document. Never throws: what is broken is in `errors`, and the rest of the tree is there. */
export function parseYaml(text: string, options: YamlOptions): YamlTree {
  if (text.length > SKETCH_ABOVE || /^kind: *CustomResourceDefinition *$/m.test(text)) return sketch(text, options.version);
  const pieces = options.templated ? undefined : piecesOf(text);
  return pieces ? readPieces(text, pieces, options) : readWhole(text, options);
}

function readPieces(text: string, pieces: readonly Piece[], { version, before, finish }: YamlOptions): YamlTree {
  const known = new Map<string, ReadPiece>();
  const read = pieces.map(({ start, end }) => {
    const own = text.slice(start, end);
    const found = known.get(own) ?? before?.pieces?.get(own);
    const piece = movedTo(found ?? readPiece(own, version, finish), start);
    known.set(own, piece);
    return piece;
  });
  return {
    root: assemble(pieces, read),
    errors: read.flatMap((piece) => piece.errors),
    masks: [],
    anchors: new Map<string, YamlNode>(),
    sketched: false,
    pieces: known,
  };
}

function readPiece(text: string, version: YamlVersion, finish: YamlOptions["finish"]): ReadPiece {
  const { root: read, errors } = readWhole(text, { version, templated: false });
  const root = read && finish ? finish(read, text) : read;
  return root?.kind === "map"
    ? { at: 0, pairs: root.pairs, open: root.open, end: root.end, errors }
    : { at: 0, pairs: [], open: true, end: text.length, errors };
}

function readWhole(text: string, options: YamlOptions): YamlTree {
  const masks = options.templated ? findMasks(text) : [];
  const masked = masks.length ? maskText(text, masks) : text;
  // Two resolvers would disagree: the library reads every plain scalar as a string, `resolvePlain` says what it means.
  const document = parseDocument(masked, { schema: "failsafe", uniqueKeys: false, prettyErrors: false, logLevel: "silent", strict: true });
  const reader = new Reader(masked, masks, options.version);
  const root = document.contents ? reader.node(document.contents, -1) : undefined;
  const errors = document.errors.map((error): YamlError => ({
    code: error.code,
    message: error.message,
    start: error.pos[0],
    end: error.pos[1],
  }));
  return { root, errors: oncePerLine(errors, masked), masks, anchors: reader.anchors, sketched: false };
}

class Reader {
  readonly anchors = new Map<string, YamlNode>();
  readonly #branches: readonly Branch[];

  constructor(
    private readonly text: string,
    private readonly masks: readonly Mask[],
    private readonly version: YamlVersion,
  ) {
    this.#branches = masks.length ? findBranches(masks, text.length) : [];
  }

  /** `container` is the offset of the key or dash the node belongs to, -1 for the root. */
  node(node: LibraryNode, container: number): YamlNode {
    const result = this.#convert(node, container);
    if (result.anchor !== undefined) this.anchors.set(result.anchor, result);
    return result;
  }

  #convert(node: LibraryNode, container: number): YamlNode {
    const [start, end] = [node.range?.[0] ?? 0, node.range?.[1] ?? 0];
    const marks = {
      ...(node.tag !== undefined && !node.tag.startsWith("tag:yaml.org") ? { tag: node.tag } : {}),
      ...("anchor" in node && node.anchor ? { anchor: node.anchor } : {}),
    };
    if (isAlias(node)) return { kind: "alias", start, end, name: node.source };
    if (isMap(node))
      return {
        ...this.#map(node.items as LibraryPair<LibraryNode, LibraryNode | null>[], node.flow === true, start, end, container),
        ...marks,
      };
    if (isSeq(node)) return { ...this.#seq(node.items as LibraryNode[], node.flow === true, start, end, container), ...marks };
    if (isScalar(node)) {
      const style =
        node.type === "QUOTE_SINGLE"
          ? "single"
          : node.type === "QUOTE_DOUBLE"
            ? "double"
            : node.type?.startsWith("BLOCK")
              ? "block"
              : "plain";
      const content = typeof node.value === "string" ? node.value : "";
      const source = style === "plain" ? (node.source ?? content) : content;
      const value: Scalar =
        style === "plain" && marks.tag === undefined && !node.tag?.endsWith(":str") ? resolvePlain(source, this.version) : content;
      const inside = this.#inside(start, end);
      return { kind: "scalar", start, end, value, source, style, ...(inside.length ? { masks: inside } : {}), ...marks };
    }
    return { kind: "scalar", start, end, value: null, source: "", style: "plain" };
  }

  #map(
    items: readonly LibraryPair<LibraryNode, LibraryNode | null>[],
    flow: boolean,
    start: number,
    end: number,
    container: number,
  ): YamlMap {
    const pairs: YamlPair[] = [];
    const merges: YamlNode[] = [];
    let open = false;
    const whole = container < 0 ? this.#aroundAll(items) : undefined;
    for (const { key, value } of items) {
      if (!isScalar(key)) {
        open = true;
        continue;
      }
      const keyNode = this.node(key, container) as YamlScalar;
      if (keyNode.masks) open = true;
      const valueNode =
        value?.range && !(isScalar(value) && value.range[0] === value.range[1] && !value.anchor && !value.tag)
          ? this.node(value, keyNode.start)
          : undefined;
      if (keyNode.source === "<<" && keyNode.style === "plain" && valueNode) {
        open = true;
        if (valueNode.kind === "seq") merges.push(...valueNode.items.flatMap((item) => item.node ?? []));
        else merges.push(valueNode);
        continue;
      }
      const branch = this.#branches.some(
        (b) => b !== whole && b.start <= keyNode.start && keyNode.start < b.end && !(b.start <= container && container < b.end),
      );
      const masked = valueNode === undefined && this.#blockAfter(keyNode.end);
      pairs.push({ key: keyNode, value: valueNode, conditional: branch, masked });
    }
    const first = items[0]?.key.range?.[0];
    if (!open && first !== undefined) open = this.#hasBlock(container < 0 ? 0 : start, end, first);
    return { kind: "map", start, end, flow, pairs, open, merges };
  }

  #seq(items: readonly (LibraryNode | null)[], flow: boolean, start: number, end: number, container: number): YamlSeq {
    const read = items.map((item) => {
      const at = item?.range?.[0] ?? start;
      const conditional = this.#branches.some((b) => b.start <= at && at < b.end && !(b.start <= container && container < b.end));
      return { node: item ? this.node(item, at) : undefined, start: at, conditional };
    });
    const open = this.#hasBlock(start, end, start);
    return { kind: "seq", start, end, flow, items: read, open };
  }

  /** The branch around the whole document, if any: inside of it nothing is more conditional than the document itself. */
  #aroundAll(items: readonly LibraryPair<LibraryNode, LibraryNode | null>[]): Branch | undefined {
    const starts = items.map((pair) => pair.key.range?.[0] ?? 0);
    return this.#branches.find((b) => starts.every((start) => b.start <= start && start < b.end));
  }

  #inside(start: number, end: number): Mask[] {
    return this.masks.length ? this.masks.filter((mask) => mask.start < end && mask.end > start && mask.kind === "value") : [];
  }

  /** A block action directly behind a key's colon, or alone on the lines that follow it. */
  #blockAfter(keyEnd: number): boolean {
    const next = this.masks.find((mask) => mask.start >= keyEnd && mask.kind !== "control");
    return next?.kind === "block" && this.text.slice(keyEnd, next.start).replace(/^\s*:/, "").trim() === "";
  }

  /** Whether a block action writes lines at the column of a collection, among its children or right behind them. */
  #hasBlock(start: number, end: number, firstChild: number): boolean {
    if (!this.masks.length) return false;
    let reach = Math.max(start, end);
    while (reach < this.text.length && /\s/.test(this.text.charAt(reach))) reach++;
    const column = firstChild - lineStartAt(this.text, firstChild);
    return this.masks.some((mask) => mask.kind === "block" && mask.start >= start && mask.end <= reach && this.#columnOf(mask) === column);
  }

  /** The column an action writes its lines at: what it is told (`nindent 8`), else where it stands. */
  #columnOf(mask: Mask): number {
    const told = /\bn?indent\s+\(?(\d+)/.exec(mask.action)?.[1];
    return told === undefined ? mask.start - lineStartAt(this.text, mask.start) : Number(told);
  }
}

/** The keys at column 0 with their plain values: enough to know what a large document is. */
function sketch(text: string, version: YamlVersion): YamlTree {
  const pairs: YamlPair[] = [];
  for (const match of text.matchAll(/^([A-Za-z][\w.-]*):(?: +([^\s#"'&*!|>[{][^\r\n#]*))?/gm)) {
    const [whole, name = "", value] = match;
    const start = match.index;
    const key: YamlScalar = { kind: "scalar", start, end: start + name.length, value: name, source: name, style: "plain" };
    const source = value?.trimEnd();
    const from = start + whole.length - (value?.length ?? 0);
    pairs.push({
      key,
      value:
        source === undefined
          ? undefined
          : { kind: "scalar", start: from, end: from + source.length, value: resolvePlain(source, version), source, style: "plain" },
      conditional: false,
      masked: false,
    });
  }
  return { ...NOTHING, sketched: true, root: { kind: "map", start: 0, end: text.length, flow: false, pairs, open: true, merges: [] } };
}
