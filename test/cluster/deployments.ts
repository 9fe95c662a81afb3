import type { Controller, World } from "./loop";
import { DEPLOYMENTS, PODS, REPLICA_SETS } from "./kinds.table";
import type { Condition, Deployment, Pod, ReplicaSet } from "./resource";
import { HASH_LABEL, REVISION, digestOf, isOwned, isReady, ownerReference, without } from "./resource";
import { podOf } from "./pods";

/**
 * Deployments and their ReplicaSets, as https://kubernetes.io/docs/concepts/workloads/controllers/deployment/ describes them: a ReplicaSet
 * for each template, revisions, surge and unavailability, the deadline of progress.
 */
export const deployments: Controller = (world) => {
  for (const deployment of world.store.list(DEPLOYMENTS) as Deployment[]) reconcile(world, deployment);
};

export const replicaSets: Controller = ({ store }) => {
  for (const set of store.list(REPLICA_SETS) as ReplicaSet[]) {
    const { namespace, name } = set.metadata;
    const own = podsOf({ store }, set);
    for (let i = own.length; i < set.spec.replicas; i++) store.put(PODS, podOf(set, set.spec.template, `${name}-${suffix(store.version)}`));
    // Those that are not ready go first.
    const surplus = own.sort((a, b) => Number(isReady(a)) - Number(isReady(b))).slice(0, Math.max(0, own.length - set.spec.replicas));
    for (const pod of surplus) store.remove(PODS, namespace, pod.metadata.name);
    const now = podsOf({ store }, set);
    const ready = now.filter(isReady).length;
    const status = { replicas: now.length, readyReplicas: ready, availableReplicas: ready, observedGeneration: set.metadata.generation };
    store.put(REPLICA_SETS, { ...set, status });
  }
};

/** Five characters that no other pod has, as the number of changes was never the same. */
const suffix = (version: number): string => version.toString(36).padStart(5, "0");

const podsOf = ({ store }: Pick<World, "store">, owner: ReplicaSet): Pod[] =>
  (store.list(PODS, owner.metadata.namespace) as Pod[]).filter((pod) => isOwned(pod, owner));

const revisionOf = (set: ReplicaSet): number => Number(set.metadata.annotations?.[REVISION] ?? 0);

function reconcile(world: World, deployment: Deployment): void {
  const { store } = world;
  const { namespace, name } = deployment.metadata;
  const owned = (store.list(REPLICA_SETS, namespace) as ReplicaSet[]).filter((set) => isOwned(set, deployment));
  const { paused } = deployment.spec;
  const found = owned.find((set) => set.metadata.labels?.[HASH_LABEL] === digestOf(deployment.spec.template));
  const current = paused === true ? found : newReplicaSet(world, deployment, owned, found);
  if (current && paused !== true) roll(world, deployment, current, olderThan(owned, current));

  const now = (store.list(REPLICA_SETS, namespace) as ReplicaSet[]).filter((set) => isOwned(set, deployment));
  const revision = current && revisionOf(current);
  const before = store.get(DEPLOYMENTS, namespace, name) as Deployment | undefined;
  if (!before) return;
  const annotations = { ...before.metadata.annotations, ...(revision === undefined ? {} : { [REVISION]: String(revision) }) };
  store.put(DEPLOYMENTS, { ...before, metadata: { ...before.metadata, annotations }, status: statusOf(world, before, now, current) });
}

const olderThan = (sets: readonly ReplicaSet[], current: ReplicaSet): ReplicaSet[] =>
  sets.filter(({ metadata }) => metadata.uid !== current.metadata.uid);

