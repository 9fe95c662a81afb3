import type { Field } from "../../core/field";
import { known, unknown } from "../../core/field";
import { onceFor } from "../../core/memo";
import type { Path } from "../../core/path";
import { dirname, foldersAbove } from "../../core/path";
import type { Place } from "../../core/place";
import type { Reading } from "../../core/rule";
import type { Range } from "../../core/text";
import { lineStartAt, range } from "../../core/text";
import { documentRoot } from "../yaml/document";
import type { Mapping } from "../yaml/mapping";
import type { Scalar, YamlNode, YamlScalar } from "../yaml/node";
import { resolvePlain } from "../yaml/scalar";
import { isList } from "./data";
import { dotenvVariable, projectLookup } from "./dotenv";
import type { Section } from "./facts";
import { composeUseFact, SECTIONS } from "./facts";
import type { ComposeProject, MergedService } from "./project";
import { MAIN_NAMES, ofProject, projectOf, projectPlace } from "./project";
import { ComposeService } from "./service";
import type { Lookup } from "./template";
import { literal, settle, variablesOf } from "./template";
import type { ComposeTree } from "./tree";
import { firstUses } from "./tree";
import { readMount } from "./volumes";

/** An entry of a top-level section. */
export interface TopLevelEntry {
  readonly section: Section;
  readonly name: string;
  readonly nameRange: Range;
  readonly mapping: Mapping;
  readonly file: ComposeFile;
}

/** How far above the project may lie that a file is a piece of. */
const HIGHEST_PROJECT = 3;

/** One document of a Compose file, while its rules run. */
export class ComposeFile {
  readonly text: string;
  readonly path: Path;
  readonly #tree: ComposeTree;
  readonly #root: Mapping;
  readonly #help = { resolve: (scalar: YamlScalar) => this.#resolve(scalar) };
  #services: readonly ComposeService[] | undefined;

  constructor(private readonly reading: Reading) {
    this.text = reading.part.text;
    this.path = reading.path;
    this.#tree = reading.tree as ComposeTree;
    this.#root = documentRoot(this.#tree, reading.part, this.#help);
  }

  /** Whether there is a mapping that was read whole. */
  get isReadable(): boolean {
    return !this.#tree.sketched && this.#root.presence === "written";
  }

  /** What is written, merge keys not filled in: where edits go. */
  get root(): Mapping {
    this.reading.lookAround?.();
    return this.#root;
  }

  get tree(): ComposeTree {
    this.reading.lookAround?.();
    return this.#tree;
  }

