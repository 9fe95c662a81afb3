import type { FactDraft } from "./fact";
import type { Part, Slice } from "./part";
import type { Path } from "./path";
import type { FileKind } from "./settings";

/** What the engine must know of a file kind. All of it pure: the same text gives the same slices, tree and facts. */
export interface LanguageSupport<Tree = unknown> {
  readonly kinds: readonly FileKind[];
  /** Cuts a text into parts that parse alone, in order, without gaps. */
  split(text: string, kind: FileKind): readonly Slice[];
  /**
   * Never fails: what is broken is a tree with errors in it. `before` is the tree of the part that stood there until this keystroke; pieces of
   * it may be taken over, and nothing of the result depends on it.
   */
  parse(part: Part, kind: FileKind, before?: Tree): Tree;
  /** How many things the parser could not read: a fix may never raise it. */
  errors?(tree: Tree): number;
  /** What the part offers others and asks of them. */
  facts(tree: Tree, part: Part, file: { readonly path: Path; readonly kind: FileKind; readonly scope: string }): Iterable<FactDraft>;
}
