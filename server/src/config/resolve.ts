import type { Path } from "../core/path";
import { basename, dirname, foldersAbove, join, relative } from "../core/path";
import type { Environment, FileKind, RuleSetting, Settings } from "../core/settings";
import { DEFAULT_SETTINGS } from "../core/settings";
import type { Configuration, ConfigurationError, RuleLevel } from "./configuration";
import { EMPTY_CONFIGURATION, readConfiguration, ruleMatcher } from "./configuration";
import { globMatcher } from "./glob";

export const CONFIGURATION_NAMES: readonly string[] = [".plimsoll.yaml", ".plimsoll.yml"];

/** What never is a file of somebody's own. */
const ALWAYS_IGNORED =
  /(?:^|\/)(?:node_modules|\.terraform|\.terragrunt-cache|vendor|dist|build|\.git|\.svn|\.hg|__pycache__|\.venv|bower_components)\//;
/** The folder above a `charts/`: what lies in that is vendored when the folder is a chart itself. */
const ABOVE_CHARTS = /^(.*)\/charts\/[^/]+\//;
/** Inputs of tests: what they lack they lack on purpose. Beside other environments `test` is one of them. */
const TEST =
  /(?<!(?:^|\/)(?:overlays?|env(?:ironment)?s?|clusters?|stages?|accounts?|deployments?))\/(?:tests?|[\w-]*test-?data|__tests__|__fixtures__|fixtures?|e2e|[\w-]*-tests?)\//;
/** What is to be read, or is kept for the record. */
const EXAMPLE = /(?:^|\/)(?:[\w.-]*examples?|samples?|docs?|_?archived?)\//;
const PRODUCTION = /^(?:prod|production|live)$/;
const OTHER_ENVIRONMENT = /^(?:dev|develop|development|local|test|testing|staging|stage|sandbox|preview|qa)$/;

interface Loaded {
  readonly path: Path;
  readonly configuration: Configuration;
  readonly errors: readonly ConfigurationError[];
}

/**
 * Which settings hold for a file: those of the nearest `.plimsoll.yaml` above it, what that extends, else the editor's. A configuration that
 * does not parse keeps the last good one. The same answer is the identical object, which the memo relies on.
 */
export class Configurations {
  readonly #files = new Map<Path, Loaded>();
  readonly #resolved = new Map<string, Settings>();
  #roots: readonly Path[] = [];
  #base: Path | undefined;
  #editor: (path: Path) => Configuration = () => EMPTY_CONFIGURATION;
  #only: Path | undefined;
  #forced: Configuration | undefined;
  #has: (path: Path) => boolean = () => false;
  #standDown: (kind: FileKind, path: Path) => readonly string[] = () => [];

  constructor(private readonly knownRules: readonly string[]) {}

  /**
   * The folders that paths in messages and default ignores are relative to. `base` is one above them, if there is one, whose subfolders' names
   * still say what is production and what is a test: a check of `k8s/prod` alone must say what a check of everything says of it.
   */
  setRoots(roots: readonly Path[], base?: Path): void {
    this.#roots = [...roots].sort((a, b) => b.length - a.length);
    this.#base = base;
    this.#resolved.clear();
  }

  setEditor(editor: (path: Path) => Configuration): void {
    this.#editor = editor;
    this.#resolved.clear();
  }

  /** One file holds for everything, wherever it lies: `--config`. */
  setOnly(file: Path): void {
    this.#only = file;
    this.#resolved.clear();
  }

  /** What wins over every file: `--preset`. */
  setForced(forced: Configuration): void {
    this.#forced = forced;
    this.#resolved.clear();
  }

  /** Says which files are there: a `charts/` folder is vendored only in a chart. */
  setPresence(has: (path: Path) => boolean): void {
    this.#has = has;
  }

  /** Which families of rules stay silent in a file, because another extension shows the same there. */
  setStandDown(standDown: (kind: FileKind, path: Path) => readonly string[]): void {
    this.#standDown = standDown;
  }

  /** Reads a configuration file. Its errors are returned; with any of them what held before still holds. */
  set(path: Path, text: string): readonly ConfigurationError[] {
    const { configuration, errors } = readConfiguration(text, this.knownRules);
    const before = this.#files.get(path);
    this.#files.set(path, { path, configuration: errors.length && before ? before.configuration : configuration, errors });
    this.#resolved.clear();
    return errors;
  }

