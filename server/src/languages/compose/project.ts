import type { Path } from "../../core/path";
import { basename, dirname, join } from "../../core/path";
import type { Anchor } from "../../core/place";
import type { Scope } from "../../core/scope";
import { viewKind } from "../../core/scope";
import { mergeService } from "./canonical";
import type { Data, DataMap } from "./data";
import { at, hasKey, isMap, OPEN, settleData, textOf } from "./data";
import { dotenvAt, projectLookup } from "./dotenv";
import type { FileFact, Include, Section, ServiceFact } from "./facts";
import { composeFacts, composeFileFact, composeServiceFact, includesOf, isRemote, SECTIONS } from "./facts";
import type { WrittenService } from "./settled";
import { byName, settledForm, withoutTagsOnce } from "./settled";
import type { Lookup } from "./template";
import { parseCompose } from "./tree";

/** A service as the project runs it: its files merged, what it extends below them. */
export interface MergedService {
  readonly name: string;
  /** In canonical form; strings are templates. */
  readonly data: DataMap;
  /** Its name in each file that says something of it, the base first. Files that only `extends` leads to are not among them. */
  readonly layers: readonly { readonly path: Path; readonly at: Anchor | undefined }[];
  /** Keys that a file beside the project may write, so that nothing can be said of their absence. */
  readonly possible: readonly string[];
}

export interface ComposeProject {
  readonly main: Path;
  /** Main file, override, and all they include, in the order of merging. */
  readonly files: readonly Path[];
  readonly services: ReadonlyMap<string, MergedService>;
  readonly declared: Readonly<Record<Section, ReadonlyMap<string, Data>>>;
  /** Names that files beside the project declare: with `-f` they are part of it. */
  readonly elsewhere: Readonly<Record<Section | "services", readonly string[]>>;
  /** Whether files that nobody can read, or see, may declare anything. */
  readonly open: boolean;
}

/** In the order Compose looks for them: compose-go, cli/options.go. */
export const MAIN_NAMES = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
const OVERRIDE_NAMES = ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];

const DEFAULT_NAMES = [...MAIN_NAMES, ...OVERRIDE_NAMES];

/** Overrides that people copy. */
const OVERRIDE_EXAMPLES = OVERRIDE_NAMES.flatMap((name) => [".example", ".sample", ".dist", ".template"].map((end) => `${name}${end}`));

/** How deep includes and `extends` may lead. */
const DEEPEST = 8;

/**
 * The project a file belongs to: one whose files the configuration names (`-f` of the command line), else the one that `COMPOSE_FILE` in
 * `.env` names, else the folder's default project, else one of its own.
 */
export function projectOf(scope: Scope, path: Path, sets: readonly (readonly Path[])[] = []): ComposeProject | undefined {
  const { folder, key } = projectPlace(scope, path, sets);
  return scope.in(`compose:${folder}`).effective(composeProject, key);
}

/** What a selector picks out of that project: who reads no more is worked out again only when that changes. */
export function ofProject<A, S>(
  scope: Scope,
  { folder, key }: ProjectPlace,
  select: (project: ComposeProject | undefined, argument: A) => S,
  argument: A,
): S {
  return scope.in(`compose:${folder}`).select(composeProject, key, select, argument);
}

export interface ProjectPlace {
  readonly folder: Path;
  readonly key: string;
}

/** Which project a file belongs to. */
export function projectPlace(scope: Scope, path: Path, sets: readonly (readonly Path[])[] = []): ProjectPlace {
  const folder = dirname(path);
  const named = sets.find((set) => set.includes(path)) ?? filesOfEnvironment(scope, folder);
  const files = named?.includes(path) === true ? named : (scope.in(`compose:${folder}`).effective(defaultProject, folder) ?? []);
  const [main = path] = files.includes(path) ? files : [];
  return { folder: dirname(main), key: named === files ? files.join(SEPARATOR) : main };
}

/** The files of a folder's default project. */
const defaultProject = viewKind<readonly Path[]>("compose.default", (folder: Path, scope: Scope) =>
  defaultFiles(folderFiles(scope, folder)),
);

/** Between the files of a project that somebody named; no path has it. */
const SEPARATOR = "\n";

