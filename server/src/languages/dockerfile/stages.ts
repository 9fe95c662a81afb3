import { equal } from "../../core/equal";
import type { Fact } from "../../core/fact";
import type { Path } from "../../core/path";
import type { Anchor } from "../../core/place";
import type { Scope } from "../../core/scope";
import { viewKind } from "../../core/scope";
import { baseImage } from "./base-images.table";
import { parseImage } from "../shared/image";
import { bindingAt, globalBinding } from "./bindings";
import type { Assignment, Variables } from "./bindings";
import { dockerfileHeader, dockerfileVariable, takesWholeContext } from "./facts";
import type { DockerfileVariable, InstructionHeader } from "./facts";
import { resolveTemplate } from "./variables";
import type { Resolved, Template } from "./variables";

/** What holds at some place of a stage. Known without `at`: the base image brings it. Unknown with `at`: it is set there, unreadably. */
export type Effective<V> =
  { readonly state: "known"; readonly value: V; readonly at?: Anchor } | { readonly state: "unknown"; readonly at?: Anchor };

/** Its number is its place in the list of its stage, or in the preamble: what is added elsewhere does not change it. */
export type StageInstruction = Fact<InstructionHeader>;

/** A value from the instruction of the stage with this number on. */
export interface Change<V> {
  readonly order: number;
  readonly value: Effective<V>;
}

export type StageBase =
  /** The stage that stands so many above: a number of its own would change with every stage that is added at the top. */
  | { readonly kind: "stage"; readonly above: number }
  /** `origins` are the ARG defaults that were filled in. */
  | { readonly kind: "image"; readonly image: string; readonly origins: readonly Anchor[] }
  | { readonly kind: "unknown" };

export interface DockerfileStage {
  readonly name: string | undefined;
  /** The last of the file: what a build without `--target` makes. */
  readonly final: boolean;
  /** What is meant to be deployed: the last stage that is not there to work in. */
  readonly deployed: boolean;
  /** Whether the final stage is made of it, directly or not. */
  readonly needed: boolean;
  /** Whether its layers are part of what is deployed: that stage and those it starts from. */
  readonly shipped: boolean;
  /** Whether somebody may build it for its own sake: the final stage, and named ones that no other stage takes from. */
  readonly target: boolean;
  readonly base: StageBase;
  /** The image at the bottom of the chain of stages, where it is known. */
  readonly image: string | undefined;
  readonly platform: Template | undefined;
  /** FROM first. */
  readonly instructions: readonly StageInstruction[];
  readonly assignments: readonly Assignment[];
  readonly users: readonly Change<string>[];
  readonly workdirs: readonly Change<string>[];
  readonly shells: readonly Change<readonly string[]>[];
  /** Whether another stage starts from it. */
  readonly extended: boolean;
  /** Stages it copies, mounts or builds from: how many above it each stands. */
  readonly takesFrom: readonly number[];
}

export interface DockerfileStages extends Variables {
  readonly stages: readonly DockerfileStage[];
  /** What stands before the first FROM. */
  readonly preamble: readonly StageInstruction[];
  /** The numbers of the stages of a name, which is in lower case: names of stages know no case. */
  readonly named: ReadonlyMap<string, readonly number[]>;
  /** The first COPY or ADD that takes the whole build context. */
  readonly wholeCopy: Anchor | undefined;
}

/** The stages of a Dockerfile; the key is its path. */
export const dockerfileStages = viewKind<DockerfileStages>("dockerfile.stages", (path: Path, scope: Scope) => {
  const headers = scope.all(dockerfileHeader, path);
  return headers.length ? buildStages(headers, scope.all(dockerfileVariable, path)) : NO_STAGES;
});

/** The stage that another one of them starts from. */
export const baseOf = (stages: readonly DockerfileStage[], stage: DockerfileStage): DockerfileStage | undefined =>
  stage.base.kind === "stage" ? stages[stages.indexOf(stage) - stage.base.above] : undefined;

/** Of the many paths where a Dockerfile could be and is not. */
const NO_STAGES: DockerfileStages = { stages: [], preamble: [], globals: [], named: new Map(), wholeCopy: undefined };

const DEFAULT_SHELL: readonly string[] = ["/bin/sh", "-c"];

