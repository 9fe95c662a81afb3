import type { Reading } from "../../core/rule";
import type { Range } from "../../core/text";
import { range, underline } from "../../core/text";
import type { Mapping } from "../yaml/mapping";
import type { YamlNode, YamlSeq } from "../yaml/node";
import type { Data, DataMap } from "./data";
import { at, dataOf, hasKey, lacksKey, OPEN, settleData } from "./data";
import type { ComposeFile } from "./file";
import type { ServiceImage } from "./images";
import { serviceImage } from "./images";
import type { MergedService } from "./project";

/** One entry of a list or mapping of a service, with what it says and where. */
export interface Item {
  /** The key in a mapping; undefined in a list. */
  readonly key: string | undefined;
  /** Settled: variables that `.env` sets are filled in. */
  readonly data: Data;
  /** What to underline. */
  readonly at: Range;
  readonly node: YamlNode | undefined;
}

/** A service as one file writes it, with the project it is part of. */
export class ComposeService {
  readonly #items = new Map<string, readonly Item[]>();
  readonly #models = new Map<object, unknown>();

  constructor(
    readonly name: string,
    readonly nameRange: Range,
    /**
     * What the file writes, merge keys filled in and aliases resolved; a piece that services share is there for the first of them only. For
     * what is wrong: it is judged where it is written, once.
     */
    readonly written: Mapping,
    /** The same without merge keys and aliases: where edits add keys. */
    readonly own: Mapping,
    readonly file: ComposeFile,
    private readonly reading: Reading,
  ) {}

  /** The service as the project runs it. */
  get merged(): MergedService | undefined {
    return this.once(MERGED, () => this.file.merged(this.name));
  }

  /** Its merged settings in canonical form; empty and open where the project cannot be told. */
  get data(): DataMap {
    return this.merged?.data ?? { [OPEN]: true };
  }

  /** A merged setting; undefined when it is not there or not known. */
  get(...path: readonly string[]): Data {
    return at(this.data, ...path);
  }

  /** Whether no file of the project sets a path, and none beside it may: the only legal way to say "missing". */
  lacks(...path: readonly string[]): boolean {
    const [key = ""] = path;
    return lacksKey(this.data, ...path) && this.merged?.possible.includes(key) === false && !this.merged.possible.includes("extends");
  }

  /** Whether a setting is written in any file of the project. */
  has(key: string): boolean {
    return hasKey(this.data, key);
  }

  /** Whether what the service lacks is said here: in the file that names it first. */
  get isBase(): boolean {
    const [first] = this.merged?.layers ?? [];
    return first?.path === this.reading.path && (first.at === undefined || first.at.part === this.reading.part);
  }

  get image(): ServiceImage | undefined {
    return serviceImage(this.data);
  }

  /** The entries of a key as this file writes them, those of a mapping with their key. */
  items(key: string): readonly Item[] {
    let items = this.#items.get(key);
    if (!items) this.#items.set(key, (items = this.itemsOf(this.written.pair(key)?.value)));
    return items;
  }

  /** Works something out once for all rules that ask it of this service. */
  once<T>(key: object, make: () => T): T {
    if (!this.#models.has(key)) this.#models.set(key, make());
    return this.#models.get(key) as T;
  }

  itemsOf(node: YamlNode | undefined): Item[] {
    if (node?.kind === "seq") return sequenceItems(node).map((item) => this.#item(undefined, item));
    if (node?.kind === "map")
      return node.pairs.map((pair) =>
        pair.value
          ? this.#item(pair.key.source, pair.value)
          : { key: pair.key.source, data: null, at: range(pair.key.start, pair.key.end), node: undefined },
      );
    return node?.kind === "scalar" ? [this.#item(undefined, node)] : [];
  }

  #item(key: string | undefined, node: YamlNode): Item {
    const data = settleData(dataOf(node, this.file.anchors), this.file.lookup);
    return { key, data, at: underline(this.file.text, rangeOfNode(node)), node };
  }
}

const MERGED = {};

const sequenceItems = (node: YamlSeq): YamlNode[] => node.items.flatMap((item) => item.node ?? []);

/** A mapping in a list is underlined at its first key. */
function rangeOfNode(node: YamlNode): Range {
  const first = node.kind === "map" ? node.pairs[0]?.key : undefined;
  return first ? range(first.start, first.end) : range(node.start, node.end);
}
