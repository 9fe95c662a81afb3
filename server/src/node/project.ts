import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Path } from "../core/path";
import { basename, dirname, relative } from "../core/path";
import { TREE_BUDGET } from "../core/trees";
import type { AnyRule } from "../core/rule";
import { CONFIGURATION_NAMES, Configurations } from "../config/resolve";
import { mayBeOurs } from "../languages/recognize";
import { RULE_IDS } from "../rules/ids.generated";
import type { FileReport } from "../service/workspace";
import { Workspace } from "../service/workspace";
import type { Listing } from "./walk";
import { toFile, toPath, walk } from "./walk";

/** Larger files are nobody's manifests; they are listed and not read. */
export const LARGEST_FILE = 4 * 1024 * 1024;

/** What stops a run, with the place that is wrong: one clear line, exit code 2. */
export class UsageError extends Error {}

/** How often analysis may ask for files that rules want to see. */
const MOST_ROUNDS = 5;

/** A workspace over folders of a disk: loads what is there, and what rules ask for. */
export class Project {
  readonly workspace: Workspace;
  readonly configurations = new Configurations(RULE_IDS);
  readonly #listings = new Map<Path, Listing>();

  constructor(options: { readonly rules: readonly AnyRule[]; readonly today: string; readonly log: (message: string) => void }) {
    this.workspace = new Workspace({
      rules: options.rules,
      settings: (file, kind) => this.configurations.settingsFor(file, kind),
      today: () => options.today,
      log: options.log,
    });
    this.configurations.setPresence((file) => this.workspace.has(file) === "present");
  }

  /** Lists and reads the folders, `base` being one above them, if any; returns the files that are ours. */
  load(folders: readonly string[], base?: Path): Path[] {
    for (const folder of folders) this.#listings.set(toPath(folder), walk(folder));
    this.configurations.setRoots([...this.#listings.keys()], base);
    const files = [...this.#listings.values()].flatMap((listing) => listing.files);
    this.workspace.list(files, (file) =>
      [...this.#listings].some(([root, listing]) => relative(root, file) !== undefined && listing.lacks(file)),
    );
    const byFolder = new Map<Path, Path[]>();
    for (const file of files) {
      if (!mayBeOurs(file) || this.configurations.ignored(file) !== undefined) continue;
      const folder = byFolder.get(dirname(file));
      if (folder) folder.push(file);
      else byFolder.set(dirname(file), [file]);
    }
    return this.#read([...byFolder.values()].flat());
  }

  /**
   * Reads files, folder by folder, and checks as many as have their trees at hand: later they would have to be parsed again, and after each
   * file alone all that looks at many files would be worked out again. Where a file that is read later changes what a rule was told, the memo
   * sees it and that part is checked once more.
   */
  #read(files: readonly Path[]): Path[] {
    const ours: Path[] = [];
    let unchecked: Path[] = [];
    let size = 0;
    for (const file of files) {
      if (!this.open(file)) continue;
      ours.push(file);
      unchecked.push(file);
      size += this.workspace.engine.text(file)?.length ?? 0;
      if (size < TREE_BUDGET / 2) continue;
      this.#check(unchecked);
      [unchecked, size] = [[], 0];
    }
    this.#check(unchecked);
    return ours;
  }

  #check(files: readonly Path[]): void {
    for (const file of files) {
      const steps = this.workspace.engine.analyse(file);
      while (steps.next().done !== true);
    }
  }

  /** Reads one file into the workspace; says whether it is ours to lint. */
  open(file: Path): boolean {
    const text = readText(file);
    return text !== undefined && this.workspace.set(file, text).kind !== undefined;
  }

  /** Reads the configuration files above a folder and in the list; throws on one that is wrong. */
  loadConfigurations(from: Path, files: Iterable<Path>): void {
    const above: Path[] = [];
    for (let folder = from; ; folder = dirname(folder)) {
      for (const name of CONFIGURATION_NAMES) if (existsSync(`${folder}/${name}`)) above.push(`${folder}/${name}`);
      if (folder === "") break;
    }
    for (const file of new Set([...above, ...[...files].filter((name) => CONFIGURATION_NAMES.includes(basename(name)))]))
      this.loadConfiguration(file);
  }

  loadConfiguration(file: Path, shown = file): void {
    const text = readText(file);
    if (text === undefined) throw new UsageError(`${shown}: cannot be read`);
    const [error] = this.configurations.set(file, text);
    if (error) {
      const before = text.slice(0, error.at.start).split("\n");
      throw new UsageError(`${shown}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}: ${error.message}`);
    }
    const target = /^extends:\s*["']?([^\s"'#]+\.ya?ml)/m.exec(text)?.[1];
    if (target !== undefined) {
      const base = toPath(path.resolve(dirname(file), target));
      if (readText(base) === undefined) throw new UsageError(`${shown}: extends ${target}, which cannot be read`);
      this.loadConfiguration(base);
    }
  }

  /** The report of a file, after the files its rules asked for were read. */
  report(file: Path): FileReport | undefined {
    let report = this.workspace.reportNow(file);
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const wanted = this.workspace.engine.takeWanted();
      if (!wanted.length) break;
      for (const other of wanted)
        this.workspace.engine.setText(other, this.workspace.has(other) === "present" ? readText(other) : undefined);
      report = this.workspace.reportNow(file);
    }
    return report;
  }

  /** Every listed file, ours or not. */
  get files(): Path[] {
    return [...this.#listings.values()].flatMap((listing) => listing.files);
  }
}

/** A file's text without a byte order mark kept out of sight; undefined for what is no readable text file of a sane size. */
export function readText(file: string): string | undefined {
  try {
    const stat = statSync(toFile(file));
    return stat.isFile() && stat.size <= LARGEST_FILE ? readFileSync(toFile(file), "utf8") : undefined;
  } catch {
    return undefined;
  }
}