type Draft = { -readonly [Key in keyof DockerfileStage]: DockerfileStage[Key] } & {
  instructions: StageInstruction[];
  assignments: Assignment[];
  users: Change<string>[];
  workdirs: Change<string>[];
  shells: Change<readonly string[]>[];
};

function buildStages(headers: readonly Fact<InstructionHeader>[], variables: readonly Fact<DockerfileVariable>[]): DockerfileStages {
  const stages: Draft[] = [];
  const preamble: StageInstruction[] = [];
  const globals: Assignment[] = [];
  const named = new Map<string, number[]>();
  const known: Known = { stages, globals, named, defaults: new Map() };
  let wholeCopy: Anchor | undefined;
  let nextVariable = 0;

  for (const fact of headers) {
    const { value: header, at } = fact;
    if (header.keyword === "FROM") {
      stages.push(startStage(known, header));
      const name = header.name?.toLowerCase();
      if (name !== undefined) named.set(name, [...(named.get(name) ?? []), stages.length - 1]);
    }
    const stage = stages.at(-1);
    if (stage && takesWholeContext(header)) wholeCopy ??= at;
    const instructions = stage?.instructions ?? preamble;
    const order = instructions.length;
    instructions.push(fact);
    if (header.keyword === "ARG" || header.keyword === "ENV") {
      const own = variables.slice(nextVariable, nextVariable + header.variables);
      nextVariable += header.variables;
      (stage?.assignments ?? globals).push(...own.map((fact) => ({ ...fact.value, order, at: fact.at })));
    } else if (stage) applyTo(stage, known, fact, order);
  }

  for (const [index, stage] of stages.entries()) stage.takesFrom = sourcesOf(stage, index, named);
  const final = stages.at(-1);
  if (final) {
    final.final = true;
    markNeeded(stages);
    const last = stages.findLastIndex((stage, index) => index === 0 || !isForDevelopment(stage));
    (stages[last] ?? final).deployed = true;
    markShipped(last, stages);
    markTaken(stages);
  }
  return { stages: stages.map(asBefore), preamble, globals, named, wholeCopy };
}

/** The stage that each FROM started when it was last looked at. */
const lastOf = new WeakMap<StageInstruction, DockerfileStage>();

/** A stage that says what it said is the identical object: who reads of it is not asked again. */
function asBefore(stage: DockerfileStage): DockerfileStage {
  const [from] = stage.instructions;
  const before = from && lastOf.get(from);
  if (before && equal(before, stage)) return before;
  if (from) lastOf.set(from, stage);
  return stage;
}

/** What is known when a stage starts. */
interface Known extends Variables {
  readonly stages: readonly Draft[];
  readonly named: DockerfileStages["named"];
  /** By image: the stages of a long file start from few. */
  readonly defaults: Map<string, ImageDefaults>;
}

function startStage({ stages, globals, named, defaults }: Known, header: InstructionHeader & { keyword: "FROM" }): Draft {
  const resolved = header.image && resolveTemplate<Anchor>(header.image, (name) => globalBinding(globals, Infinity, name));
  const base = readBase(resolved, named, stages.length);
  const below = base.kind === "stage" ? stages[stages.length - base.above] : undefined;
  const image = base.kind === "image" ? base.image : below?.image;
  const draft: Draft = {
    name: header.name,
    final: false,
    deployed: false,
    needed: false,
    shipped: false,
    target: false,
    base,
    image,
    platform: header.platform,
    instructions: [],
    assignments: [],
    users: [],
    workdirs: [],
    shells: [],
    extended: false,
    takesFrom: [],
  };
  const key = JSON.stringify([image, header.platform]);
  const start = defaults.get(key) ?? imageDefaults(image, header.platform);
  defaults.set(key, start);
  draft.users.push({ order: 0, value: below?.users.at(-1)?.value ?? start.user });
  draft.workdirs.push({ order: 0, value: below?.workdirs.at(-1)?.value ?? start.workdir });
  draft.shells.push({ order: 0, value: below?.shells.at(-1)?.value ?? start.shell });
  return draft;
}

function readBase(resolved: Resolved<Anchor> | undefined, named: DockerfileStages["named"], count: number): StageBase {
  if (!resolved || resolved.value === "") return { kind: "unknown" };
  const index = named.get(resolved.value.toLowerCase())?.at(-1);
  return index === undefined
    ? { kind: "image", image: resolved.value, origins: resolved.origins }
    : { kind: "stage", above: count - index };
}

