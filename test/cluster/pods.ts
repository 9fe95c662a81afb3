import type { Controller } from "./loop";
import { BUDGETS, KINDS, NODES, PODS, SERVICES, SLICES } from "./kinds.table";
import type { Budget, Draft, Node, Pod, PodTemplate, Resource, Service } from "./resource";
import { digestOf, isReady, ownerReference } from "./resource";
import { matches } from "./select";

/** A pod of a workload's template. */
export function podOf(owner: Resource, template: PodTemplate, name: string): Draft & Pick<Pod, "spec"> {
  const { namespace } = owner.metadata;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...template.metadata, name, ...(namespace === undefined ? {} : { namespace }), ownerReferences: [ownerReference(owner)] },
    spec: template.spec,
  };
}

/** Scheduler and kubelets: puts pods on nodes that take them, and says how they are. A pod that came with a status keeps it. */
export const kubelets: Controller = ({ store, script }) => {
  for (const pod of store.list(PODS) as Pod[]) {
    if (pod.status?.containerStatuses !== undefined) continue;
    const open = (store.list(NODES) as Node[]).filter(({ spec }) => spec.unschedulable !== true);
    const load = (node: Node): number => (store.list(PODS) as Pod[]).filter(({ spec }) => spec.nodeName === node.metadata.name).length;
    const nodeName = pod.spec.nodeName ?? open.sort((a, b) => load(a) - load(b))[0]?.metadata.name;
    const time = pod.metadata.creationTimestamp;
    if (nodeName === undefined) {
      const conditions = [{ type: "PodScheduled", status: "False", reason: "Unschedulable", lastTransitionTime: time }];
      store.put(PODS, { ...pod, status: { phase: "Pending", conditions } });
      continue;
    }
    const ready = script.ready?.(pod) ?? true;
    store.put(PODS, {
      ...pod,
      spec: { ...pod.spec, nodeName },
      status: {
        phase: "Running",
        startTime: time,
        podIP: `10.0.${parseInt(digestOf(nodeName), 36) % 250}.${1 + (store.version % 250)}`,
        conditions: ["PodScheduled", "ContainersReady", "Ready"].map((type) => ({
          type,
          status: ready || type === "PodScheduled" ? "True" : "False",
          lastTransitionTime: time,
        })),
        containerStatuses: pod.spec.containers.map(({ name, image }) => ({
          name,
          image,
          ready,
          restartCount: ready ? 0 : 3,
          state: ready ? { running: { startedAt: time } } : { waiting: { reason: "CrashLoopBackOff" } },
        })),
      },
    });
  }
};

/** Where each Service leads: to the pods its selector takes in. */
export const endpoints: Controller = ({ store }) => {
  for (const service of store.list(SERVICES) as Service[]) {
    const { name, namespace = "" } = service.metadata;
    if (!service.spec.selector) continue;
    const taken = (store.list(PODS, namespace) as Pod[]).filter((pod) =>
      matches({ matchLabels: service.spec.selector ?? {} }, pod.metadata.labels),
    );
    store.put(SLICES, {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: {
        name: `${name}-1`,
        namespace,
        labels: { "kubernetes.io/service-name": name },
        ownerReferences: [ownerReference(service)],
      },
      addressType: "IPv4",
      endpoints: taken.flatMap((pod) =>
        pod.status?.podIP === undefined
          ? []
          : [
              {
                addresses: [pod.status.podIP],
                conditions: { ready: isReady(pod) },
                targetRef: { kind: "Pod", namespace, name: pod.metadata.name },
              },
            ],
      ),
      ports: [],
    });
  }
};

/** How many pods a budget can do without now. */
export const budgets: Controller = ({ store }) => {
  for (const budget of store.list(BUDGETS) as Budget[]) {
    const { selector, minAvailable, maxUnavailable } = budget.spec;
    const pods = (store.list(PODS, budget.metadata.namespace) as Pod[]).filter((pod) => matches(selector, pod.metadata.labels));
    const count = (value: number | string): number =>
      typeof value === "number" ? value : Math.ceil((pods.length * Number.parseInt(value, 10)) / 100);
    const desiredHealthy = minAvailable === undefined ? pods.length - count(maxUnavailable ?? 1) : count(minAvailable);
    const currentHealthy = pods.filter(isReady).length;
    const disruptionsAllowed = Math.max(0, currentHealthy - desiredHealthy);
    store.put(BUDGETS, { ...budget, status: { desiredHealthy, currentHealthy, disruptionsAllowed, expectedPods: pods.length } });
  }
};

/** Takes away what belonged to something that is gone. */
export const garbage: Controller = ({ store }) => {
  const all = KINDS.flatMap((kind) => store.list(kind).map((resource) => ({ kind, resource })));
  const uids = new Set(all.map(({ resource }) => resource.metadata.uid));
  for (const { kind, resource } of all) {
    const { ownerReferences = [], namespace, name } = resource.metadata;
    if (ownerReferences.length && !ownerReferences.some(({ uid }) => uids.has(uid))) store.remove(kind, namespace, name);
  }
};
