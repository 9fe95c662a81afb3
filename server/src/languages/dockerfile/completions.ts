import { lineStartAt, range } from "../../core/text";
import type { Completer } from "../completions";
import type { Assignment } from "./bindings";
import { indexOf } from "./context";
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
  const stage = indexOf(view, reading.part);
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
  const earlier = view.stages.filter(({ name }, index) => name !== undefined && (stage < 0 || index < stage));
  for (const { name = "", image } of earlier.reverse())
    yield {
      label: name,
      detail: image === undefined ? "stage" : `stage on ${image}`,
      insert: name,
      kind: "reference",
      replaces: range(offset - word.length, offset),
    };
};

interface Variable {
  readonly name: string;
  readonly by: string;
}

/** Those of the stage and the stages below it, as far as they are set above; FROM sees the ARGs before the first FROM alone. */
function variablesAt(view: DockerfileStages, stage: number, order: number, isFrom: boolean): Variable[] {
  const above = (assignments: readonly Assignment[]) => assignments.filter(({ at }) => at.part.order < order);
  if (isFrom || stage < 0) return unique([...above(view.globals), ...platformVariables()]);
  const found: Assignment[] = [];
  for (let index = stage; ;) {
    const each = view.stages[index];
    found.push(...above(each?.assignments ?? []).reverse());
    if (each?.base.kind !== "stage") break;
    index -= each.base.above;
  }
  const own = new Set(view.stages[stage]?.assignments);
  // An ARG ends with its stage, an ENV is part of the image.
  return unique(found.filter((assignment) => assignment.by === "ENV" || own.has(assignment)));
}

const platformVariables = (): Variable[] => [...platformArguments].map((name) => ({ name, by: "set by BuildKit" }));

const unique = (variables: readonly Variable[]): Variable[] => [
  ...new Map(variables.map((one) => [one.name, { name: one.name, by: one.by }])).values(),
];