interface ImageDefaults {
  readonly user: Effective<string>;
  readonly workdir: Effective<string>;
  readonly shell: Effective<readonly string[]>;
}

function imageDefaults(image: string | undefined, platform: Template | undefined): ImageDefaults {
  const reference = image === undefined ? undefined : parseImage(image);
  const facts = reference && baseImage(reference);
  const isWindows =
    /windows|nanoserver|servercore|ltsc20\d\d/i.test(image ?? "") ||
    platform?.some((piece) => typeof piece === "string" && piece.startsWith("windows"));
  return {
    user: facts?.root ? { state: "known", value: "root" } : { state: "unknown" },
    workdir: reference?.scratch ? { state: "known", value: "/" } : { state: "unknown" },
    shell: isWindows ? { state: "unknown" } : { state: "known", value: DEFAULT_SHELL },
  };
}

function applyTo(stage: Draft, known: Variables, { value: header, at }: StageInstruction, order: number): void {
  const resolve = (template: Template | undefined) =>
    template && resolveTemplate<Anchor>(template, (name) => bindingAt(known, known.stages.length - 1, order, name))?.value;
  if (header.keyword === "USER") {
    const value = resolve(header.value);
    stage.users.push({ order, value: value === undefined ? { state: "unknown", at } : { state: "known", value, at } });
  } else if (header.keyword === "WORKDIR") {
    const value = resolve(header.value);
    const path = value === undefined ? undefined : joinWorkdir(stage.workdirs.at(-1)?.value, value);
    stage.workdirs.push({ order, value: path === undefined ? { state: "unknown", at } : { state: "known", value: path, at } });
  } else if (header.keyword === "SHELL") {
    stage.shells.push({ order, value: header.words ? { state: "known", value: header.words, at } : { state: "unknown", at } });
  }
}

function joinWorkdir(before: Effective<string> | undefined, path: string): string | undefined {
  if (/^([/\\]|[A-Za-z]:)/.test(path)) return path;
  return before?.state === "known" ? `${before.value.replace(/\/$/, "")}/${path}` : undefined;
}

function sourcesOf(stage: DockerfileStage, own: number, named: DockerfileStages["named"]): number[] {
  const sources = new Set<number>();
  if (stage.base.kind === "stage") sources.add(stage.base.above);
  for (const { value: header } of stage.instructions) {
    for (const name of namedSources(header)) {
      const index = /^\d+$/.test(name) ? Number(name) : named.get(name.toLowerCase())?.findLast((each) => each < own);
      if (index !== undefined && index < own) sources.add(own - index);
    }
  }
  return [...sources];
}

function namedSources(header: InstructionHeader): string[] {
  if (header.keyword === "RUN") return header.mounts.flatMap((mount) => mount["from"] ?? []);
  const from = header.keyword === "COPY" ? header.from : undefined;
  return from?.length === 1 && typeof from[0] === "string" ? [from[0]] : [];
}

function markNeeded(stages: readonly Draft[]): void {
  const waiting = [stages.length - 1];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const stage = stages[next];
    if (!stage || stage.needed) continue;
    stage.needed = true;
    for (const above of stage.takesFrom) waiting.push(next - above);
  }
}

/** A stage to work in, behind the ones that are deployed, as its name says. */
const isForDevelopment = ({ name }: DockerfileStage): boolean => /^(?:dev|debug|test)(?:$|s$|[-_]|elop)/i.test(name ?? "");

function markShipped(deployed: number, stages: readonly Draft[]): void {
  for (let index = deployed; ;) {
    const stage = stages[index];
    if (!stage) return;
    stage.shipped = true;
    if (stage.base.kind !== "stage") return;
    index -= stage.base.above;
  }
}

function markTaken(stages: readonly Draft[]): void {
  const taken = new Set(stages.flatMap((stage, index) => stage.takesFrom.map((above) => index - above)));
  for (const [index, stage] of stages.entries()) {
    stage.target = stage.final || (stage.name !== undefined && !taken.has(index));
    const below = stage.base.kind === "stage" ? stages[index - stage.base.above] : undefined;
    if (below) below.extended = true;
  }
}
