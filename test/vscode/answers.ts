import type { LiveRun } from "../../client/src/playbook/live.js";
import type { Person } from "../../client/src/playbook/ports.js";

/** A person who answers what is in the list, and turns away from everything else. */
export class Answers implements Person {
  given: Record<string, string | boolean | number> = {};
  readonly asked: string[] = [];

  #answer<T>(what: string): Promise<T | undefined> {
    this.asked.push(what);
    return Promise.resolve(this.given[what] as T | undefined);
  }

  input = (_run: LiveRun, name: string): Promise<string | undefined> => this.#answer(name);
  confirmContext = async (_run: LiveRun, context: string): Promise<boolean> => (await this.#answer<boolean>(context)) === true;
  confirmChange = (_run: LiveRun, line: string, name: string | undefined): Promise<string | undefined> =>
    this.#answer(name === undefined ? line : `type ${name}`);
  question = (_run: LiveRun, question: string): Promise<boolean | undefined> => this.#answer(question);
  choose = (_run: LiveRun, question: string): Promise<number | undefined> => this.#answer(question);
  reason = (): Promise<string | undefined> => this.#answer("reason");
  exitCode = (): Promise<number | undefined> => this.#answer("exit code");
  waits = (): void => undefined;
}