/** The merged project; the key is its main file, or all of its files where somebody named them. */
const composeProject = viewKind<ComposeProject>("compose.project", (key: string, scope: Scope) => {
  const named = key.split(SEPARATOR);
  const [main = key] = named;
  const folder = dirname(main);
  const beside = folderFiles(scope, folder);
  const defaults = defaultFiles(beside);
  const loader = new Loader(scope, folder);
  for (const path of named.length > 1 ? named : defaults[0] === main ? defaults : [main]) loader.load(path, 0);
  // One that only includes others has no services, and is no Compose file by its content: what it brings is not known.
  const isUnread = scope
    .files(folder, DEFAULT_NAMES)
    .some((presence, i) => presence !== "absent" && !beside.some((file) => basename(file.path) === DEFAULT_NAMES[i]));
  // An override that everybody makes for themselves, from an example or kept out of Git, may supply anything.
  const hasExample = scope.files(folder, OVERRIDE_EXAMPLES).includes("present");
  const others = beside.filter((file) => !loader.files.includes(file.path));
  return loader.project(main, others, isUnread || hasExample);
});

/** `COMPOSE_FILE` of the project's `.env`: paths from its folder, between colons or, on Windows, semicolons. */
function filesOfEnvironment(scope: Scope, folder: Path): Path[] | undefined {
  const lookup = projectLookup(scope, folder);
  const text = lookup("COMPOSE_FILE");
  if (text === undefined || text === "") return undefined;
  return text.split(lookup("COMPOSE_PATH_SEPARATOR") ?? /[:;]/).map((path) => join(folder, path));
}

/** The main file and its override, as `docker compose` without `-f` takes them. */
function defaultFiles(files: readonly FileFact[]): Path[] {
  const pick = (names: readonly string[]) =>
    names.flatMap((name) => files.find((file) => basename(file.path) === name)?.path ?? []).slice(0, 1);
  const main = pick(MAIN_NAMES);
  return main.length ? [...main, ...pick(OVERRIDE_NAMES)] : [];
}

const folderFiles = (scope: Scope, folder: Path): FileFact[] =>
  scope
    .in(`compose:${folder}`)
    .all(composeFileFact)
    .map(({ value }) => value);

interface FileContent {
  readonly files: readonly FileFact[];
  /** By name: documents of one file may each write a part of a service. */
  readonly services: ReadonlyMap<string, readonly WrittenService[]>;
}

const NOTHING: ReadonlyMap<string, Data> = new Map();

class Loader {
  readonly files: Path[] = [];
  readonly #services = new Map<string, { data: DataMap; layers: { path: Path; at: Anchor | undefined }[] }>();
  /** Sections that declare something: most declare nothing. */
  readonly #declared = new Map<Section, Map<string, Data>>();
  readonly #contents = new Map<Path, FileContent | undefined>();
  /** Of files that an `include` names: where their paths start, and what says their variables. */
  readonly #included = new Map<Path, { folder: Path; envFiles: readonly Path[] }>();
  #open = false;

  constructor(
    private readonly scope: Scope,
    private readonly folder: Path,
  ) {}

  load(path: Path, depth: number): void {
    if (this.files.includes(path)) return;
    const content = depth > DEEPEST ? undefined : this.#content(path);
    if (!content) {
      this.#open = true;
      return;
    }
    this.files.push(path);
    for (const file of content.files) {
      for (const include of includesOf(file.include)) this.#include(include, path, depth);
      for (const section of SECTIONS) this.#declare(section, file.sections[section], path);
    }
    for (const [name, documents] of content.services) {
      const data = this.#service(path, name, 0);
      const own = documents.map((fact) => ({ path, at: fact.at }));
      const before = this.#services.get(name);
      this.#services.set(name, { data: before ? mergeService(before.data, data) : data, layers: [...(before?.layers ?? []), ...own] });
    }
  }

  project(main: Path, others: readonly FileFact[], isOpen: boolean): ComposeProject {
    const services = new Map<string, MergedService>();
    for (const [name, { data, layers }] of this.#services) {
      const possible = [...new Set(others.flatMap((file) => (Object.hasOwn(file.services, name) ? (file.services[name] ?? []) : [])))];
      const clean = withoutTagsOnce(data);
      services.set(name, { name, data: isMap(clean) ? clean : {}, layers, possible });
    }
    const named = (section: Section) =>
      others.flatMap((file) => (isMap(file.sections[section]) ? Object.keys(file.sections[section]) : []));
    return {
      main,
      files: this.files,
      services,
      declared: {
        volumes: this.#declaredIn("volumes"),
        networks: this.#declaredIn("networks"),
        secrets: this.#declaredIn("secrets"),
        configs: this.#declaredIn("configs"),
      },
      elsewhere: {
        services: others.flatMap((file) => Object.keys(file.services)),
        volumes: named("volumes"),
        networks: named("networks"),
        secrets: named("secrets"),
        configs: named("configs"),
      },
      open: isOpen || this.#open || [...services.values()].some(({ data }) => !canStart(data)),
    };
  }

