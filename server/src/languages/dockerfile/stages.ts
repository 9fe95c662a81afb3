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
  | { readonly kind: "stage"; readonly index: number }
  /** `origins` are the ARG defaults that were filled in. */
  | { readonly kind: "image"; readonly image: string; readonly origins: readonly Anchor[] }
  | { readonly kind: "unknown" };

export interface DockerfileStage {
  readonly index: number;
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
  /** Stages it copies, mounts or builds from. */
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
  const known = { stages, globals, named };
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

  for (const stage of stages) stage.takesFrom = sourcesOf(stage, named);
  const final = stages.at(-1);
  if (final) {
    final.final = true;
    markNeeded(final, stages);
    const deployed = stages.findLast((stage) => !isForDevelopment(stage)) ?? final;
    deployed.deployed = true;
    markShipped(deployed, stages);
    markTargets(stages);
  }
  return { stages, preamble, globals, named, wholeCopy };
}

function startStage(
  { stages, globals, named }: Pick<DockerfileStages, "stages" | "globals" | "named">,
  header: InstructionHeader & { keyword: "FROM" },
): Draft {
  const resolved = header.image && resolveTemplate<Anchor>(header.image, (name) => globalBinding(globals, Infinity, name));
  const base = baseOf(resolved, named);
  const image = base.kind === "image" ? base.image : base.kind === "stage" ? stages[base.index]?.image : undefined;
  const draft: Draft = {
    index: stages.length,
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
    takesFrom: [],
  };
  const below = base.kind === "stage" ? stages[base.index] : undefined;
  const defaults = imageDefaults(image, header.platform);
  draft.users.push({ order: 0, value: below?.users.at(-1)?.value ?? defaults.user });
  draft.workdirs.push({ order: 0, value: below?.workdirs.at(-1)?.value ?? defaults.workdir });
  draft.shells.push({ order: 0, value: below?.shells.at(-1)?.value ?? defaults.shell });
  return draft;
}

function baseOf(resolved: Resolved<Anchor> | undefined, named: DockerfileStages["named"]): StageBase {
  if (!resolved || resolved.value === "") return { kind: "unknown" };
  const index = named.get(resolved.value.toLowerCase())?.at(-1);
  return index === undefined ? { kind: "image", image: resolved.value, origins: resolved.origins } : { kind: "stage", index };
}

function imageDefaults(
  image: string | undefined,
  platform: Template | undefined,
): { user: Effective<string>; workdir: Effective<string>; shell: Effective<readonly string[]> } {
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
    template && resolveTemplate<Anchor>(template, (name) => bindingAt(known, stage.index, order, name))?.value;
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

function sourcesOf(stage: DockerfileStage, named: DockerfileStages["named"]): number[] {
  const sources = new Set<number>();
  if (stage.base.kind === "stage") sources.add(stage.base.index);
  for (const { value: header } of stage.instructions) {
    for (const name of namedSources(header)) {
      const index = /^\d+$/.test(name) ? Number(name) : named.get(name.toLowerCase())?.findLast((each) => each < stage.index);
      if (index !== undefined && index < stage.index) sources.add(index);
    }
  }
  return [...sources];
}

function namedSources(header: InstructionHeader): string[] {
  if (header.keyword === "RUN") return header.mounts.flatMap((mount) => mount["from"] ?? []);
  const from = header.keyword === "COPY" ? header.from : undefined;
  return from?.length === 1 && typeof from[0] === "string" ? [from[0]] : [];
}

function markNeeded(stage: Draft, stages: readonly Draft[]): void {
  const waiting: Draft[] = [stage];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.needed) continue;
    next.needed = true;
    for (const index of next.takesFrom) {
      const source = stages[index];
      if (source) waiting.push(source);
    }
  }
}

/** A stage to work in, behind the ones that are deployed, as its name says. */
const isForDevelopment = ({ name, index }: DockerfileStage): boolean =>
  index > 0 && /^(?:dev|debug|test)(?:$|s$|[-_]|elop)/i.test(name ?? "");

function markShipped(deployed: Draft, stages: readonly Draft[]): void {
  let stage: Draft | undefined = deployed;
  while (stage && !stage.shipped) {
    stage.shipped = true;
    stage = stage.base.kind === "stage" ? stages[stage.base.index] : undefined;
  }
}

function markTargets(stages: readonly Draft[]): void {
  const taken = new Set(stages.flatMap((stage) => stage.takesFrom));
  for (const stage of stages) stage.target = stage.final || (stage.name !== undefined && !taken.has(stage.index));
}
