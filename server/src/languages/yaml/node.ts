import type { Mask } from "../helm/mask";
import type { ReadPieces } from "./pieces";

export type Scalar = string | number | boolean | null;

interface YamlBase {
  /** Offsets from the part's start; a block scalar's end includes its last line break. */
  readonly start: number;
  readonly end: number;
  readonly tag?: string;
  readonly anchor?: string;
}

export interface YamlScalar extends YamlBase {
  readonly kind: "scalar";
  readonly value: Scalar;
  /** The text a plain scalar was written with; for quoted and block scalars their content. */
  readonly source: string;
  readonly style: "plain" | "single" | "double" | "block";
  /** The template actions inside. A scalar that has any is not known by its text. */
  readonly masks?: readonly Mask[];
}

export interface YamlPair {
  readonly key: YamlScalar;
  /** Undefined when nothing was written behind the colon. */
  readonly value: YamlNode | undefined;
  /** Inside a template branch that the mapping itself is not inside of. */
  readonly conditional: boolean;
  /** A template action supplies the value, or more keys of it. */
  readonly masked: boolean;
}

export interface YamlMap extends YamlBase {
  readonly kind: "map";
  readonly flow: boolean;
  readonly pairs: readonly YamlPair[];
  /** Something that is not written here may add keys: a template action, a merge key. */
  readonly open: boolean;
  /** The aliases behind `<<`, in order. */
  readonly merges: readonly YamlNode[];
}

export interface YamlSeq extends YamlBase {
  readonly kind: "seq";
  readonly flow: boolean;
  readonly items: readonly { readonly node: YamlNode | undefined; readonly start: number; readonly conditional: boolean }[];
  readonly open: boolean;
}

export interface YamlAlias extends YamlBase {
  readonly kind: "alias";
  readonly name: string;
}

export type YamlNode = YamlScalar | YamlMap | YamlSeq | YamlAlias;

export interface YamlError {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** One YAML document. */
export interface YamlTree {
  readonly root: YamlNode | undefined;
  readonly errors: readonly YamlError[];
  readonly masks: readonly Mask[];
  readonly anchors: ReadonlyMap<string, YamlNode>;
  /** Set when the part was too large to read whole: only the keys at column 0 are there. */
  readonly sketched: boolean;
  /** What a later text of the document can take over. */
  readonly pieces?: ReadPieces;
}
