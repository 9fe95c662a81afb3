import type { CancellationToken, Connection } from "vscode-languageserver";
import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { Path } from "../core/path";
import { basename, dirname, relative } from "../core/path";
import { LineIndex } from "../core/text";
import { EMPTY_CONFIGURATION, fromEditor } from "../config/configuration";
import type { Configuration } from "../config/configuration";
import { CONFIGURATION_NAMES, Configurations } from "../config/resolve";
import { BASELINE_NAME, fingerprintsOf, readBaseline, withoutKnown } from "../service/baseline";
import { mayBeOurs } from "../languages/recognize";
import { RULE_IDS } from "../rules/ids.generated";
import { RULES } from "../rules/index.generated";
import type { FileReport } from "../service/workspace";
import { Workspace } from "../service/workspace";
import type { FolderListing, Host } from "./host";
import type { Neighbours } from "./protocol";
import { NO_NEIGHBOURS } from "./protocol";
import { standDown } from "./stand-down";

/** How long analysis may run before it lets messages in, in milliseconds. */
const SLICE = 8;
/** How often analysis may ask for files that rules want to see. */
const MOST_ROUNDS = 5;

interface OpenDocument {
  readonly version: number;
  readonly languageId: string;
}

/**
 * The state of a server: the workspace, its configuration, which documents are open. Everything that can take long is sliced: it runs for
 * {@link SLICE} milliseconds, then lets messages in, and stops when it was cancelled or the document has a newer version.
 */
export class Session {
  readonly workspace: Workspace;
  readonly configurations = new Configurations(RULE_IDS);
  neighbours: Neighbours = NO_NEIGHBOURS;
  roots: readonly Path[] = [];
  /** Resolves when the grammars are loaded; analysis waits for it. */
  ready: Promise<void> = Promise.resolve();
  /** Resolves when the workspace was read, as far as it can be; what is asked of it as a whole waits for that. */
  wholeRead: Promise<void> = Promise.resolve();
  scanned = false;
  #lacking: ReadonlyMap<Path, FolderListing["lacks"]> = new Map();
  /** What is known below each root, by the baseline that lies there. */
  readonly #known = new Map<Path, ReadonlySet<string>>();
  readonly #open = new Map<Path, OpenDocument>();
  readonly #lines = new Map<Path, LineIndex>();

  constructor(
    readonly host: Host,
    readonly connection: Connection,
  ) {
    this.workspace = new Workspace({
      rules: RULES,
      settings: (path, kind) => this.configurations.settingsFor(path, kind),
      today: () => host.today(),
      log: (message) => {
        connection.console.error(message);
      },
    });
    this.configurations.setPresence((path) => this.workspace.has(path) === "present");
    this.#standDown();
  }

  #buildKitShown: ReadonlySet<Path> = new Set();
  #schemaValidation: "auto" | "on" | "off" = "auto";

  get openPaths(): Iterable<Path> {
    return this.#open.keys();
  }

  isOpen(path: Path): boolean {
    return this.#open.has(path);
  }

  versionOf(path: Path): number | null {
    return this.#open.get(path)?.version ?? null;
  }

  linesOf(path: Path): LineIndex {
    const text = this.workspace.engine.text(path) ?? "";
    let lines = this.#lines.get(path);
    if (lines?.text !== text) {
      this.#lines.clear();
      this.#lines.set(path, (lines = new LineIndex(text)));
    }
    return lines;
  }

  setOpen(path: Path, text: string, version: number, languageId: string): void {
    this.#open.set(path, { version, languageId });
    this.setText(path, text, languageId);
  }

