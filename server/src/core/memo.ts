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

/** Picks something out of a value. It must depend on nothing but the value, the argument and the number of a part in it. */
export type Selector<V, A, S> = (value: V, argument: A) => S;

/** A read of a whole value. There are many, so a read of a part of one is another, larger, kind. */
interface Read {
  readonly cell: Cell<unknown>;
  /** The value when it was last looked at. */
  value: unknown;
}

/** A read of what a selector makes of a value. */
interface SelectedRead extends Read {
  readonly select: Selector<unknown, unknown, unknown>;
  readonly argument: unknown;
  readonly selected: unknown;
}

/** Up to so many reads one that was made before is looked for among them; of more, those of whole values are known by their cells. */
const FEW = 16;

/**
 * A function of a value that is worked out once for each value. What depends on the value alone needs no reads, and a view that says the same
 * is the identical object.
 */
export function onceFor<V extends object, R>(make: (value: V) => R): (value: V) => R {
  const made = new WeakMap<V, R>();
  return (value) => {
    if (!made.has(value)) made.set(value, make(value));
    return made.get(value) as R;
  };
}

const isSelected = (read: Read | SelectedRead): read is SelectedRead => "select" in read;

/** Writes down which cells were read, and what they said. */
export class Reads {
  /** Made by the first read: most parts read little, and there are many. */
  #reads: (Read | SelectedRead)[] | undefined;
  /** The cells that were read whole, once there are many. */
  #cells: Set<Cell<unknown>> | undefined;

  read<V>(cell: Cell<V>): V {
    const value = cell.current();
    if (!this.#isKnown(cell)) this.#add({ cell, value });
    return value;
  }

  /**
   * Reads only what a selector makes of a value; while that is equal, the rest of the value may change. The selector is a function of a
   * module and gets what it needs as an argument: a closure would keep the tree of its part alive as long as the memo.
   */
  select<V, A, S>(cell: Cell<V>, select: Selector<V, A, S>, argument: A): S {
    const any = select as Selector<unknown, unknown, unknown>;
    const value = cell.current();
    const found = this.#find(cell, any, argument);
    if (found && isSelected(found)) return found.selected as S;
    const selected = select(value, argument);
    this.#add({ cell, select: any, argument, selected, value });
    return selected;
  }

  /** Nothing more will be read: gives up the room that a growing list keeps. */
  seal(): this {
    this.#reads = this.#reads?.slice();
    this.#cells = undefined;
    return this;
  }

  hold(): boolean {
    if (!this.#reads) return true;
    for (const read of this.#reads) {
      const value = read.cell.current();
      if (value === read.value) continue;
      const isSame = isSelected(read) ? equal(read.select(value, read.argument), read.selected) : equal(value, read.value);
      if (!isSame) return false;
      read.value = value;
    }
    return true;
  }

  #isKnown(cell: Cell<unknown>): boolean {
    if (!this.#reads || this.#reads.length <= FEW) return this.#find(cell, undefined, undefined) !== undefined;
    this.#cells ??= new Set(this.#reads.flatMap((read) => (isSelected(read) ? [] : [read.cell])));
    if (this.#cells.has(cell)) return true;
    this.#cells.add(cell);
    return false;
  }

  #find(cell: Cell<unknown>, select: SelectedRead["select"] | undefined, argument: unknown): Read | SelectedRead | undefined {
    if (!this.#reads || this.#reads.length > FEW) return undefined;
    return this.#reads.find((read) => {
      if (read.cell !== cell) return false;
      return isSelected(read) ? read.select === select && equal(read.argument, argument) : select === undefined;
    });
  }

  #add(read: Read | SelectedRead): void {
    if (this.#reads) this.#reads.push(read);
    else this.#reads = [read];
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
        this.#reads = reads.seal();
      }
      this.#checkedAt = this.revision.number;
    } finally {
      this.#running = false;
    }
    return this.#value;
  }
}