/** The ReplicaSet of the template, with the newest revision: made anew, or taken up again. */
function newReplicaSet({ store }: World, deployment: Deployment, owned: readonly ReplicaSet[], found: ReplicaSet | undefined): ReplicaSet {
  const { template, selector } = deployment.spec;
  const newest = Math.max(0, ...owned.map(revisionOf));
  const revision = found && revisionOf(found) === newest ? newest : newest + 1;
  const hash = digestOf(template);
  const labels = { ...template.metadata?.labels, [HASH_LABEL]: hash };
  const annotations = without(deployment.metadata.annotations ?? {}, "kubectl.kubernetes.io/last-applied-configuration");
  return store.put(REPLICA_SETS, {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: {
      ...(found?.metadata ?? { name: `${deployment.metadata.name}-${hash}`, ownerReferences: [ownerReference(deployment)] }),
      ...(deployment.metadata.namespace === undefined ? {} : { namespace: deployment.metadata.namespace }),
      labels,
      annotations: { ...annotations, [REVISION]: String(revision) },
    },
    spec: {
      replicas: found?.spec.replicas ?? 0,
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [HASH_LABEL]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
    status: found?.status,
  }) as ReplicaSet;
}

/** One step of the rollout: up as far as the surge allows, then down as far as the pods that must stay allow. */
function roll(world: World, deployment: Deployment, current: ReplicaSet, old: readonly ReplicaSet[]): void {
  const { replicas, strategy } = deployment.spec;
  const scale = (set: ReplicaSet, to: number): void => {
    const { store } = world;
    if (to !== set.spec.replicas) store.put(REPLICA_SETS, { ...set, spec: { ...set.spec, replicas: to } });
  };
  const total = [current, ...old].reduce((sum, set) => sum + set.spec.replicas, 0);
  if (strategy.type === "Recreate") {
    for (const set of old) scale(set, 0);
    if (old.every((set) => podsOf(world, set).length === 0)) scale(current, replicas);
    return;
  }
  const surge = amount(strategy.rollingUpdate?.maxSurge, replicas, Math.ceil);
  // Of a surge and an unavailability of nothing the second counts as one: else nothing would ever move.
  const unavailable = amount(strategy.rollingUpdate?.maxUnavailable, replicas, Math.floor) || (surge === 0 ? 1 : 0);
  const wanted =
    current.spec.replicas > replicas ? replicas : Math.min(replicas, current.spec.replicas + Math.max(0, replicas + surge - total));
  if (wanted !== current.spec.replicas) {
    scale(current, wanted);
    return;
  }
  const ready = (set: ReplicaSet): number => podsOf(world, set).filter(isReady).length;
  const newMissing = current.spec.replicas - ready(current);
  let most = total - (replicas - unavailable) - newMissing;
  for (const set of [...old].sort((a, b) => revisionOf(a) - revisionOf(b))) {
    // Pods that do not serve are no loss.
    const broken = Math.min(Math.max(0, most), set.spec.replicas - ready(set));
    const spare = Math.min(Math.max(0, most - broken), set.spec.replicas - broken);
    scale(set, set.spec.replicas - broken - spare);
    most -= broken + spare;
  }
}

function amount(value: number | string | undefined, of: number, round: (share: number) => number): number {
  if (typeof value === "number") return value;
  return round((of * Number.parseInt(value ?? "25%", 10)) / 100);
}

function statusOf(world: World, deployment: Deployment, sets: readonly ReplicaSet[], current: ReplicaSet | undefined) {
  const count = (of: readonly ReplicaSet[], which: (pod: Pod) => boolean): number =>
    of.reduce((sum, set) => sum + podsOf(world, set).filter(which).length, 0);
  const updated = sets.filter(({ metadata }) => metadata.uid === current?.metadata.uid);
  const available = count(sets, isReady);
  const counts = {
    observedGeneration: deployment.metadata.generation,
    replicas: count(sets, () => true),
    updatedReplicas: count(updated, () => true),
    readyReplicas: available,
    availableReplicas: available,
    unavailableReplicas: Math.max(0, deployment.spec.replicas - available),
  };
  const { replicas } = deployment.spec;
  const isComplete = [counts.replicas, counts.updatedReplicas, count(updated, isReady)].every((each) => each === replicas);
  return { ...counts, conditions: [progress(world, deployment, counts, isComplete), availability(deployment, available)] };
}

function availability({ spec, status }: Deployment, available: number): Condition {
  const isEnough =
    available >=
    spec.replicas -
      (spec.strategy.type === "Recreate" ? 0 : amount(spec.strategy.rollingUpdate?.maxUnavailable, spec.replicas, Math.floor));
  const state = isEnough ? "True" : "False";
  const before = status?.conditions?.find(({ type }) => type === "Available");
  const lastTransitionTime = before?.status === state ? before.lastTransitionTime : undefined;
  return {
    type: "Available",
    status: state,
    reason: isEnough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
    lastTransitionTime: lastTransitionTime ?? new Date().toISOString(),
  };
}

/** Whether the rollout moves: the deadline counts from the last change of a count. */
function progress(world: World, deployment: Deployment, counts: Readonly<Record<string, number>>, isComplete: boolean): Condition {
  const { status, spec } = deployment;
  const before = status?.conditions?.find(({ type }) => type === "Progressing");
  const hasMoved = Object.entries(counts).some(([name, value]) => status?.[name] !== value);
  const since = hasMoved ? undefined : before?.lastUpdateTime;
  const lastUpdateTime = since ?? new Date().toISOString();
  const condition = (state: string, reason: string): Condition => ({ type: "Progressing", status: state, reason, lastUpdateTime });
  if (isComplete) return condition("True", "NewReplicaSetAvailable");
  if (spec.paused === true) return condition("Unknown", "DeploymentPaused");
  const left = spec.progressDeadlineSeconds - (since === undefined ? 0 : world.since(since));
  if (left <= 0) return condition("False", "ProgressDeadlineExceeded");
  world.after(left);
  return condition("True", "ReplicaSetUpdated");
}
