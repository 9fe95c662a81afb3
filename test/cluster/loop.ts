import type { Script } from "./script";
import { Store } from "./store";

/** What controllers work with. */
export interface World {
  readonly store: Store;
  readonly script: Script;
  /** Seconds of the cluster since a time that an object says. */
  readonly since: (time: string) => number;
  /** Looks again after so many seconds of the cluster. */
  readonly after: (seconds: number) => void;
}

/** A controller looks at the whole cluster and moves it one step toward what is wanted. */
export type Controller = (world: World) => void;

/** Milliseconds between a change and what controllers make of it, so that a watch sees the steps and not only the end. */
const TICK = 5;

/** Runs controllers after each change until nothing changes any more. */
export class Loop {
  readonly store = new Store();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #world: World;
  #due = false;

  constructor(
    readonly script: Script,
    readonly controllers: readonly Controller[],
  ) {
    const second = script.second ?? 1;
    this.#world = {
      store: this.store,
      script,
      since: (time) => (Date.now() - Date.parse(time)) / second,
      after: (seconds) => {
        this.#schedule(Math.max(TICK, seconds * second));
      },
    };
    this.store.watch(0, () => {
      if (this.#due) return;
      this.#due = true;
      this.#schedule(TICK);
    });
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #schedule(milliseconds: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#due = false;
      for (const controller of this.controllers) controller(this.#world);
    }, milliseconds);
    this.#timers.add(timer);
  }
}
