import type { Path } from "../../core/path";
import type { Anchor } from "../../core/place";
import type { Scope, ViewKind } from "../../core/scope";
import { viewKind } from "../../core/scope";
import { bindingAt } from "./bindings";
import { dockerfileHeader } from "./facts";
import type { InstructionHeader } from "./facts";
import { dockerfileStages } from "./stages";
import type { Change, DockerfileStage, DockerfileStages, Effective } from "./stages";
import type { Binding } from "./variables";

/** What one instruction needs to know of the rest of the file. Small, so that what depends on it seldom has to be done again. */
export interface InstructionContext {
  /** Undefined before the first FROM. */
  readonly stage: number | undefined;
  readonly stageName: string | undefined;
  readonly final: boolean;
  /** Whether the final stage is made of this one. */
  readonly needed: boolean;
  /** Whether the final image holds what this instruction leaves. */
  readonly shipped: boolean;
  /** Whether its stage is built for its own sake. */
  readonly target: boolean;
  /** Whether its stage starts from another one. */
  readonly fromStage: boolean;
  /** The image at the bottom, as written, where it is known. */
  readonly image: string | undefined;
  /** What the instructions before this one left. */
  readonly user: Effective<string>;
  readonly workdir: Effective<string>;
  readonly shell: Effective<readonly string[]>;
  /** The keyword of the instruction directly before, in the same stage. */
  readonly previous: string | undefined;
}

const UNKNOWN = { state: "unknown" } as const;

const NOWHERE: InstructionContext = {
  stage: undefined,
  stageName: undefined,
  final: false,
  needed: false,
  shipped: false,
  target: false,
  fromStage: false,
  image: undefined,
  user: UNKNOWN,
  workdir: UNKNOWN,
  shell: UNKNOWN,
  previous: undefined,
};

/** The context of an instruction; the key is {@link instructionKey}. */
const dockerfileContext = viewKind<InstructionContext>("dockerfile.context", (key, scope) => {
  const { path, order } = readKey(key);
  const stage = stageAt(scope.effective(dockerfileStages, path), order);
  if (!stage) return NOWHERE;
  return {
    stage: stage.index,
    stageName: stage.name,
    final: stage.final,
    needed: stage.needed,
    shipped: stage.shipped,
    target: stage.target,
    fromStage: stage.base.kind === "stage",
    image: stage.image,
    user: valueAt(stage.users, order),
    workdir: valueAt(stage.workdirs, order),
    shell: valueAt(stage.shells, order),
    previous: stage.instructions[order - 1 - firstOrder(stage)]?.header.keyword,
  };
});

/** What a variable is for an instruction; the key is its key and the name. */
const dockerfileBinding = viewKind<Binding<Anchor>>("dockerfile.binding", (key, scope) => {
  const { path, order, rest } = readKey(key);
  const view = scope.effective(dockerfileStages, path);
  if (!view) return UNKNOWN;
  const stage = stageAt(view, order);
  // FROM itself sees what stands before the first one.
  const isFrom = stage !== undefined && firstOrder(stage) === order;
  return bindingAt(view, stage && !isFrom ? stage.index : -1, order, rest);
});

/** The instructions of one keyword before an instruction, in its stage; the key is its key and the keyword. */
const dockerfileEarlier = viewKind<readonly InstructionHeader[]>("dockerfile.earlier", (key, scope) => {
  const { path, order, rest } = readKey(key);
  const stage = stageAt(scope.effective(dockerfileStages, path), order);
  const found = stage?.instructions.filter((instruction) => instruction.order < order && instruction.header.keyword === rest);
  return (found ?? []).map((instruction) => instruction.header);
});

/** Whether a stage declares an ARG that gets its value from outside, above an instruction; the key is its key and the name. */
const dockerfileDeclares = viewKind<boolean>("dockerfile.declares", (key, scope) => {
  const { path, order, rest } = readKey(key);
  const view = scope.effective(dockerfileStages, path);
  const above = (stageAt(view, order)?.assignments ?? []).filter((each) => each.order < order && each.name === rest);
  const globals = (view?.globals ?? []).filter((each) => each.name === rest);
  return above.length > 0 && [...above, ...globals].every((each) => each.by === "ARG" && each.value === undefined);
});

/** Another instruction of the same stage. The anchor is its keyword. */
export interface Neighbour {
  readonly header: InstructionHeader;
  readonly at: Anchor;
}

export interface Neighbours {
  readonly before: readonly Neighbour[];
  readonly after: readonly Neighbour[];
}

/** The other instructions of a stage; the key is an instruction's key and the keywords that count, all where there are none. */
const dockerfileNeighbours = viewKind<Neighbours>("dockerfile.neighbours", (key, scope) => {
  const { path, order, rest } = readKey(key);
  const stage = stageAt(scope.effective(dockerfileStages, path), order);
  const keywords = rest === "" ? undefined : rest.split(" ");
  const wanted = (stage?.instructions ?? []).filter(({ header }) => keywords?.includes(header.keyword) ?? true);
  const bare = ({ header, at }: Neighbour): Neighbour => ({ header, at });
  return {
    before: wanted.filter((each) => each.order < order).map(bare),
    after: wanted.filter((each) => each.order > order).map(bare),
  };
});

