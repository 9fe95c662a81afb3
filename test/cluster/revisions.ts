import { CONTROLLER_REVISIONS } from "./kinds.table";
import type { ControllerRevision, PodTemplate, Resource } from "./resource";
import { digestOf, isOwned, ownerReference } from "./resource";
import type { Store } from "./store";

/** The label by which pods of a StatefulSet or DaemonSet say which revision they have. */
export const REVISION_LABEL = "controller-revision-hash";

/**
 * The revision of a template with the newest number: made anew, or taken up again. The data are what a strategic merge patch needs to return
 * to it. Source: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/controller-revision-v1/
 */
export function revisionFor(store: Store, owner: Resource, template: PodTemplate): ControllerRevision {
  const { namespace, name } = owner.metadata;
  const own = (store.list(CONTROLLER_REVISIONS, namespace) as ControllerRevision[]).filter((each) => isOwned(each, owner));
  const hash = digestOf(template);
  const found = own.find(({ metadata }) => metadata.labels?.[REVISION_LABEL] === hash);
  const newest = Math.max(0, ...own.map(({ revision }) => revision));
  return store.put(CONTROLLER_REVISIONS, {
    apiVersion: "apps/v1",
    kind: "ControllerRevision",
    metadata: {
      ...(found?.metadata ?? { name: `${name}-${hash}`, ownerReferences: [ownerReference(owner)] }),
      ...(namespace === undefined ? {} : { namespace }),
      labels: { ...template.metadata?.labels, [REVISION_LABEL]: hash },
      annotations: owner.metadata.annotations ?? {},
    },
    data: { spec: { template: { ...template, $patch: "replace" } } },
    revision: found && found.revision === newest ? newest : newest + 1,
  }) as ControllerRevision;
}
