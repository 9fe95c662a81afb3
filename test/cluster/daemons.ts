import type { Controller } from "./loop";
import { DAEMON_SETS, NODES, PODS } from "./kinds.table";
import { podOf } from "./pods";
import type { DaemonSet, Pod } from "./resource";
import { isOwned, isReady } from "./resource";
import { REVISION_LABEL, revisionFor } from "./revisions";

/** DaemonSets: a pod on every node; another template replaces those that are not ready at once, and the others one by one. */
export const daemonSets: Controller = ({ store }) => {
  for (const set of store.list(DAEMON_SETS) as DaemonSet[]) {
    const { template } = set.spec;
    // One that is only there to own pods of its own.
    if (!template) continue;
    const { namespace, name } = set.metadata;
    const revision = revisionFor(store, set, template);
    const hash = revision.metadata.labels?.[REVISION_LABEL] ?? "";
    const podsOf = (): Pod[] => (store.list(PODS, namespace) as Pod[]).filter((pod) => isOwned(pod, set));
    const nodes = store.list(NODES).map(({ metadata }) => metadata.name);
    for (const node of nodes.filter((each) => !podsOf().some(({ spec }) => spec.nodeName === each))) {
      const draft = podOf(set, template, `${name}-${store.version.toString(36).padStart(5, "0")}`);
      const labels = { ...draft.metadata.labels, [REVISION_LABEL]: hash };
      store.put(PODS, { ...draft, metadata: { ...draft.metadata, labels }, spec: { ...draft.spec, nodeName: node } });
    }
    const own = podsOf();
    const outdated = own.filter(({ metadata }) => metadata.labels?.[REVISION_LABEL] !== hash);
    const broken = outdated.filter((pod) => !isReady(pod));
    const gone = broken.length ? broken : own.every(isReady) ? outdated.slice(0, 1) : [];
    for (const pod of gone) store.remove(PODS, namespace, pod.metadata.name);
    const ready = own.filter(isReady).length;
    store.put(DAEMON_SETS, {
      ...set,
      status: {
        observedGeneration: set.metadata.generation,
        desiredNumberScheduled: nodes.length,
        currentNumberScheduled: own.length,
        updatedNumberScheduled: own.length - outdated.length,
        numberReady: ready,
        numberAvailable: ready,
        numberMisscheduled: 0,
      },
    });
  }
};