/** The first COPY or ADD of the file that takes the whole build context. */
const dockerfileWholeCopy = viewKind<Anchor | undefined>("dockerfile.wholeCopy", (path: Path, scope) => {
  const stages = scope.effective(dockerfileStages, path)?.stages ?? [];
  return stages.flatMap((stage) => stage.instructions).find(({ header }) => takesWholeContext(header))?.at;
});

/** `COPY . /app`: whatever the build context holds. */
export const takesWholeContext = (header: InstructionHeader): boolean =>
  (header.keyword === "COPY" || header.keyword === "ADD") &&
  header.from === undefined &&
  header.sources.some((source) => source?.length === 1 && typeof source[0] === "string" && WHOLE_CONTEXT.has(source[0]));

/** How people write it. */
export const WHOLE_CONTEXT: ReadonlySet<string> = new Set(["", ".", "./", "/", "*", "./*", "/."]);

/** What stands above an instruction before the first FROM. */
const dockerfilePreamble = viewKind<readonly InstructionHeader[]>("dockerfile.preamble", (key, scope) => {
  const { path, order } = readKey(key);
  const preamble = scope.effective(dockerfileStages, path)?.preamble ?? [];
  return preamble.filter((each) => each.order < order).map((each) => each.header);
});

/**
 * Which part has a number. Whoever asks by number must read this, too: a part that moves has another number, and what it read by the old
 * one says nothing of it any more. Parts that stay in place keep their number, so this changes with the list of headers only.
 */
const dockerfilePart = viewKind<number | undefined>("dockerfile.part", (key, scope) => {
  const { path, order } = readKey(key);
  return scope.all(dockerfileHeader, path)[order]?.at.part.id;
});

/** An instruction of a file, as its number says it. */
export interface InstructionPlace {
  readonly scope: Scope;
  readonly path: Path;
  readonly order: number;
}

function readAt<V>({ scope, path, order }: InstructionPlace, view: ViewKind<V>, rest = ""): V | undefined {
  scope.effective(dockerfilePart, instructionKey(path, order));
  return scope.effective(view, instructionKey(path, order, rest));
}

export const contextAt = (place: InstructionPlace): InstructionContext => readAt(place, dockerfileContext) ?? NOWHERE;

export const bindingFor = (place: InstructionPlace, name: string): Binding<Anchor> => readAt(place, dockerfileBinding, name) ?? UNKNOWN;

export const earlierOf = (place: InstructionPlace, keyword: string): readonly InstructionHeader[] =>
  readAt(place, dockerfileEarlier, keyword) ?? [];

export const declaresAt = (place: InstructionPlace, name: string): boolean => readAt(place, dockerfileDeclares, name) ?? false;

export const preambleAbove = (place: InstructionPlace): readonly InstructionHeader[] => readAt(place, dockerfilePreamble) ?? [];

export const neighboursOf = (place: InstructionPlace, keywords: readonly string[]): Neighbours =>
  readAt(place, dockerfileNeighbours, keywords.join(" ")) ?? { before: [], after: [] };

/** Whether an instruction, whose part has this id, is the first of its file that takes the whole build context. */
export function isFirstWholeCopy({ scope, path, order }: InstructionPlace, part: number): boolean {
  // Read for the memo alone: its value may be that of a part before the last edit, while the anchor is always up to date.
  scope.effective(dockerfilePart, instructionKey(path, order));
  return scope.effective(dockerfileWholeCopy, path)?.part.id === part;
}

/** What held in a stage before the instruction with this number; behind the last: at the stage's end. */
export function valueAt<V>(changes: readonly Change<V>[], order: number): Effective<V> {
  return changes.findLast((change) => change.order < order)?.value ?? changes[0]?.value ?? UNKNOWN;
}

/** The stage an instruction is in, FROM being in the stage it starts. */
export function stageAt(view: DockerfileStages | undefined, order: number): DockerfileStage | undefined {
  const stages = view?.stages ?? [];
  let low = 0;
  let high = stages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const stage = stages[middle];
    if (stage && firstOrder(stage) <= order) low = middle + 1;
    else high = middle;
  }
  return stages[low - 1];
}

const firstOrder = (stage: DockerfileStage): number => stage.instructions[0]?.order ?? 0;

/** A line break separates, which no path has. */
const instructionKey = (path: Path, order: number, rest = ""): string => `${order}\n${rest}\n${path}`;

function readKey(key: string): { path: Path; order: number; rest: string } {
  const [order = "", rest = "", ...path] = key.split("\n");
  return { order: Number(order), rest, path: path.join("\n") };
}