  #include({ paths, folder, envFiles }: Include, by: Path, depth: number): void {
    const from = this.#folderOf(by);
    const [first] = paths;
    for (const path of paths) {
      if (path === undefined || first === undefined || isRemote(path)) {
        this.#open = true;
        continue;
      }
      const full = join(from, path);
      const home = folder === undefined ? dirname(join(from, first)) : join(from, folder);
      if (!this.#included.has(full))
        this.#included.set(full, { folder: home, envFiles: envFiles?.map((file) => join(from, file)) ?? [`${home}/.env`] });
      this.load(full, depth + 1);
    }
  }

  #folderOf(path: Path): Path {
    return this.#included.get(path)?.folder ?? dirname(path);
  }

  #declaredIn(section: Section): ReadonlyMap<string, Data> {
    return this.#declared.get(section) ?? NOTHING;
  }

  #declare(section: Section, data: Data, path: Path): void {
    if (data === null) return;
    if (!isMap(data) || hasKey(data, OPEN)) this.#open = true;
    if (!isMap(data)) return;
    for (const [name, value] of Object.entries(data))
      if (name !== OPEN) {
        const own = this.#declared.get(section) ?? new Map<string, Data>();
        this.#declared.set(section, own.set(name, settleData(value, this.#lookup(path))));
      }
  }

  /** A service of one file over what it extends, settled and in canonical form. */
  #service(path: Path, name: string, depth: number): DataMap {
    const content = this.#content(path);
    const documents = content?.services.get(name) ?? [];
    if (!documents.length || depth > DEEPEST) return { [OPEN]: true };
    const own = documents
      .map(({ value }) => settledForm(value, this.#lookup(path), this.#folderOf(path)))
      .reduce((base, over) => mergeService(base, over));
    if (!hasKey(own, "extends")) return own;
    const target = textOf(at(own, "extends", "service"));
    const file = at(own, "extends", "file");
    const fileName = textOf(file);
    const isKnown = target !== undefined && (!hasKey(own["extends"], "file") || fileName !== undefined);
    if (!isKnown) return { ...own, [OPEN]: true };
    const base = this.#service(fileName === undefined ? path : join(dirname(path), fileName), target, depth + 1);
    return mergeService(base, own);
  }

  /** What the project's own `.env` says, else the files that say an included file's variables. */
  #lookup(path: Path): Lookup {
    const own = projectLookup(this.scope, this.folder);
    const files = this.#included.get(path)?.envFiles ?? [];
    if (!files.length) return own;
    return (name) => own(name) ?? files.map((file) => dotenvAt(this.scope, file)?.get(name)).findLast((value) => value !== undefined);
  }

  #content(path: Path): FileContent | undefined {
    if (!this.#contents.has(path)) this.#contents.set(path, this.#read(path));
    return this.#contents.get(path);
  }

  /** From the file's facts; a file that only another one's `include` or `extends` makes a Compose file is read from its text. */
  #read(path: Path): FileContent | undefined {
    const scope = this.scope.in(`compose:${dirname(path)}`);
    const files = scope.all(composeFileFact).flatMap(({ value }) => (value.path === path ? [value] : []));
    if (files.length) return { files, services: byName(scope.all(composeServiceFact, path)) };
    const text = scope.file(path) === "absent" ? undefined : scope.text(path);
    return text === undefined ? undefined : contentOf(text, path);
  }
}

function contentOf(text: string, path: Path): FileContent | undefined {
  const drafts = [...composeFacts(parseCompose({ text }), path)];
  const files = drafts.flatMap((draft) => (draft.kind.name === composeFileFact.name ? [draft.value as FileFact] : []));
  const services = drafts.flatMap((draft) =>
    draft.kind.name === composeServiceFact.name ? [{ value: draft.value as ServiceFact, at: undefined }] : [],
  );
  return files.length ? { files, services: byName(services) } : undefined;
}

/** A service with neither image nor build is completed by a file that is not here: the project is not all there is. */
const canStart = (data: DataMap): boolean => ["image", "build", "provider"].some((key) => hasKey(data, key));
