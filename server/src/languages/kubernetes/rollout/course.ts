/** What nobody can read off a manifest. Times are seconds. */
export interface Assumptions {
  /** From the start of a container until its process answers. */
  readonly startup: number;
  /** From SIGTERM until a process has ended; the grace period cuts it off. */
  readonly shutdown: number;
  /** A new version that never answers. */
  readonly broken: boolean;
  /** How long a person takes to look at a pause without an end. */
  readonly attention: number;
}

export const TYPICAL: Assumptions = { startup: 10, shutdown: 5, broken: false, attention: 300 };

/** No rollout is followed for longer than this, in seconds: a week. */
export const LONGEST = 7 * 24 * 3600;

/** What is there from a moment on, until the next one. Counts are pods. */
export interface Moment {
  readonly time: number;
  readonly old: number;
  readonly new: number;
  /** Pods that Kubernetes calls available and sends traffic to, of both versions. */
  readonly available: number;
  /** Those of them whose process does answer. Fewer where no probe asks. */
  readonly answering: number;
  readonly newAvailable: number;
  readonly terminating: number;
  /** Wanted and not available. */
  readonly unavailable: number;
  /** The share of the traffic that the new version gets, in percent. */
  readonly share: number;
}

/** How a rollout goes. */
export interface Course {
  /** What was there before anything happened, at the time 0. */
  readonly before: Moment;
  readonly moments: readonly Moment[];
  /** When all of it is done; undefined when it never is. */
  readonly done: number | undefined;
  /** When Kubernetes says that it is stuck: `ProgressDeadlineExceeded`; undefined when it never does. */
  readonly noticed: number | undefined;
  /** The most pods at a time, those that are ending included. */
  readonly peak: number;
  /** The fewest available pods at a time, and the fewest that answer. */
  readonly lowest: number;
  readonly fewestAnswering: number;
  /** What a person should know of this course. */
  readonly notes: readonly Note[];
}

/** Something of a course that its moments do not show. Times are seconds. */
export type Note =
  /** A container is killed so long after its start, before it answers. */
  | { readonly kind: "killed"; readonly container: string; readonly after: number }
  /** No probe asks a version that never answers. */
  | { readonly kind: "unasked" }
  /** Somebody has to delete pods. */
  | { readonly kind: "onDelete" }
  /** Pods with a lower ordinal keep the old version. */
  | { readonly kind: "partition"; readonly ordinal: number }
  /** A step that is not played. */
  | { readonly kind: "leftOut"; readonly step: string }
  /** A person ends a pause `at` a time; so long is taken for it. */
  | { readonly kind: "pause"; readonly at: number; readonly taken: number }
  /** It goes no further, and nothing says so. */
  | { readonly kind: "standstill" };

/** `45 s`, `2 min 30 s`, `1 h 5 min`. */
export function format(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), Math.round(seconds % 60)];
  const parts = [hours ? `${hours} h` : "", minutes ? `${minutes} min` : "", rest && !hours ? `${rest} s` : ""].filter(
    (part) => part !== "",
  );
  return parts.length ? parts.join(" ") : "0 s";
}
