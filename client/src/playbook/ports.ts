import type { Input, Step } from "../../../server/src/languages/playbook/shape";
import type { ReadyCall } from "../../../server/src/playbook/call";
import type { Offer } from "./cluster";
import type { LiveRun, StoredRun } from "./live";
import type { Running } from "./process";

/** What a run needs of the machine, the editor and the person. The controller knows no editor: tests give it others. */
export interface Ports {
  readonly store: Store;
  readonly locks: Locks;
  /** Undefined where no program can be started: in a browser. */
  readonly machine: Machine | undefined;
  readonly person: Person;
  readonly editor: Editor;
  /** What the person sees of programs that run. */
  readonly terminal: { write(run: LiveRun, text: string): void };
  readonly now: () => Date;
  /** The pages to look at that somebody configured: a title and a template of its address. */
  readonly links: () => Readonly<Record<string, string>>;
  /** Whether the Kubernetes extension is at work in this window, on a cluster of its own choice. */
  readonly hasNeighbour: () => boolean;
  readonly trusted: () => boolean;
  /** Whether somebody agreed to run a playbook of the workspace, with exactly this text. */
  readonly agreed: (text: string) => boolean;
}

/** Keeps each run apart, so that one window never writes what another has done. */
export interface Store {
  all(): readonly StoredRun[];
  put(run: StoredRun): PromiseLike<void>;
  delete(run: StoredRun): PromiseLike<void>;
}

export interface Machine {
  /** Starts a program in a folder, with this kubeconfig or the person's own. */
  run(
    call: ReadyCall,
    options: { readonly cwd: string; readonly kubeconfig?: string; readonly onOutput?: (text: string) => void },
  ): Running;
  /** Whether the PATH has a program. */
  has(program: string): boolean;
}

/** Keeps two windows from running the same thing. */
export interface Locks {
  /** Takes or keeps a run for this window; false: another window has it, or has taken it further than this one knows. */
  take(run: StoredRun): boolean;
  release(run: StoredRun): void;
}

/** Every question is answered with undefined when the person turns away from it: then nothing happens. */
export interface Person {
  /** `offers`: what the cluster has to choose from; without any the value is typed. */
  input(run: LiveRun, name: string, input: Input, problem: string, offers: readonly Offer[]): Promise<string | undefined>;
  /** Whether the file and the context belong together. */
  confirmContext(run: LiveRun, context: string): Promise<boolean>;
  /** Whether to run what changes something: the line to be run, and what it will change; in production the object's name is to be typed. */
  confirmChange(run: LiveRun, line: string, nameToType: string | undefined, effects: readonly string[]): Promise<string | undefined>;
  question(run: LiveRun, question: string): Promise<boolean | undefined>;
  choose(run: LiveRun, question: string, titles: readonly string[], suggested: number | undefined): Promise<number | undefined>;
  /** Why something is skipped or broken off. */
  reason(prompt: string): Promise<string | undefined>;
  /** With what a program ended that ran elsewhere. */
  exitCode(): Promise<number | undefined>;
  /** Says that a step waits, to somebody who looks elsewhere. */
  waits(run: LiveRun, what: string): void;
}

export interface Editor {
  /** The messages of the findings of these rules, named by id or glob, that the bound object has; undefined: it is not there. */
  findings(run: LiveRun, rules: readonly string[]): Promise<readonly string[] | undefined>;
  /** Shows the change of a step, and makes it if the person agrees: the file, or undefined. */
  edit(run: LiveRun, edit: Extract<Step, { readonly kind: "edit" }>["edit"]): Promise<string | undefined>;
}