  get services(): readonly ComposeService[] {
    this.reading.lookAround?.();
    return (this.#services ??= this.#readServices());
  }

  /** Where each service of a document that was read in pieces stands; undefined for others, and where a name is written twice. */
  get stretches(): readonly { readonly name: string; readonly range: Range }[] | undefined {
    const services = this.#root.map("services");
    if (!this.#tree.pieces || services.keys.length < services.pairs.length) return undefined;
    const starts = services.pairs.map(({ key }) => lineStartAt(this.text, key.start));
    const end = services.node?.end ?? 0;
    return services.pairs.map(({ key }, i) => ({ name: key.source, range: range(starts[i] ?? 0, starts[i + 1] ?? end) }));
  }

  /** One service alone, of a document that shares nothing. */
  serviceAlone(name: string): ComposeService {
    const services = this.#root.map("services");
    const own = services.map(name);
    return new ComposeService(name, services.keyRange(name), own, own, this, this.reading);
  }

  #readServices(): readonly ComposeService[] {
    const { expanded: root, expandedAnchors: anchors } = this.#tree;
    const { reading } = this;
    const isShared = root !== this.#tree.root;
    const first = isShared ? root && firstUsesOfServices(root, anchors) : root;
    const servicesOf = (from: YamlNode | undefined) =>
      documentRoot({ ...this.#tree, root: from, anchors }, reading.part, this.#help).map("services");
    const [written, own] = [servicesOf(first), this.#root.map("services")];
    return [...servicesOf(root).entries()].map(
      ({ key, keyRange }) => new ComposeService(key, keyRange, written.map(key), own.map(key), this, reading),
    );
  }

  /** The part the document is. */
  get partId(): number {
    return this.reading.part.id;
  }

  /** Whether it is the first document of its file: what is said of a project is said there. */
  get isFirst(): boolean {
    return this.reading.part.order === 0;
  }

  get anchors(): ReadonlyMap<string, YamlNode> {
    return this.#tree.expandedAnchors;
  }

  get folder(): Path {
    return dirname(this.path);
  }

  /** What `.env` beside the file says of a variable. */
  get lookup(): Lookup {
    return this.reading.once(LOOKUP, () => projectLookup(this.reading.scope, this.folder));
  }

  /** The merged project the file belongs to. */
  get project(): ComposeProject | undefined {
    const { scope, settings } = this.reading;
    return this.reading.once(PROJECT, () => projectOf(scope, this.path, settings.composeFiles));
  }

  /** What a selector picks out of that project. One that is a function of a module, so that it is seen to be the same. */
  ofProject<A, S>(select: (project: ComposeProject | undefined, argument: A) => S, argument: A): S {
    const { scope, settings } = this.reading;
    const place = this.reading.once(PLACE, () => projectPlace(scope, this.path, settings.composeFiles));
    return ofProject(scope, place, select, argument);
  }

  /** A service of that project. */
  merged(name: string): MergedService | undefined {
    return this.ofProject(serviceNamed, name);
  }

  /** Whether the project is all there is, so that a name nobody declares is an error: nothing unread, nothing that includes this file. */
  get isComplete(): boolean {
    return this.reading.once(
      COMPLETE,
      () => !this.ofProject(isOpen, undefined) && !this.reading.scope.all(composeUseFact, this.path).length,
    );
  }

  /**
   * Whether a folder above holds Compose files: with `-f` this one may be a piece of their project, and a name that is missing here may be
   * declared by another piece.
   */
  get mayBeFragment(): boolean {
    return this.reading.once(FRAGMENT, () => {
      const above = [...foldersAbove(this.path)].slice(1, 1 + HIGHEST_PROJECT);
      return above.some((folder) => this.reading.scope.files(folder, MAIN_NAMES).includes("present"));
    });
  }

  service(name: string): ComposeService | undefined {
    return this.services.find((service) => service.name === name);
  }

  /** The services of the project that mount a volume, or a path as it is written. */
  mountedBy(source: string): readonly string[] {
    return this.ofProject(mountersOf, source);
  }

  *topLevel(sections: readonly Section[] = SECTIONS): Iterable<TopLevelEntry> {
    for (const section of sections)
      for (const { key, keyRange, mapping } of this.root.map(section).entries())
        yield { section, name: key, nameRange: keyRange, mapping, file: this };
  }

  /** A scalar with variables: known when `.env` sets them all, and then with the place that does. */
  #resolve(scalar: YamlScalar): Field<Scalar> {
    const where = range(scalar.start, scalar.end);
    const text = literal(settle(scalar.source, this.lookup));
    if (text === undefined) return unknown(where);
    return known<Scalar>(scalar.style === "plain" ? resolvePlain(text, "1.2") : text, where, this.#originOf(scalar.source));
  }

  #originOf(text: string): Place | undefined {
    const names = variablesOf(text).map((variable) => variable.name);
    const facts = this.reading.scope.all(dotenvVariable, `${this.folder}/.env`);
    return facts.find(({ value }) => names.includes(value.name))?.at;
  }
}

/** The services that mount each source. */
const mounters = onceFor((project: ComposeProject): ReadonlyMap<string, readonly string[]> => {
  const bySource = new Map<string, string[]>();
  for (const { name, data } of project.services.values()) {
    const { volumes } = data;
    const sources = isList(volumes) ? volumes.flatMap((entry) => readMount(entry)?.source ?? []) : [];
    for (const source of new Set(sources)) bySource.set(source, [...(bySource.get(source) ?? []), name]);
  }
  return bySource;
});

const mountersOf = (project: ComposeProject | undefined, source: string): readonly string[] =>
  (project && mounters(project).get(source)) ?? [];

const serviceNamed = (project: ComposeProject | undefined, name: string): MergedService | undefined => project?.services.get(name);

const isOpen = (project: ComposeProject | undefined): boolean => project?.open !== false;

const LOOKUP = {};
const PLACE = {};
const PROJECT = {};
const COMPLETE = {};
const FRAGMENT = {};

/** Every shared piece of the services where it is used first; anchors of other places in the document count when a service uses them. */
function firstUsesOfServices(root: YamlNode, anchors: ReadonlyMap<string, YamlNode>): YamlNode {
  if (root.kind !== "map") return root;
  const seen = new Set<string>();
  const pairs = root.pairs.flatMap((pair) => {
    if (pair.key.source !== "services" || !pair.value) return [pair];
    const value = firstUses(pair.value, anchors, seen);
    return value ? [{ ...pair, value }] : [];
  });
  return { ...root, pairs };
}
