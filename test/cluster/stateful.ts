import type { Controller } from "./loop";
import { BACKUPS, CLAIMS, CLUSTERS, PODS, STATEFUL_SETS } from "./kinds.table";
import type { Pod, StatefulSet } from "./resource";
import { isOwned, isReady } from "./resource";
import { podOf } from "./pods";
import { REVISION_LABEL, revisionFor } from "./revisions";

/** StatefulSets: members start one after the other, each with its volumes; another template replaces them from the last to the first. */
export const statefulSets: Controller = ({ store }) => {
  for (const set of store.list(STATEFUL_SETS) as StatefulSet[]) {
    const { namespace, name } = set.metadata;
    const { replicas, template, volumeClaimTemplates = [] } = set.spec;
    const hash = revisionFor(store, set, template).metadata.name;
    const place = namespace === undefined ? {} : { namespace };
    const own = (store.list(PODS, namespace) as Pod[]).filter((pod) => isOwned(pod, set));
    const member = (ordinal: number): Pod | undefined => own.find(({ metadata }) => metadata.name === `${name}-${ordinal}`);
    const missing = Array.from({ length: replicas }, (_, i) => i).find((i) => {
      const pod = member(i);
      return !pod || !isReady(pod);
    });
    if (missing !== undefined && !member(missing)) {
      for (const claim of volumeClaimTemplates)
        store.put(CLAIMS, {
          apiVersion: "v1",
          kind: "PersistentVolumeClaim",
          metadata: { name: `${claim.metadata.name}-${name}-${missing}`, ...place },
          spec: claim.spec,
          status: { phase: "Bound" },
        });
      const draft = podOf(set, template, `${name}-${missing}`);
      store.put(PODS, { ...draft, metadata: { ...draft.metadata, labels: { ...draft.metadata.labels, [REVISION_LABEL]: hash } } });
    }
    const surplus = own.filter(({ metadata }) => Number(metadata.name.slice(name.length + 1)) >= replicas);
    const outdated = own.filter(({ metadata }) => metadata.labels?.[REVISION_LABEL] !== hash);
    const gone = surplus.length ? surplus : missing === undefined ? outdated.slice(-1) : [];
    for (const pod of gone) store.remove(PODS, namespace, pod.metadata.name);
    const updated = own.length - outdated.length;
    const isCurrent = outdated.length === 0;
    const before = set.status as { readonly currentRevision?: string } | undefined;
    store.put(STATEFUL_SETS, {
      ...set,
      status: {
        observedGeneration: set.metadata.generation,
        replicas: own.length,
        readyReplicas: own.filter(isReady).length,
        availableReplicas: own.filter(isReady).length,
        updatedReplicas: updated,
        currentReplicas: isCurrent ? own.length : own.length - updated,
        updateRevision: hash,
        currentRevision: isCurrent ? hash : (before?.currentRevision ?? hash),
      },
    });
  }
};

/** The operator of Postgres clusters, as far as its objects say that it has done its work. */
export const postgres: Controller = ({ store }) => {
  for (const backup of store.list(BACKUPS)) store.put(BACKUPS, { ...backup, status: { phase: "completed" } });
  for (const cluster of store.list(CLUSTERS))
    store.put(CLUSTERS, {
      ...cluster,
      status: {
        phase: "Cluster in healthy state",
        currentPrimary: `${cluster.metadata.name}-1`,
        conditions: ["Ready", "ContinuousArchiving"].map((type) => ({ type, status: "True" })),
      },
    });
};
