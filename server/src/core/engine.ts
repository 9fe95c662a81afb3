import type { EngineOptions, FileAnalysis, RawFinding } from "./analysis";
import { checkPart } from "./check";
import { EnabledRules } from "./enabled";
import { FactIndex } from "./fact";
import type { Fact, FactKind } from "./fact";
import type { LanguageSupport } from "./language";
import type { Cell, Selector } from "./memo";
import { Derived, Reads, Revision } from "./memo";
import { Outside } from "./outside";
import type { Presence } from "./outside";
import type { Part, PlacedPart } from "./part";
import { placeParts } from "./part";
import type { Path } from "./path";
import type { Reading } from "./rule";
import type { Scope, ViewKind } from "./scope";
import type { FileKind, Settings } from "./settings";
import { allHold } from "./stretches";
import type { StretchMemos } from "./stretches";
import { TreeCache } from "./trees";

/** The findings of one part, with everything they depend on. */
interface PartMemo {
  readonly settings: Settings;
  readonly today: string;
  readonly reads: Reads;
  readonly findings: readonly RawFinding[];
  /** What of the findings stands in stretches with reads of their own. */
  readonly stretches: StretchMemos;
  /** The revision at which the reads were seen to hold. */
  checkedAt: number;
}

interface FileState {
  readonly path: Path;
  kind: FileKind;
  scope: string;
  text: string;
  parts: readonly PlacedPart[];
  /** What is known of these is kept for one more version: an undo brings them back. */
  gone: readonly Part[];
}

/**
 * Text in, findings out, incrementally. Knows no language, no protocol and no disk: files come in as values, the languages and rules as
 * lists. `set` and `remove` change the world; `analyse` is a generator that yields between parts, so that its driver can stop it.
 */
export class Engine {
  readonly #revision = new Revision();
  readonly #index = new FactIndex(this.#revision);
  readonly #files = new Map<Path, FileState>();
  readonly #memos = new Map<Part, PartMemo>();
  /** Of parts that have not been checked yet: the memo of the one that stood there before. */
  readonly #former = new Map<Part, PartMemo>();
  readonly #support = new Map<FileKind, LanguageSupport>();
  readonly #rules: EnabledRules;
  readonly #views = new Map<string, Map<string, Derived<unknown>>>();
  readonly #outside = new Outside(this.#revision);
  readonly #trees = new TreeCache<FileState>();
  #nextId = 1;
  /** Counts the parts whose rules ran: what the memo spares is seen here. */
  checkedParts = 0;
  /** The same of the stretches of parts. */
  checkedStretches = 0;

  constructor(private readonly options: EngineOptions) {
    for (const support of options.languages) for (const kind of support.kinds) this.#support.set(kind, support);
    this.#rules = new EnabledRules(options);
  }

  get paths(): Iterable<Path> {
    return this.#files.keys();
  }

  has(path: Path): boolean {
    return this.#files.has(path);
  }

  /** The text of a file; of one that no language of ours reads, as far as it was given. */
  text(path: Path): string | undefined {
    return this.#files.get(path)?.text ?? this.#outside.given(path);
  }

  kind(path: Path): FileKind | undefined {
    return this.#files.get(path)?.kind;
  }

  /** Where a part starts in its file now; undefined when it is gone. */
  partStart(path: Path, part: Part): number | undefined {
    const placed = this.#files.get(path)?.parts[part.order];
    return placed?.part === part ? placed.start : undefined;
  }

  scopeOf(path: Path): string | undefined {
    return this.#files.get(path)?.scope;
  }

