import { lineStartAt, range } from "../../core/text";
import type { Completer } from "../completions";
import type { Assignment } from "./bindings";
import { platformArguments } from "./keywords.table";
import type { DockerfilePart } from "./part";
import { dockerfileStages } from "./stages";
import type { DockerfileStages } from "./stages";

/** Stages to build from and to copy from, and the variables that hold at a place. */
export const dockerfileCompletions: Completer = function* (reading, offset) {
  const view = reading.scope.effective(dockerfileStages, reading.path);
  const { instruction } = reading.tree as DockerfilePart;
  const written = reading.part.text.slice(lineStartAt(reading.part.text, offset), offset);
  if (!view || !instruction || /^\s*#/.test(written)) return;
  const stage = stageAt(view, reading.part.order);
  const variable = /(?<!\\)\$\{?(\w*)$/.exec(written)?.[1];
  if (variable !== undefined) {
    const replaces = range(offset - variable.length, offset);
    for (const { name, by } of variablesAt(view, stage, reading.part.order, instruction.keyword === "FROM"))
      yield { label: name, detail: by, insert: name, kind: "reference", replaces };
    return;
  }
  const from = /--from=([^\s,]*)$/.exec(written) ?? /(?:^|,)from=([^\s,]*)$/.exec(written.split(/\s/).at(-1) ?? "");
  const base = instruction.keyword === "FROM" ? /^\s*FROM\s+(?:--\S+\s+)*(\S*)$/i.exec(written) : null;
  const word = (from ?? base)?.[1];
  if (word === undefined) return;
  const earlier = view.stages.filter(({ index, name }) => name !== undefined && (stage === undefined || index < stage));
  for (const { name = "", image } of earlier.reverse())
    yield {
      label: name,
      detail: image === undefined ? "stage" : `stage on ${image}`,
      insert: name,
      kind: "reference",
      replaces: range(offset - word.length, offset),
    };
};

/** The stage that an instruction is in, by its place in the file; undefined before the first FROM. */
const stageAt = (view: DockerfileStages, order: number): number | undefined =>
  view.stages.findLast(({ instructions }) => (instructions[0]?.at.part.order ?? Infinity) <= order)?.index;

interface Variable {
  readonly name: string;
  readonly by: string;
}

/** Those of the stage and the stages below it, as far as they are set above; FROM sees the ARGs before the first FROM alone. */
function variablesAt(view: DockerfileStages, stage: number | undefined, order: number, isFrom: boolean): Variable[] {
  const above = (assignments: readonly Assignment[]) => assignments.filter(({ at }) => at.part.order < order);
  if (isFrom || stage === undefined) return unique([...above(view.globals), ...platformVariables()]);
  const found: Assignment[] = [];
  for (let index: number | undefined = stage; index !== undefined;) {
    const own: DockerfileStages["stages"][number] | undefined = view.stages[index];
    found.push(...above(own?.assignments ?? []).reverse());
    index = own?.base.kind === "stage" && own.base.index < index ? own.base.index : undefined;
  }
  const own = new Set(view.stages[stage]?.assignments);
  // An ARG ends with its stage, an ENV is part of the image.
  return unique(found.filter((assignment) => assignment.by === "ENV" || own.has(assignment)));
}

const platformVariables = (): Variable[] => [...platformArguments].map((name) => ({ name, by: "set by BuildKit" }));

const unique = (variables: readonly Variable[]): Variable[] => [
  ...new Map(variables.map((one) => [one.name, { name: one.name, by: one.by }])).values(),
];
