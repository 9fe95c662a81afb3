import type { Path } from "../../core/path";
import type { Anchor } from "../../core/place";
import type { Part } from "../../core/part";
import { onceFor } from "../../core/memo";
import type { Scope } from "../../core/scope";
import { bindingAt, globalBinding } from "./bindings";
import type { InstructionHeader } from "./facts";
import { dockerfileStages } from "./stages";
import type { Change, DockerfileStage, DockerfileStages, Effective, StageInstruction } from "./stages";
import type { Binding } from "./variables";

/** What one instruction needs to know of the rest of the file. Small, so that what depends on it seldom has to be done again. */
export interface InstructionContext {
  /** Whether a FROM stands above it. No number of the stage: one more stage above is no news. */
  readonly inStage: boolean;
  /** Whether that is the file's first. */
  readonly first: boolean;
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
  inStage: false,
  first: false,
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

/** An instruction in its file. Everything that is asked of it reads just that much of the stages. */
export interface InstructionPlace {
  readonly scope: Scope;
  readonly path: Path;
  readonly part: Part;
}

/** Where an instruction is found in the stages: before the first FROM `own` is undefined, and the order counts in the preamble. */
interface Found {
  readonly view: DockerfileStages;
  readonly own: DockerfileStage | undefined;
  /** The number of that stage in the file. */
  readonly index: number;
  readonly order: number;
}

/** The part alone where no word is needed: there are many, and each would be an object of its own. */
type Question = Part | { readonly of: Part; readonly word: string };

type Answer<S> = (place: InstructionPlace, word?: string) => S;

/** What is said of an instruction, with a word that says what of. Made once for each question, so that equal ones are seen to be equal. */
function answer<S>(otherwise: S, make: (found: Found, word: string) => S): Answer<S> {
  const select = (view: DockerfileStages | undefined, question: Question): S => {
    if (!view) return otherwise;
    const [part, word] = "word" in question ? [question.of, question.word] : [question, ""];
    const index = indexOf(view, part);
    const own = view.stages[index];
    return make({ view, own, index, order: part.order - firstOf(own?.instructions ?? view.preamble) }, word);
  };
  return ({ scope, path, part }, word) => scope.select(dockerfileStages, path, select, word === undefined ? part : { of: part, word });
}

/** What is known of the instructions of a stage: asked for again at each change of the file, and the same as long as the stage is. */
const contextsOf = onceFor<DockerfileStage, { readonly first: boolean; readonly of: InstructionContext }[]>(() => []);

export const contextAt: Answer<InstructionContext> = answer(NOWHERE, ({ own: stage, index, order }) => {
  if (!stage) return NOWHERE;
  const known = contextsOf(stage);
  const first = index === 0;
  if (known[order]?.first !== first) known[order] = { first, of: contextIn(stage, first, order) };
  return known[order].of;
});

function contextIn(stage: DockerfileStage, first: boolean, order: number): InstructionContext {
  return {
    inStage: true,
    first,
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
    previous: stage.instructions[order - 1]?.value.keyword,
  };
}

/** What the variable of a name is for an instruction. FROM itself sees what stands before the first one. */
export const bindingFor: Answer<Binding<Anchor>> = answer(UNKNOWN, ({ view, own, index, order }, name) =>
  own && order > 0 ? bindingAt(view, index, order, name) : globalBinding(view.globals, own ? Infinity : order, name),
);

/** The instructions of a keyword before an instruction, in its stage. */
export const earlierOf: Answer<readonly InstructionHeader[]> = answer([], ({ own, order }, keyword) =>
  headersOf((own?.instructions ?? []).slice(0, order).filter(({ value: header }) => header.keyword === keyword)),
);

/** Whether a stage declares an ARG of a name that gets its value from outside, above an instruction. */
export const declaresAt: Answer<boolean> = answer(false, ({ view, own, order }, name) => {
  const above = (own?.assignments ?? []).filter((each) => each.order < order && each.name === name);
  const globals = view.globals.filter((each) => each.name === name);
  return above.length > 0 && [...above, ...globals].every((each) => each.by === "ARG" && each.value === undefined);
});

/** Whether a program runs behind an instruction, in its stage or in one that starts from it: it gets every ARG as a variable. */
export const runsBehind: Answer<boolean> = answer(true, ({ own, order }) => {
  if (!own || own.extended) return true;
  return own.instructions.slice(order + 1).some(({ value: header }) => header.keyword === "RUN" || header.keyword === "ONBUILD");
});

/** The names that ARG and ENV set above an instruction, in its stage and in those it starts from. */
export const namesAbove: Answer<readonly string[]> = answer<readonly string[]>([], ({ view, index, order }) => {
  const names = new Set<string>();
  for (let at = index, before = order; ; before = Infinity) {
    const stage = view.stages[at];
    for (const each of stage?.assignments ?? []) if (each.order < before) names.add(each.name);
    if (stage?.base.kind !== "stage") break;
    at -= stage.base.above;
  }
  return [...names];
});

/** What stands above an instruction before the first FROM. */
export const preambleAbove: Answer<readonly InstructionHeader[]> = answer([], ({ view, own, order }) =>
  headersOf(own ? view.preamble : view.preamble.slice(0, order)),
);

/** Another instruction of the same stage. The anchor is its keyword. */
export type Neighbour = StageInstruction;

export interface Neighbours {
  readonly before: readonly Neighbour[];
  readonly after: readonly Neighbour[];
}

/** The other instructions of a stage, of these keywords with blanks between, or of all where there are none. */
export const neighboursOf: Answer<Neighbours> = answer({ before: [], after: [] }, ({ own, order }, keywords) => {
  const wanted = keywords === "" ? undefined : keywords.split(" ");
  const isWanted = ({ value: header }: StageInstruction) => wanted?.includes(header.keyword) ?? true;
  const instructions = own?.instructions ?? [];
  return { before: instructions.slice(0, order).filter(isWanted), after: instructions.slice(order + 1).filter(isWanted) };
});

/** What a name means that is written where a stage may be named, such as `COPY --from`. */
export interface SourceMeaning {
  /** A stage before or after, only the one that this is in, or no stage of the file. */
  readonly names: "stage" | "itself" | "nothing";
  /** How many stages the file has: of a number that is none of them. */
  readonly count?: number;
}

export const meaningOf: Answer<SourceMeaning | undefined> = answer<SourceMeaning | undefined>(undefined, ({ view, index: own }, name) => {
  const count = view.stages.length;
  const isNumber = /^\d+$/.test(name);
  const indexes = isNumber ? [Number(name)].filter((index) => index < count) : (view.named.get(name.toLowerCase()) ?? []);
  if (indexes.length === 0) return isNumber ? { names: "nothing", count } : { names: "nothing" };
  return { names: indexes.every((index) => index === own) ? "itself" : "stage" };
});

/** Whether an instruction is the first COPY or ADD of its file that takes the whole build context. */
export const isFirstWholeCopy: Answer<boolean> = answer(false, ({ view, own, order }) => {
  const at = own?.instructions[order]?.at;
  return at !== undefined && view.wholeCopy === at;
});

/** What held in a stage before the instruction with this number; behind the last: at the stage's end. */
export function valueAt<V>(changes: readonly Change<V>[], order: number): Effective<V> {
  return changes.findLast((change) => change.order < order)?.value ?? changes[0]?.value ?? UNKNOWN;
}

/** The stage a part is in, FROM being in the stage it starts. Anchors know where their parts are now, so this needs no numbers of its own. */
export const stageOf = (view: DockerfileStages, part: Part): DockerfileStage | undefined => view.stages[indexOf(view, part)];

/** The number of that stage; -1 before the first. */
export function indexOf({ stages }: DockerfileStages, part: Part): number {
  let low = 0;
  let high = stages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firstOf(stages[middle]?.instructions ?? []) <= part.order) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const firstOf = (instructions: readonly StageInstruction[]): number => instructions[0]?.at.part.order ?? 0;

const headersOf = (instructions: readonly StageInstruction[]): readonly InstructionHeader[] =>
  instructions.map(({ value: header }) => header);
