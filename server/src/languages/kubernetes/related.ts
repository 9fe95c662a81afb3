import type { Fact, FactKind } from "../../core/fact";
import { closest } from "../../core/closest";
import type { Scope, ViewOf } from "../../core/scope";
import { viewKind } from "../../core/scope";
import type { Build } from "../kustomize/build";
import { buildOf } from "../kustomize/build";
import { changesIn } from "../kustomize/patches";
import type { ObjectFact, ScaledFact, WorkloadFact } from "./facts";
import { objectFact, scaledObjectFact, workloadFact } from "./facts";
import { covers, selects } from "./labels";

/** The facts of everything that is deployed with the objects of a scope: a kustomization's bases and overlays count. */
export function deployed<V>(scope: Scope, kind: FactKind<V>, key = ""): readonly Fact<V>[] {
  const { scopes } = buildOf(scope);
  return scopes.length === 1 ? scope.all(kind, key) : scopes.flatMap((id) => scope.in(id).all(kind, key));
}

/** The facts about objects that can be in a namespace: where an object leaves it to the installation, or a kustomization sets it, it can. */
export function inNamespace<F extends Fact<{ readonly namespace: string | undefined }>>(
  facts: readonly F[],
  namespace: string | undefined,
  scope: Scope,
): readonly F[] {
  if (namespace === undefined || buildOf(scope).namespaced) return facts;
  return facts.filter(({ value }) => value.namespace === undefined || value.namespace === namespace);
}

/**
 * Whether facts about other objects of the scope can be taken at their word: an overlay that patches something changes what a file says,
 * and facts are read from the files alone.
 */
export function isChangedElsewhere(scope: Scope): boolean {
  const changes = changesIn(scope);
  return changes.opaque || changes.patches.length > 0;
}

/** The autoscaler that decides how many pods a workload has. */
export const scalerOf = ({ kind, name }: Pick<ObjectFact, "kind" | "name">, scope: Scope): Fact<ScaledFact> | undefined =>
  name === undefined ? undefined : deployed(scope, scaledObjectFact, name).find(({ value }) => value.kind === kind);

/** The object of a fact names pods by their labels; the selector is undefined when it is not one of known equalities. */
interface Selecting extends ObjectFact {
  readonly selector: Readonly<Record<string, string>> | undefined;
}

interface Pods {
  readonly labels: Readonly<Record<string, string>>;
  readonly namespace: string | undefined;
}

/**
 * The facts of a kind, such as budgets, whose selectors mean pods with these labels, or may. Who asks hears of a change to one of these, and
 * not of each there is.
 */
export function meaning<V extends Selecting>(kind: FactKind<V>, { labels, namespace }: Pods, scope: Scope): readonly Fact<V>[] {
  const { scopes, namespaced } = buildOf(scope);
  const pods: Pods = { labels, namespace: namespaced ? undefined : namespace };
  return scopes.flatMap((id) => scope.in(id).pick(kind, "", pickMeaning<V>, pods));
}

const pickMeaning = <V extends Selecting>(facts: readonly Fact<V>[], { labels, namespace }: Pods): readonly Fact<V>[] =>
  facts.filter(({ value }) => isIn(namespace, value) && (!value.selector || covers(value.selector, labels)));

export interface Selected {
  readonly workloads: readonly Fact<WorkloadFact>[];
  /** Whether there may be more: a workload whose labels are not known. */
  readonly open: boolean;
}

/** Every workload that is deployed with the objects of a scope, and the labels that all of their pods get. */
const deployedWorkloads = viewKind("kubernetes/deployed-workloads", (_key, scope) => ({
  workloads: deployed(scope, workloadFact),
  labels: buildOf(scope).labels,
}));

/**
 * The workloads whose pods a selector of equalities picks. Who asks hears of a change to one of these, and not of each workload there is.
 */
export function selectedBy(selector: Readonly<Record<string, string>>, namespace: string | undefined, scope: Scope): Selected {
  const near = buildOf(scope).namespaced ? undefined : namespace;
  return scope.select(deployedWorkloads, "", pickSelected, { selector, namespace: near });
}

function pickSelected(
  view: ViewOf<typeof deployedWorkloads> | undefined,
  { selector, namespace }: { readonly selector: Readonly<Record<string, string>>; readonly namespace: string | undefined },
): Selected {
  const { workloads = [], labels = {} } = view ?? {};
  const near = workloads.filter(({ value }) => isIn(namespace, value));
  return {
    workloads: near.filter(({ value }) => value.labels && selects(selector, { ...value.labels, ...labels })),
    open: view === undefined || near.some(({ value }) => !value.labels),
  };
}

/** The objects of a kind that a name may mean, and whether a template names one that nobody can read. */
export function named<V extends ObjectFact>(facts: readonly Fact<V>[], name: string, namespace: string | undefined, scope: Scope) {
  const near = inNamespace(facts, namespace, scope);
  const { affixes } = buildOf(scope);
  return {
    found: near.find(({ value }) => isCalled(name, value, affixes)),
    open: near.some(({ value }) => value.name === undefined),
    near,
  };
}

/**
 * The facts about objects of a kind that a name may mean, wherever they are; where none of them is in reach, also those that are called almost
 * like it, or by a name that nobody can read. Who asks hears of a change to one of these, and not of each there is.
 */
export function namedAlike(kind: string, name: string, namespace: string | undefined, scope: Scope): readonly Fact<ObjectFact>[] {
  const { scopes, namespaced } = buildOf(scope);
  const wanted: Called = { name, namespace: namespaced ? undefined : namespace };
  return scopes.flatMap((id) => scope.in(id).pick(objectFact, kind, pickAlike, wanted));
}

interface Called {
  readonly name: string;
  readonly namespace: string | undefined;
}

function pickAlike(facts: readonly Fact<ObjectFact>[], { name, namespace }: Called): readonly Fact<ObjectFact>[] {
  const namesakes = facts.filter(({ value }) => value.name === name);
  if (namesakes.some(({ value }) => isIn(namespace, value))) return namesakes;
  return facts.filter(
    ({ value }) =>
      value.name === name || (isIn(namespace, value) && (value.name === undefined || closest(name, [value.name]) !== undefined)),
  );
}

/** The same as {@link named} for a workload of one kind: who asks hears of a change to the one that is found, and not of each workload there is. */
export function workloadNamed(kind: string, name: string, namespace: string | undefined, scope: Scope): NamedWorkload {
  const { namespaced, affixes } = buildOf(scope);
  return scope.select(deployedWorkloads, "", pickNamed, { kind, name, namespace: namespaced ? undefined : namespace, affixes });
}

export interface NamedWorkload {
  readonly found: Fact<WorkloadFact> | undefined;
  /** Whether a template names a workload of the kind that nobody can read. */
  readonly open: boolean;
}

interface WantedName {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly affixes: Build["affixes"];
}

function pickNamed(view: ViewOf<typeof deployedWorkloads> | undefined, { kind, name, namespace, affixes }: WantedName): NamedWorkload {
  const near = (view?.workloads ?? []).filter(({ value }) => value.kind === kind && isIn(namespace, value));
  return {
    found: near.find(({ value }) => isCalled(name, value, affixes)),
    open: !view || near.some(({ value }) => value.name === undefined),
  };
}

const isIn = (namespace: string | undefined, value: ObjectFact): boolean =>
  namespace === undefined || value.namespace === undefined || value.namespace === namespace;

const isCalled = (name: string, value: ObjectFact, affixes: Build["affixes"]): boolean =>
  value.name === name || affixes.some(({ prefix, suffix }) => `${prefix}${value.name ?? ""}${suffix}` === name);

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
