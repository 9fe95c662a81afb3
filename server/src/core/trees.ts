import type { Part } from "./part";

/** How many characters of source may keep their trees; a tree takes some hundred bytes a character. */
export const TREE_BUDGET = 150_000;

/** The parsed trees of the files that were used last. A file gives up all of its trees at once. */
export class TreeCache<File extends { readonly text: string }> {
  readonly #files = new Map<File, Map<Part, unknown>>();
  #size = 0;

  /** The tree of a part, parsed if it has to be. The file counts as used. */
  get(file: File, part: Part, parse: () => unknown): unknown {
    let trees = this.#files.get(file);
    if (trees) this.#files.delete(file);
    else {
      trees = new Map<Part, unknown>();
      this.#size += file.text.length;
    }
    this.#files.set(file, trees);
    for (const other of this.#files.keys()) {
      if (this.#size <= TREE_BUDGET || other === file) break;
      this.drop(other);
    }
    if (!trees.has(part)) trees.set(part, parse());
    return trees.get(part);
  }

  /** The tree of a part, if it is there. */
  peek(file: File, part: Part): unknown {
    return this.#files.get(file)?.get(part);
  }

  forget(file: File, part: Part): void {
    this.#files.get(file)?.delete(part);
  }

  /** The file's text is about to be longer by so many characters. */
  resize(file: File, by: number): void {
    if (this.#files.has(file)) this.#size += by;
  }

  drop(file: File): void {
    if (this.#files.delete(file)) this.#size -= file.text.length;
  }
}
