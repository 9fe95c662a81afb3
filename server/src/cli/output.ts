import type { Difference, ReportedWorkload } from "../service/report";
import type { FileResult, Summary } from "../service/result";

/** What a format turns into text. Paths are relative to the working folder. */
export interface Outcome {
  readonly version: string;
  readonly results: readonly FileResult[];
  readonly summary: Summary;
  /** A file's text, for code frames. */
  readonly textOf: (path: string) => string;
  readonly color: boolean;
  /** The workloads and how they do in the readiness review. */
  readonly workloads: readonly ReportedWorkload[];
  /** What became of the findings of the baseline, where one was given. */
  readonly baseline: Difference | undefined;
  /** The script that draws an HTML report. */
  readonly reportScript: () => string;
  /** Findings the baseline silenced, and files that were repaired. */
  readonly silenced: number;
  readonly repaired: number;
}