  /** Adds a file or a new version of one. `scope` says what it is deployed with. */
  set(path: Path, text: string, kind: FileKind, scope: string): void {
    const support = this.#support.get(kind);
    if (!support) return;
    const old = this.#files.get(path);
    if (old?.text === text && old.kind === kind && old.scope === scope) return;
    if (old && (old.kind !== kind || old.scope !== scope)) this.remove(path);

    const state = this.#files.get(path) ?? { path, kind, scope, text: "", parts: [], gone: [] };
    const { parts, fresh, gone } = placeParts(text, support.split(text, kind), state, () => this.#nextId++);
    this.#trees.resize(state, text.length - state.text.length);
    state.parts = parts;
    state.text = text;
    this.#files.set(path, state);

    for (const part of gone) this.#index.remove(part);
    for (const part of fresh) {
      const former = gone.find(({ order }) => order === part.order);
      const memo = former && (this.#memos.get(former) ?? this.#former.get(former));
      if (memo?.stretches.size && !this.#memos.has(part)) this.#former.set(part, memo);
      const tree = this.#tree(state, part, former && this.#trees.peek(state, former));
      this.#index.add(scope, path, part, support.facts(tree, part, { path, kind, scope }));
    }
    const back = new Set(fresh);
    for (const part of state.gone)
      if (!back.has(part)) {
        this.#forget(part);
        this.#trees.forget(state, part);
      }
    state.gone = gone;
    this.#outside.changeText(path, text);
  }

  remove(path: Path): void {
    const state = this.#files.get(path);
    if (!state) return;
    for (const { part } of state.parts) this.#index.remove(part);
    this.release(path);
    this.#files.delete(path);
    // Whoever still reads these views keeps them; who asks next gets new ones that say the same.
    this.#views.delete(state.scope);
    this.#outside.changeText(path, undefined);
  }

  /** Forgets what was computed of a file, its text and facts aside: nobody will ask for its findings soon. */
  release(path: Path): void {
    const state = this.#files.get(path);
    if (!state) return;
    for (const { part } of state.parts) this.#forget(part);
    for (const part of state.gone) this.#forget(part);
    state.gone = [];
    this.#trees.drop(state);
  }

  /** Tells which files and folders are there; `known.has` is asked anew for everything that was ever asked. */
  setPresence(known: { has(path: Path): Presence }): void {
    this.#outside.setPresence(known);
  }

  /** Gives the text of a file that no language of ours reads, such as one a rule asked for. */
  setText(path: Path, text: string | undefined): void {
    this.#outside.setText(path, text);
  }

  /** The paths whose text a rule asked for and nobody has given yet. Emptied by asking. */
  takeWanted(): Path[] {
    return this.#outside.takeWanted();
  }

  /** Findings of a file's own parts. Yields after each part that had to be checked. Undefined when the file is not there (any more). */
  *analyse(path: Path): Generator<undefined, FileAnalysis | undefined> {
    const state = this.#files.get(path);
    if (!state) return undefined;
    const settings = this.options.settings(path, state.kind);
    const today = this.options.today();
    const findings: RawFinding[] = [];
    for (const { part } of state.parts) {
      // Before each part: whoever drives this may read other files in between, and then say that no more are there.
      this.#index.settle();
      let memo = this.#memos.get(part);
      const isCurrent = memo?.settings === settings && memo.today === today;
      if (!memo || !isCurrent || (memo.checkedAt !== this.#revision.number && !(memo.reads.hold() && allHold(memo.stretches)))) {
        const former = memo ?? this.#former.get(part);
        memo = this.#check(state, part, settings, today, former?.settings === settings && former.today === today ? former : undefined);
        this.#memos.set(part, memo);
        this.#former.delete(part);
        yield undefined;
        if (this.#files.get(path) !== state) return undefined;
      } else memo.checkedAt = this.#revision.number;
      findings.push(...memo.findings);
    }
    return { path, kind: state.kind, text: state.text, parts: state.parts, settings, findings };
  }

  /** How many things of a file its parser could not read. */
  errorCount(path: Path): number {
    const state = this.#files.get(path);
    const support = state && this.#support.get(state.kind);
    if (!state || !support?.errors) return 0;
    return state.parts.reduce((sum, { part }) => sum + (support.errors?.(this.#tree(state, part)) ?? 0), 0);
  }

  /** A reading of the part at an offset, for features that are no rules: hover, completion, links. Its reads are not kept. */
  reading(path: Path, offset: number): (Reading & { readonly start: number }) | undefined {
    const state = this.#files.get(path);
    const placed = state?.parts.findLast((candidate) => candidate.start <= offset);
    if (!state || !placed) return undefined;
    this.#index.settle();
    const reading = this.#reading(state, placed.part, this.options.settings(path, state.kind), new Reads());
    return Object.assign(reading, { start: placed.start });
  }

  /** Every part of a file to look at, for features that are no rules. */
  *readings(path: Path): Iterable<Reading & { readonly start: number }> {
    for (const { start } of this.#files.get(path)?.parts ?? []) {
      const reading = this.reading(path, start);
      if (reading) yield reading;
    }
  }

  /** A scope to look around in, its reads not kept. */
  scope(id: string): Scope {
    this.#index.settle();
    return this.#scope(id, new Reads());
  }

  #forget(part: Part): void {
    this.#memos.delete(part);
    this.#former.delete(part);
  }

  #check(state: FileState, part: Part, settings: Settings, today: string, former: PartMemo | undefined): PartMemo {
    this.checkedParts++;
    const checked = checkPart({
      part,
      rules: this.#rules.of(state.kind, settings, today),
      open: (reads, lookAround) => this.#reading(state, part, settings, reads, lookAround),
      former: former?.stretches,
      failed: (what, error) =>
        this.options.log?.(`${what} failed on ${state.path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
    });
    this.checkedStretches += checked.checkedStretches;
    const { reads, findings, stretches } = checked;
    return { settings, today, reads, findings, stretches, checkedAt: this.#revision.number };
  }

  #reading(state: FileState, part: Part, settings: Settings, reads: Reads, lookAround?: () => void): Reading {
    const models = new Map<object, unknown>();
    const tree = () => this.#tree(state, part);
    return {
      path: state.path,
      kind: state.kind,
      part,
      get tree() {
        return tree();
      },
      scope: this.#scope(state.scope, reads),
      settings,
      ...(lookAround ? { lookAround } : {}),
      once<T>(key: object, make: () => T): T {
        if (!models.has(key)) models.set(key, make());
        return models.get(key) as T;
      },
    };
  }

  #scope(id: string, reads: Reads): Scope {
    return {
      id,
      all: <V>(kind: FactKind<V>, key = "") => reads.read(this.#index.bucket(id, kind, key)) as readonly never[],
      pick: <V, A, S>(kind: FactKind<V>, key: string, select: Selector<readonly Fact<V>[], A, S>, argument: A) =>
        reads.select(this.#index.bucket(id, kind, key) as Cell<readonly Fact<V>[]>, select, argument),
      effective: <V>(view: ViewKind<V>, key = "") => reads.read(this.#view(id, view, key)) as V | undefined,
      select: <V, A, S>(view: ViewKind<V>, key: string, select: Selector<V | undefined, A, S>, argument: A) =>
        reads.select(this.#view(id, view, key) as Cell<V | undefined>, select, argument),
      file: (path) => reads.read(this.#outside.presence(path)),
      files: (folder, names) => reads.read(this.#outside.beside(folder, names)),
      text: (path) => reads.read(this.#outside.text(path, this.#files.get(path)?.text)),
      in: (other) => this.#scope(other, reads),
    };
  }

  #view<V>(scope: string, view: ViewKind<V>, key: string): Cell<unknown> {
    let views = this.#views.get(scope);
    if (!views) this.#views.set(scope, (views = new Map<string, Derived<unknown>>()));
    const name = `${view.name}\n${key}`;
    let cell = views.get(name);
    if (!cell) {
      cell = new Derived<unknown>(this.#revision, (reads) => view.compute(key, this.#scope(scope, reads)), undefined);
      views.set(name, cell);
    }
    return cell;
  }

  #tree(state: FileState, part: Part, before?: unknown): unknown {
    return this.#trees.get(state, part, () => this.#support.get(state.kind)?.parse(part, state.kind, before));
  }
}
