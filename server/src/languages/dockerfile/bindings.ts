import type { Anchor } from "../../core/place";
import type { DockerfileVariable } from "./facts";
import { platformArguments } from "./keywords.table";
import { resolveTemplate } from "./variables";
import type { Binding, Template } from "./variables";

/** A variable's value from the instruction with this number on; instructions count from their FROM, or from the file's start before it. */
export interface Assignment extends DockerfileVariable {
  readonly order: number;
  /** Its value, or its name where it has none. */
  readonly at: Anchor;
}

/** As much of the stages as it takes to look a variable up. */
export interface Variables {
  readonly globals: readonly Assignment[];
  readonly stages: readonly {
    readonly base:
      | { readonly kind: "stage"; readonly above: number }
      | { readonly kind: "image"; readonly image: string }
      | { readonly kind: "unknown" };
    readonly assignments: readonly Assignment[];
  }[];
}

/** Values that feed on values must not make us work without end: so many look-ups for one, and no value longer than this. */
const MOST_LOOKUPS = 100;
const LONGEST_VALUE = 4096;

interface Budget {
  lookups: number;
}

const UNKNOWN: Binding<never> = { state: "unknown" };
const UNSET: Binding<never> = { state: "unset" };

/** A variable as FROM sees it: only ARGs before the first FROM count. */
export function globalBinding(
  globals: readonly Assignment[],
  order: number,
  name: string,
  budget: Budget = { lookups: 0 },
): Binding<Anchor> {
  if (++budget.lookups > MOST_LOOKUPS) return UNKNOWN;
  const assignment = lastBefore(globals, "ARG", name, order);
  if (!assignment) return platformArguments.has(name) ? UNKNOWN : UNSET;
  return valueOf(assignment, (inner) => globalBinding(globals, assignment.order, inner, budget));
}

/**
 * A variable as the instruction with the number `order` sees it. ENV wins over ARG, its own or that of a stage below; an ARG without a
 * value takes that of the ARG of its name before the first FROM. A default counts as the value, though `--build-arg` may say otherwise.
 */
export function bindingAt(
  variables: Variables,
  stage: number,
  order: number,
  name: string,
  budget: Budget = { lookups: 0 },
): Binding<Anchor> {
  if (++budget.lookups > MOST_LOOKUPS) return UNKNOWN;
  const own = variables.stages[stage];
  if (!own) return globalBinding(variables.globals, order, name, budget);

  let root = own;
  for (let index = stage, before = order; ; before = Infinity) {
    const assignment = lastBefore(root.assignments, "ENV", name, before);
    const found = index;
    if (assignment) return valueOf(assignment, (inner) => bindingAt(variables, found, assignment.order, inner, budget));
    if (root.base.kind !== "stage") break;
    const below = variables.stages[index - root.base.above];
    if (!below) break;
    index -= root.base.above;
    root = below;
  }

  const argument = lastBefore(own.assignments, "ARG", name, order);
  if (argument?.value) return valueOf(argument, (inner) => bindingAt(variables, stage, argument.order, inner, budget));
  if (argument) {
    const global = globalBinding(variables.globals, Infinity, name, budget);
    return global.state === "unset" ? UNKNOWN : global;
  }
  return root.base.kind === "image" && root.base.image === "scratch" ? UNSET : UNKNOWN;
}

function lastBefore(assignments: readonly Assignment[], by: "ARG" | "ENV", name: string, order: number): Assignment | undefined {
  return assignments.findLast((assignment) => assignment.order < order && assignment.by === by && assignment.name === name);
}

function valueOf(
  assignment: { readonly value: Template | undefined; readonly at: Anchor },
  lookup: (name: string) => Binding<Anchor>,
): Binding<Anchor> {
  const resolved = assignment.value && resolveTemplate(assignment.value, lookup);
  if (!resolved || resolved.value.length > LONGEST_VALUE) return UNKNOWN;
  return { state: "known", value: resolved.value, origins: [assignment.at, ...resolved.origins] };
}