  async close(path: Path): Promise<void> {
    this.#open.delete(path);
    const text = await this.host.read(path);
    if (this.#open.has(path)) return;
    if (text === undefined) this.remove(path);
    else this.setText(path, text);
  }

  /** A file's text, from the editor or the disk. A configuration file changes what holds for all others. */
  setText(path: Path, text: string, languageId?: string): void {
    if (CONFIGURATION_NAMES.includes(basename(path))) this.configurations.set(path, text);
    const why = this.configurations.ignored(path);
    if (why !== undefined) this.workspace.remove(path);
    else this.workspace.set(path, text, languageId);
  }

  /** A file has gone from the disk. One that an editor still has stays what it is there until it is closed: it may come back. */
  remove(path: Path): void {
    if (basename(path) === BASELINE_NAME) this.#known.delete(dirname(path));
    if (this.#open.has(path)) return;
    this.configurations.remove(path);
    this.workspace.remove(path);
  }

  /** Reads a file from the disk unless the editor has it. */
  async load(path: Path): Promise<void> {
    if (basename(path) === BASELINE_NAME) return this.#loadBaseline(path);
    if (this.#open.has(path)) return;
    if (!mayBeOurs(path) && !CONFIGURATION_NAMES.includes(basename(path))) {
      this.workspace.list([path], (other) => this.#lacks(other));
      return;
    }
    if (this.configurations.ignored(path) !== undefined) return;
    const text = await this.host.read(path);
    if (text === undefined) this.remove(path);
    else if (!this.#open.has(path)) this.setText(path, text);
  }

  /** The workspace was read: what its folders lack is not there. */
  setScanned(lacking: ReadonlyMap<Path, FolderListing["lacks"]>): void {
    this.scanned = true;
    this.#lacking = lacking;
    this.workspace.list([], (path) => this.#lacks(path));
  }

  #lacks(path: Path): boolean {
    return [...this.#lacking].some(([root, lacks]) => relative(root, path) !== undefined && lacks(path));
  }

  /** The report of a file without what the baseline of its root knows; undefined when it is not ours. Throws when cancelled. */
  async report(path: Path, token?: CancellationToken): Promise<FileReport | undefined> {
    const report = await this.reportWhole(path, token);
    const known = this.knownAt(path);
    return report && known ? withoutKnown(report, nameIn(this.rootOf(path), path), known) : report;
  }

  /** The fingerprints that the baseline of a path's root lists; undefined where there is none. */
  knownAt(path: Path): ReadonlySet<string> | undefined {
    const root = this.rootOf(path);
    return root === undefined ? undefined : this.#known.get(root);
  }

  /** How many fingerprints all baselines list; undefined where there is none. */
  get known(): number | undefined {
    return this.#known.size ? [...this.#known.values()].reduce((sum, { size }) => sum + size, 0) : undefined;
  }

  /** The root folder a path lies in, the innermost of several. */
  rootOf(path: Path): Path | undefined {
    return this.roots.filter((root) => relative(root, path) !== undefined).sort((a, b) => b.length - a.length)[0];
  }

  /** What there is to be known of a file: the fingerprints of all its findings. */
  async fingerprints(path: Path, token?: CancellationToken): Promise<readonly string[]> {
    const report = await this.reportWhole(path, token);
    return report ? fingerprintsOf(report, nameIn(this.rootOf(path), path)) : [];
  }

  async #loadBaseline(path: Path): Promise<void> {
    const root = dirname(path);
    const text = this.roots.includes(root) ? await this.host.read(path) : undefined;
    if (text === undefined) {
      this.#known.delete(root);
      return;
    }
    try {
      this.#known.set(root, readBaseline(text));
    } catch (error) {
      this.connection.console.error(`${path} is no baseline: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** The same with what is known. */
  async reportWhole(path: Path, token?: CancellationToken): Promise<FileReport | undefined> {
    await this.ready;
    let report = await this.#drive(path, token);
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const wanted = this.workspace.engine.takeWanted();
      if (!wanted.length) break;
      await Promise.all(
        wanted.map(async (other) => {
          this.workspace.engine.setText(other, await this.#readWanted(other));
        }),
      );
      report = await this.#drive(path, token);
    }
    return report;
  }

  /** Settings of the editor, one set for each folder. */
  setEditorSettings(byRoot: ReadonlyMap<Path, Readonly<Record<string, unknown>>>): void {
    const configurations = new Map<Path, Configuration>([...byRoot].map(([root, settings]) => [root, fromEditor(settings)]));
    const [first] = byRoot.values();
    const validation = (first?.schema as { validation?: unknown } | undefined)?.validation;
    this.#schemaValidation = validation === "on" || validation === "off" ? validation : "auto";
    this.configurations.setEditor((path) => {
      const root = [...configurations.keys()]
        .filter((folder) => relative(folder, path) !== undefined)
        .sort((a, b) => b.length - a.length)[0];
      return configurations.get(root ?? "") ?? [...configurations.values()][0] ?? EMPTY_CONFIGURATION;
    });
  }

  setNeighbours(neighbours: Neighbours): void {
    this.neighbours = neighbours;
    this.#standDown();
  }

  /** BuildKit's checks run in Docker only while Docker runs: ours stand down where theirs are seen, and nowhere else. */
  setBuildKitShown(paths: Iterable<Path>): void {
    this.#buildKitShown = new Set(paths);
    this.#standDown();
  }

  #standDown(): void {
    this.configurations.setStandDown((kind, path) => [
      ...standDown(kind, this.neighbours, this.#schemaValidation),
      ...(this.#buildKitShown.has(path) ? ["buildkit:"] : []),
    ]);
  }

  async #drive(path: Path, token: CancellationToken | undefined): Promise<FileReport | undefined> {
    const version = this.versionOf(path);
    let steps = this.workspace.report(path);
    let sliceEnd = this.host.now() + SLICE;
    for (;;) {
      const step = steps.next();
      // A file that moved to another scope in between, because a marker was read, is there and was given up all the same.
      if (step.done && (step.value || !this.workspace.engine.has(path))) return step.value;
      if (step.done) steps = this.workspace.report(path);
      if (this.host.now() < sliceEnd) continue;
      await this.host.pause();
      if (token?.isCancellationRequested === true) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
      if (this.versionOf(path) !== version) throw new ResponseError(LSPErrorCodes.ContentModified, "the document has changed");
      sliceEnd = this.host.now() + SLICE;
    }
  }

  /** Rules may look only inside the workspace. */
  async #readWanted(path: Path): Promise<string | undefined> {
    return this.roots.some((root) => relative(root, path) !== undefined) ? this.host.read(path) : undefined;
  }
}

/** A path from its root, as the command line names it when it runs there. */
export const nameIn = (root: Path | undefined, path: Path): string => (root === undefined ? undefined : relative(root, path)) ?? path;
