import type { Cell, Revision } from "./memo";
import { Input } from "./memo";
import type { Path } from "./path";

/** Whether a file or folder is there; `unknown` where nobody has looked. */
export type Presence = "present" | "absent" | "unknown";

/** What rules ask of files beyond their facts: whether a path is there, and the text of a file that no language of ours reads. */
export class Outside {
  readonly #presence = new Map<Path, Input<Presence>>();
  readonly #beside = new Map<Path, { readonly names: readonly string[]; readonly input: Input<readonly Presence[]> }[]>();
  readonly #answers = new Map<string, readonly Presence[]>();
  readonly #texts = new Map<Path, Input<string | undefined>>();
  readonly #wanted = new Set<Path>();
  #known: { has(path: Path): Presence } = { has: () => "unknown" };

  constructor(private readonly revision: Revision) {}

  /** `known.has` is asked anew for everything that was ever asked. */
  setPresence(known: { has(path: Path): Presence }): void {
    this.#known = known;
    for (const [path, input] of this.#presence) input.set(known.has(path));
    for (const [folder, asked] of this.#beside) for (const { names, input } of asked) input.set(this.#look(folder, names));
  }

  /** Gives a text that was or may be asked for; undefined when there is none. */
  setText(path: Path, text: string | undefined): void {
    this.#wanted.delete(path);
    const input = this.#texts.get(path);
    if (input) input.set(text);
    else this.#texts.set(path, new Input(this.revision, text));
  }

  /** The text that was given last. */
  given(path: Path): string | undefined {
    return this.#texts.get(path)?.current();
  }

  /** A file of ours has another text, or is gone: whoever asked for it hears of it. */
  changeText(path: Path, text: string | undefined): void {
    this.#texts.get(path)?.set(text);
  }

  /** The paths whose text was asked for and nobody has given yet. Emptied by asking. */
  takeWanted(): Path[] {
    const wanted = [...this.#wanted];
    this.#wanted.clear();
    return wanted;
  }

  presence(path: Path): Cell<Presence> {
    let input = this.#presence.get(path);
    if (!input) this.#presence.set(path, (input = new Input(this.revision, this.#known.has(path))));
    return input;
  }

  /**
   * Which of some names are in a folder, in their order: one cell where there would be one for each. `names` is a constant of a module: it is
   * known by identity.
   */
  beside(folder: Path, names: readonly string[]): Cell<readonly Presence[]> {
    const asked = this.#beside.get(folder);
    const found = asked?.find((each) => each.names === names);
    if (found) return found.input;
    const input = new Input(this.revision, this.#look(folder, names));
    if (asked) asked.push({ names, input });
    else this.#beside.set(folder, [{ names, input }]);
    return input;
  }

  /** Folders are much alike: equal answers are one list. */
  #look(folder: Path, names: readonly string[]): readonly Presence[] {
    const found = names.map((name) => this.#known.has(folder === "" ? name : `${folder}/${name}`));
    const key = found.join();
    let shared = this.#answers.get(key);
    if (!shared) this.#answers.set(key, (shared = found));
    return shared;
  }

  /** `own` is the text of a file of ours. */
  text(path: Path, own: string | undefined): Cell<string | undefined> {
    let input = this.#texts.get(path);
    if (!input) {
      if (own === undefined && this.presence(path).current() !== "absent") this.#wanted.add(path);
      this.#texts.set(path, (input = new Input(this.revision, own)));
    }
    return input;
  }
}