  remove(path: Path): void {
    if (this.#files.delete(path)) this.#resolved.clear();
  }

  /** The configuration file that holds for a path. */
  fileFor(path: Path): Path | undefined {
    if (this.#only !== undefined) return this.#only;
    for (const folder of foldersAbove(path))
      for (const name of CONFIGURATION_NAMES) if (this.#files.has(`${folder}/${name}`)) return `${folder}/${name}`;
    return undefined;
  }

  /** Why a file is not linted at all; undefined when it is. */
  ignored(path: Path): string | undefined {
    const name = this.#relativeToRoot(path);
    if (ALWAYS_IGNORED.test(`/${name}`)) return "it lies in a folder of generated or third-party files";
    const above = ABOVE_CHARTS.exec(path)?.[1];
    if (above !== undefined && this.#has(`${above}/Chart.yaml`)) return "it belongs to a chart that another chart vendors";
    const file = this.fileFor(path);
    const { configuration, folder } = this.#chain(path);
    if (globMatcher(configuration.ignore)(relative(folder, path) ?? name))
      return file === undefined ? "the setting plimsoll.ignore matches it" : `ignore in ${file} matches it`;
    return undefined;
  }

  settingsFor(path: Path, kind: FileKind): Settings {
    const { configuration, folder } = this.#chain(path);
    const within = relative(folder, path) ?? path;
    const matching = configuration.overrides.map((override) => globMatcher(override.files)(within));
    const environment = this.#environment(path, within, configuration, matching);
    const sample = sampleOf(this.#relativeToBase(path));
    const standDown = this.#standDown(kind, path);
    const key = JSON.stringify([
      this.fileFor(path),
      dirname(path) === folder ? "" : this.#rootOf(path),
      matching,
      environment,
      sample,
      kind,
      standDown,
    ]);
    let settings = this.#resolved.get(key);
    if (!settings) {
      settings = {
        ...DEFAULT_SETTINGS,
        preset: configuration.preset ?? DEFAULT_SETTINGS.preset,
        rules: [...configuration.rules, ...configuration.overrides.flatMap((override, i) => (matching[i] ? override.rules : []))].map(
          ruleSetting,
        ),
        severity: configuration.severity,
        environment,
        sample,
        kubernetesVersion: configuration.kubernetesVersion,
        requiredTags: configuration.requiredTags ?? [],
        trustedRegistries: configuration.trustedRegistries ?? [],
        composeFiles: (configuration.composeFiles ?? []).map((set) => set.map((file) => join(folder, file))),
        standDown,
      };
      this.#resolved.set(key, settings);
    }
    return settings;
  }

  /** Everything a file says, the nearest first, what it extends below it, the editor's settings where there is no file. */
  #chain(path: Path): { configuration: Configuration; folder: Path } {
    const { configuration, folder } = this.#written(path);
    return { configuration: this.#forced ? merge(configuration, this.#forced) : configuration, folder };
  }

  #written(path: Path): { configuration: Configuration; folder: Path } {
    const file = this.fileFor(path);
    const root = this.#rootOf(path) ?? dirname(path);
    if (file === undefined) return { configuration: this.#editor(path), folder: root };
    return { configuration: this.#extended(file), folder: file === this.#only ? root : dirname(file) };
  }

  /** What a file says over what it extends. */
  #extended(file: Path): Configuration {
    const seen = new Set<Path>();
    let configuration = this.#files.get(file)?.configuration ?? EMPTY_CONFIGURATION;
    let from = file;
    while (configuration.extendsFile !== undefined && !seen.has(from)) {
      seen.add(from);
      const target = join(dirname(from), configuration.extendsFile);
      const base = this.#files.get(target)?.configuration;
      const next = base && merge(base, configuration);
      if (!next) break;
      configuration = base.extendsFile === undefined ? withoutBase(next) : { ...next, extendsFile: base.extendsFile };
      from = target;
    }
    return configuration;
  }

  /** The contexts, as globs, of the clusters that a file's environment belongs to; undefined where nobody configured any. */
  contextsFor(path: Path, kind: FileKind): readonly string[] | undefined {
    const name = this.settingsFor(path, kind).environment?.name;
    const contexts = this.#chain(path).configuration.environments.find((candidate) => candidate.name === name)?.contexts;
    return contexts?.length ? contexts : undefined;
  }

  #environment(path: Path, within: string, configuration: Configuration, matching: readonly boolean[]): Environment | undefined {
    const override = configuration.overrides.findLast((candidate, i) => matching[i] && candidate.environment !== undefined);
    const told = override?.environment ?? configuration.environments.find((candidate) => globMatcher(candidate.files)(within))?.name;
    if (told !== undefined) {
      const production = configuration.environments.find((candidate) => candidate.name === told)?.production ?? PRODUCTION.test(told);
      return { name: told, production, because: "because .plimsoll.yaml says so" };
    }
    const segments = this.#relativeToBase(path).toLowerCase().split("/");
    const suffixes = /^(?:docker-)?compose[.-]([\w-]+)\.ya?ml$|^(?:values|terraform)?[.-]?([\w-]+)\.(?:ya?ml|tfvars)$/.exec(
      basename(path).toLowerCase(),
    );
    const words = [suffixes?.[1] ?? suffixes?.[2] ?? "", ...segments.slice(0, -1).reverse()];
    const word = words.find((segment) => PRODUCTION.test(segment) || OTHER_ENVIRONMENT.test(segment));
    return word === undefined ? undefined : { name: word, production: PRODUCTION.test(word), because: `because the path says ${word}` };
  }

  #rootOf(path: Path): Path | undefined {
    return this.#roots.find((root) => relative(root, path) !== undefined);
  }

  #relativeToBase(path: Path): string {
    return (this.#base === undefined ? undefined : relative(this.#base, path)) ?? this.#relativeToRoot(path);
  }

  #relativeToRoot(path: Path): string {
    const root = this.#rootOf(path);
    return (root === undefined ? undefined : relative(root, path)) ?? basename(path);
  }
}

function sampleOf(path: Path): Settings["sample"] {
  return TEST.test(`/${path}`) ? "test" : EXAMPLE.test(`/${path}`) ? "example" : undefined;
}

const ruleSetting = ({ pattern, level, options }: RuleLevel): RuleSetting => ({
  matches: ruleMatcher(pattern),
  level,
  ...(options === undefined ? {} : { options }),
});

function withoutBase(configuration: Configuration): Configuration {
  const { extendsFile, ...own } = configuration;
  return extendsFile === undefined ? configuration : own;
}

/** What `own` says over what `base` says; lists of levels follow each other, so that the last match is the own one. */
function merge(base: Configuration, own: Configuration): Configuration {
  return {
    ...base,
    ...own,
    rules: [...base.rules, ...own.rules],
    overrides: [...base.overrides, ...own.overrides],
    ignore: [...base.ignore, ...own.ignore],
    severity: { ...base.severity, ...own.severity },
    environments: [...own.environments, ...base.environments],
  };
}
