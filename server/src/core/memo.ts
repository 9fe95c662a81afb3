import { equal } from "./equal";

/**
 * The one memo. Everything computed is a cell: an input (what the index holds, a file's text) or derived from other cells. A derived cell
 * records each cell it read together with the value it got; it holds while every recorded read still gives that value. Nothing else
 * invalidates anything. The scheme is that of Salsa (the incremental engine of rust-analyzer), without durability levels or threads.
 */
export interface Cell<V> {
  /** The value now. As long as it does not change in content it is the identical object. */
  current(): V;
}

/** Counts the changes of inputs: while it stands still, every cell that was checked at it holds without a look at its reads. */
export class Revision {
  number = 0;
}

/** Writes down which cells were read, and what they said. */
export class Reads {
  /** Made by the first read: most parts read nothing, and there are many. */
  #seen: Map<Cell<unknown>, unknown> | undefined;

  read<V>(cell: Cell<V>): V {
    const value = cell.current();
    this.#seen ??= new Map<Cell<unknown>, unknown>();
    this.#seen.set(cell, value);
    return value;
  }

  hold(): boolean {
    if (!this.#seen) return true;
    for (const [cell, value] of this.#seen) if (cell.current() !== value) return false;
    return true;
  }

  get size(): number {
    return this.#seen?.size ?? 0;
  }
}

/** An input: whoever sets it says whether anything changed. */
export class Input<V> implements Cell<V> {
  #value: V;

  constructor(
    private readonly revision: Revision,
    value: V,
  ) {
    this.#value = value;
  }

  current(): V {
    return this.#value;
  }

  set(value: V): void {
    if (equal(value, this.#value)) return;
    this.#value = value;
    this.revision.number++;
  }
}

/** A value computed from other cells. One that is asked for while it is being computed (a cycle) answers `whileRunning`. */
export class Derived<V> implements Cell<V> {
  #value: V;
  #reads: Reads | undefined;
  #checkedAt = -1;
  #running = false;

  constructor(
    private readonly revision: Revision,
    private readonly compute: (reads: Reads) => V,
    private readonly whileRunning: V,
  ) {
    this.#value = whileRunning;
  }

  current(): V {
    if (this.#checkedAt === this.revision.number) return this.#value;
    if (this.#running) return this.whileRunning;
    this.#running = true;
    try {
      if (!this.#reads?.hold()) {
        const reads = new Reads();
        const value = this.compute(reads);
        if (!equal(value, this.#value)) this.#value = value;
        this.#reads = reads;
      }
      this.#checkedAt = this.revision.number;
    } finally {
      this.#running = false;
    }
    return this.#value;
  }
}
