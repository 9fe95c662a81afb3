import type { Fact } from "../../core/fact";
import { closest } from "../../core/closest";
import type { Scope } from "../../core/scope";
import { changesIn } from "../kustomize/patches";
import type { ObjectFact, WorkloadFact } from "./facts";
import { workloadFact } from "./facts";
import { selects } from "./labels";

/** Whether two objects can be in one namespace: where one leaves it to the installation, they can. */
export const mayShareNamespace = (a: string | undefined, b: string | undefined): boolean => a === undefined || b === undefined || a === b;

/**
 * Whether facts about other objects of the scope can be taken at their word: an overlay that patches something changes what a file says,
 * and facts are read from the files alone.
 */
export function isChangedElsewhere(scope: Scope): boolean {
  const changes = changesIn(scope);
  return changes.opaque || changes.patches.length > 0;
}

export interface Selected {
  readonly workloads: readonly Fact<WorkloadFact>[];
  /** Whether there may be more: a workload whose labels are not known. */
  readonly open: boolean;
}

/** The workloads whose pods a selector of equalities picks. */
export function selectedBy(selector: Readonly<Record<string, string>>, namespace: string | undefined, scope: Scope): Selected {
  const near = scope.all(workloadFact).filter(({ value }) => mayShareNamespace(value.namespace, namespace));
  return {
    workloads: near.filter(({ value }) => value.labels && selects(selector, value.labels)),
    open: near.some(({ value }) => !value.labels),
  };
}

/** The objects of a kind that a name may mean, and whether a template names one that nobody can read. */
export function named<V extends ObjectFact>(facts: readonly Fact<V>[], name: string, namespace: string | undefined) {
  const near = facts.filter(({ value }) => mayShareNamespace(value.namespace, namespace));
  return { found: near.find(({ value }) => value.name === name), open: near.some(({ value }) => value.name === undefined), near };
}

/** Below this many letters two names are often alike by chance. */
const SHORTEST = 6;

/** The name a person most likely mistyped. Names that only count differently (`web-1`, `web-2`) are different on purpose. */
export function mistyped(name: string, candidates: Iterable<string>): string | undefined {
  const uncounted = (text: string) => text.replaceAll(/\d+/g, "#");
  const meant = closest(name, candidates);
  if (meant === undefined || name.length < SHORTEST || meant === name || uncounted(meant) === uncounted(name)) return undefined;
  // A plural, or a whole word more, is a name of its own as often as a slip.
  return meant.startsWith(`${name}-`) || name.startsWith(`${meant}-`) ? undefined : meant;
}
