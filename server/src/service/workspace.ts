import type { Edit, TextEdit } from "../core/edit";
import { Engine } from "../core/engine";
import type { FileAnalysis } from "../core/analysis";
import type { Path } from "../core/path";
import { dirname } from "../core/path";
import type { AnyRule } from "../core/rule";
import { isRange } from "../core/rule";
import type { FileKind, Settings } from "../core/settings";
import { settingOf } from "../core/settings";
import type { Range } from "../core/text";
import { shift } from "../core/text";
import { LANGUAGES } from "../languages";
import type { Recognition } from "../languages/recognize";
import { recognize } from "../languages/recognize";
import { isMarker, scopeOf } from "../scope/membership";
import { problemsOf } from "./problems";
import type { Problem } from "./problem";
import { isOn } from "./severity";

export interface WorkspaceOptions {
  readonly rules: readonly AnyRule[];
  readonly settings: (path: Path, kind: FileKind) => Settings;
  readonly today: () => string;
  readonly log?: (message: string) => void;
}

export interface FileReport {
  readonly path: Path;
  readonly kind: FileKind;
  readonly text: string;
  readonly problems: readonly Problem[];
}

/**
 * The files of a workspace and what is to be said of them. Files come in as values (`open` with a text, `list` for what is only known to be
 * there); whoever owns a disk or an editor drives it. Pure and synchronous.
 */
export class Workspace {
  readonly engine: Engine;
  readonly #recognitions = new Map<Path, Recognition>();
  readonly #languageIds = new Map<Path, string>();
  readonly #listed = new Set<Path>();
  readonly #folders = new Map<Path, number>();
  #complete: (path: Path) => boolean = () => false;

  constructor(private readonly options: WorkspaceOptions) {
    this.engine = new Engine({
      languages: LANGUAGES,
      rules: options.rules,
      settings: options.settings,
      isOn,
      optionsOf: (rule, settings) => settingOf(rule.id, settings)?.options ?? rule.options?.default,
      today: options.today,
      ...(options.log ? { log: options.log } : {}),
    });
    this.engine.setPresence({ has: (path) => this.has(path) });
  }

  /** Says which paths exist; `complete` says for which paths the list is all there is, so that what it lacks is absent. */
  list(paths: Iterable<Path>, complete: (path: Path) => boolean): void {
    const markers = [...paths].filter((path) => this.#add(path) && isMarker(path));
    this.#complete = complete;
    this.engine.setPresence({ has: (path) => this.has(path) });
    this.#placeAnew(markers.map(dirname));
  }

  has(path: Path): "present" | "absent" | "unknown" {
    if (this.#listed.has(path) || this.#folders.has(path)) return "present";
    return this.#complete(path) ? "absent" : "unknown";
  }

  /** Adds a file or its new text. Says what it is to us. */
  set(path: Path, text: string, languageId?: string): Recognition {
    if (languageId !== undefined) this.#languageIds.set(path, languageId);
    const isNew = this.#add(path);
    const recognition = recognize({ path, text, languageId: this.#languageIds.get(path), has: (other) => this.has(other) });
    this.#recognitions.set(path, recognition);
    if (recognition.kind)
      this.engine.set(
        path,
        text,
        recognition.kind,
        scopeOf(path, recognition.kind, (other) => this.has(other)),
      );
    else if (this.engine.has(path)) this.engine.remove(path);
    this.engine.setText(path, text);
    if (isNew) this.#changed(path);
    return recognition;
  }

  /** Reads every file again: a grammar has come that was not there when they were read. */
  reload(): void {
    for (const path of [...this.engine.paths]) {
      const text = this.engine.text(path) ?? "";
      this.engine.remove(path);
      this.set(path, text);
    }
  }

  remove(path: Path): void {
    this.engine.remove(path);
    this.engine.setText(path, undefined);
    this.#recognitions.delete(path);
    this.#languageIds.delete(path);
    if (!this.#listed.delete(path)) return;
    for (let folder = dirname(path); folder.includes("/"); folder = dirname(folder)) {
      const count = (this.#folders.get(folder) ?? 1) - 1;
      if (count > 0) this.#folders.set(folder, count);
      else this.#folders.delete(folder);
    }
    this.#changed(path);
  }

  recognition(path: Path): Recognition | undefined {
    return this.#recognitions.get(path);
  }

  /** The problems of a file. Yields often; give it up when the world has changed. */
  *report(path: Path): Generator<undefined, FileReport | undefined> {
    const analysis = yield* this.engine.analyse(path);
    return analysis && this.#reportOf(analysis);
  }

  /** The same to the end. */
  reportNow(path: Path): FileReport | undefined {
    const steps = this.report(path);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  }

  /** The text edits of a fix by file, absolute, and the files it makes. Undefined when a part it touches is gone. */
  resolve(
    edits: readonly Edit[],
    owner: Problem["owner"],
  ): { texts: Map<Path, (TextEdit & { snippet: boolean })[]>; created: Map<Path, string> } | undefined {
    const texts = new Map<Path, (TextEdit & { snippet: boolean })[]>();
    const created = new Map<Path, string>();
    for (const edit of edits) {
      if ("create" in edit) {
        created.set(edit.create, edit.text);
        continue;
      }
      const place = isRange(edit.at) ? { range: edit.at } : edit.at;
      const path = place.file ?? owner.path;
      const start = this.startOf(path, place.part ?? owner.part);
      if (start === undefined) return undefined;
      const { start: from, end: to } = shift(place.range, start);
      const list = texts.get(path) ?? [];
      list.push({ start: from, end: to, text: edit.text, snippet: edit.snippet === true });
      texts.set(path, list);
    }
    return { texts, created };
  }

  /** Where a part starts in its file now. */
  startOf(path: Path, part: Problem["owner"]["part"]): number | undefined {
    return this.engine.partStart(path, part);
  }

  /** An absolute range from a part's own. */
  absolute(path: Path, part: Problem["owner"]["part"], range: Range): Range | undefined {
    const start = this.startOf(path, part);
    return start === undefined ? undefined : shift(range, start);
  }

  #reportOf(analysis: FileAnalysis): FileReport {
    return {
      path: analysis.path,
      kind: analysis.kind,
      text: analysis.text,
      problems: problemsOf(analysis, this.engine, this.options.rules, this.options.today()),
    };
  }

  #add(path: Path): boolean {
    if (this.#listed.has(path)) return false;
    this.#listed.add(path);
    for (let folder = dirname(path); folder.includes("/"); folder = dirname(folder))
      this.#folders.set(folder, (this.#folders.get(folder) ?? 0) + 1);
    return true;
  }

  /** A file has come or gone: what was asked about it is asked again, and a marker moves its neighbours to another scope. */
  #changed(path: Path): void {
    this.engine.setPresence({ has: (other) => this.has(other) });
    if (isMarker(path)) this.#placeAnew([dirname(path)]);
  }

  /** Files below folders whose markers have come or gone may be something else now, or belong to another scope. */
  #placeAnew(folders: readonly Path[]): void {
    if (!folders.length) return;
    for (const path of [...this.#recognitions.keys()]) {
      const text = this.engine.text(path);
      if (text !== undefined && folders.some((folder) => folder === "" || path.startsWith(`${folder}/`))) this.set(path, text);
    }
  }
}
