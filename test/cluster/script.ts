import type { Pod } from "./resource";

/** What happens in a cluster that only a program in a container would know. A test gives it; without it everything goes well. */
export interface Script {
  /** Whether a pod answers its probes. */
  readonly ready?: (pod: Pod) => boolean;
  /** What a container has logged; undefined: there was none. */
  readonly log?: (pod: string, container: string, previous: boolean) => string | undefined;
  /** What a program in a container answers. */
  readonly exec?: (pod: string, command: readonly string[]) => { readonly code: number; readonly stdout: string };
  /** Whether somebody may do something. */
  readonly may?: (verb: string, resource: string) => boolean;
  /** How long a second of the cluster lasts, in milliseconds. Without it: 1, so that a deadline of ten minutes passes in 0.6 s. */
  readonly second?: number;
}
