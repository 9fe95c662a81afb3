import type { Path } from "../../core/path";
import type { Anchor } from "../../core/place";
import type { Part } from "../../core/part";
import type { Scope } from "../../core/scope";
import { bindingAt, globalBinding } from "./bindings";
import type { InstructionHeader } from "./facts";
import { dockerfileStages } from "./stages";
import type { Change, DockerfileStage, DockerfileStages, Effective, StageInstruction } from "./stages";
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
    const own = stageOf(view, part);
    return make({ view, own, order: part.order - firstOf(own?.instructions ?? view.preamble) }, word);
  };
  return ({ scope, path, part }, word) => scope.select(dockerfileStages, path, select, word === undefined ? part : { of: part, word });
}

export const contextAt: Answer<InstructionContext> = answer(NOWHERE, ({ own: stage, order }) => {
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
    previous: stage.instructions[order - 1]?.value.keyword,
  };
});

/** What the variable of a name is for an instruction. FROM itself sees what stands before the first one. */
export const bindingFor: Answer<Binding<Anchor>> = answer(UNKNOWN, ({ view, own, order }, name) =>
  own && order > 0 ? bindingAt(view, own.index, order, name) : globalBinding(view.globals, own ? Infinity : order, name),
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
export const runsBehind: Answer<boolean> = answer(true, ({ view, own, order }) => {
  if (!own) return true;
  const isBase = view.stages.some(({ base }) => base.kind === "stage" && base.index === own.index);
  return isBase || own.instructions.slice(order + 1).some(({ value: header }) => header.keyword === "RUN" || header.keyword === "ONBUILD");
});

/** The names that ARG and ENV set above an instruction, in its stage and in those it starts from. */
export const namesAbove: Answer<readonly string[]> = answer<readonly string[]>([], ({ view, own, order }) => {
  const names = new Set<string>();
  for (let stage = own, before = order; stage; before = Infinity) {
    for (const { name, order: at } of stage.assignments) if (at < before) names.add(name);
    stage = stage.base.kind === "stage" ? view.stages[stage.base.index] : undefined;
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
export function stageOf({ stages }: DockerfileStages, part: Part): DockerfileStage | undefined {
  let low = 0;
  let high = stages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firstOf(stages[middle]?.instructions ?? []) <= part.order) low = middle + 1;
    else high = middle;
  }
  return stages[low - 1];
}

const firstOf = (instructions: readonly StageInstruction[]): number => instructions[0]?.at.part.order ?? 0;

const headersOf = (instructions: readonly StageInstruction[]): readonly InstructionHeader[] =>
  instructions.map(({ value: header }) => header);
