import type { FileResult, Summary } from "../service/result";

/** What a format turns into text. Paths are relative to the working folder. */
export interface Outcome {
  readonly version: string;
  readonly results: readonly FileResult[];
  readonly summary: Summary;
  /** A file's text, for code frames. */
  readonly textOf: (path: string) => string;
  readonly color: boolean;
  /** Findings the baseline silenced, and files that were repaired. */
  readonly silenced: number;
  readonly repaired: number;
}
