import type { Part } from "./part";
import type { Path } from "./path";
import type { Range } from "./text";

/** Where something stands. What is left out is the file or the part of the node that is being checked. */
export interface Place {
  readonly file?: Path | undefined;
  readonly part?: Part | undefined;
  readonly range: Range;
}

/**
 * The place of a fact. The index moves it in place when a fact keeps its content and only its position changes, so that findings and
 * views that point at it stay right without being computed again. Nobody else writes to it.
 */
export class Anchor implements Place {
  constructor(
    public file: Path,
    public part: Part,
    public range: Range,
  ) {}
}
