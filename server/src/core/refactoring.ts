import type { Edit } from "./edit";
import type { Path } from "./path";
import type { Query, Reading } from "./rule";
import type { Range } from "./text";

/** Another way to write the same, offered where the cursor stands on it. Nothing is wrong, so nothing is underlined. */
export interface Refactoring<Node = unknown> {
  /** Which menu of the editor it is in: the standard kinds of the Language Server Protocol. */
  readonly kind: "refactor.extract" | "refactor.rewrite" | "refactor.move";
  readonly on: Query<Node>;
  /** All that can be done with a node, each with the place it is offered at. */
  offer(node: Node, reading: Reading): Iterable<Offer>;
  /** Documentation and tests: every offer is compared with every `^^^ refactor: title` below a line, the files after it with `result`. */
  readonly examples: readonly RefactoringExample[];
}

export interface Offer {
  readonly at: Range;
  readonly title: string;
  readonly edits: readonly Edit[];
}

export interface RefactoringExample {
  readonly title: string;
  readonly source: string | Readonly<Record<Path, string>>;
  readonly path?: Path;
  /** What the first offer makes of the files; those it leaves alone may be left out. */
  readonly result?: string | Readonly<Record<Path, string>>;
  /** What others make of them, by title. */
  readonly otherResults?: Readonly<Record<string, string | Readonly<Record<Path, string>>>>;
}

/** One refactoring. The file that calls it is named after what it does. */
export const defineRefactoring = <Node>(refactoring: Refactoring<Node>): Refactoring => refactoring;
