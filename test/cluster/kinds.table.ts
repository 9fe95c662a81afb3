/** A kind of object that the stand-in serves. Source: the API reference of Kubernetes and of the operators named. */
export interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly short?: readonly string[];
  readonly namespaced: boolean;
  /** What lies below an object, with the kind it answers with. */
  readonly subresources?: readonly Subresource[];
  /** Field selectors beside those by name and namespace. */
  readonly fields?: readonly string[];
  /** Whether it comes with a definition of its own: such kinds know no strategic merge. */
  readonly custom?: boolean;
}

export interface Subresource {
  readonly name: string;
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
}

const STATUS = (kind: string): Subresource => ({ name: "status", kind });
const SCALE: Subresource = { name: "scale", kind: "Scale", group: "autoscaling", version: "v1" };

const core = (kind: string, plural: string, more: Partial<Kind> = {}): Kind => ({
  group: "",
  version: "v1",
  kind,
  plural,
  namespaced: true,
  ...more,
});
const named = (group: string, version: string, kind: string, plural: string, more: Partial<Kind> = {}): Kind => ({
  ...core(kind, plural, more),
  group,
  version,
});

export const NAMESPACES = core("Namespace", "namespaces", { short: ["ns"], namespaced: false });
export const NODES = core("Node", "nodes", {
  short: ["no"],
  namespaced: false,
  subresources: [STATUS("Node")],
  fields: ["spec.unschedulable"],
});
export const PODS = core("Pod", "pods", {
  short: ["po"],
  subresources: [
    STATUS("Pod"),
    { name: "log", kind: "Pod" },
    { name: "exec", kind: "PodExecOptions" },
    { name: "eviction", kind: "Eviction", group: "policy", version: "v1" },
  ],
  fields: ["spec.nodeName", "status.phase", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "status.podIP"],
});
export const SERVICES = core("Service", "services", { short: ["svc"] });
export const EVENTS = core("Event", "events", {
  short: ["ev"],
  fields: [
    ...["involvedObject.kind", "involvedObject.name", "involvedObject.namespace", "involvedObject.uid", "involvedObject.apiVersion"],
    ...["involvedObject.fieldPath", "reason", "type"],
  ],
});
export const CLAIMS = core("PersistentVolumeClaim", "persistentvolumeclaims", { short: ["pvc"] });
export const DEPLOYMENTS = named("apps", "v1", "Deployment", "deployments", {
  short: ["deploy"],
  subresources: [STATUS("Deployment"), SCALE],
});
export const REPLICA_SETS = named("apps", "v1", "ReplicaSet", "replicasets", {
  short: ["rs"],
  subresources: [STATUS("ReplicaSet"), SCALE],
  fields: ["status.replicas"],
});
export const STATEFUL_SETS = named("apps", "v1", "StatefulSet", "statefulsets", {
  short: ["sts"],
  subresources: [STATUS("StatefulSet"), SCALE],
});
export const DAEMON_SETS = named("apps", "v1", "DaemonSet", "daemonsets", { short: ["ds"], subresources: [STATUS("DaemonSet")] });
export const CONTROLLER_REVISIONS = named("apps", "v1", "ControllerRevision", "controllerrevisions");
export const BUDGETS = named("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", { short: ["pdb"] });
export const SLICES = named("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices");
export const REVIEWS = named("authorization.k8s.io", "v1", "SelfSubjectAccessReview", "selfsubjectaccessreviews", { namespaced: false });

const custom = (group: string, version: string, kind: string, plural: string, short: readonly string[] = []): Kind =>
  named(group, version, kind, plural, { short, custom: true, subresources: [STATUS(kind)] });

export const ROLLOUTS = custom("argoproj.io", "v1alpha1", "Rollout", "rollouts", ["ro"]);
export const BACKUPS = custom("postgresql.cnpg.io", "v1", "Backup", "backups");
export const CLUSTERS = custom("postgresql.cnpg.io", "v1", "Cluster", "clusters");

export const KINDS: readonly Kind[] = [
  NAMESPACES,
  NODES,
  PODS,
  SERVICES,
  EVENTS,
  CLAIMS,
  core("Secret", "secrets", { fields: ["type"] }),
  core("ConfigMap", "configmaps", { short: ["cm"] }),
  core("ServiceAccount", "serviceaccounts", { short: ["sa"] }),
  DEPLOYMENTS,
  REPLICA_SETS,
  STATEFUL_SETS,
  DAEMON_SETS,
  CONTROLLER_REVISIONS,
  named("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", { short: ["hpa"] }),
  BUDGETS,
  SLICES,
  REVIEWS,
  named("storage.k8s.io", "v1", "StorageClass", "storageclasses", { short: ["sc"], namespaced: false }),
  named("coordination.k8s.io", "v1", "Lease", "leases"),
  named("metrics.k8s.io", "v1beta1", "PodMetrics", "pods"),
  custom("networking.istio.io", "v1", "VirtualService", "virtualservices", ["vs"]),
  custom("networking.istio.io", "v1", "DestinationRule", "destinationrules", ["dr"]),
  ROLLOUTS,
  custom("argoproj.io", "v1alpha1", "AnalysisRun", "analysisruns", ["ar"]),
  custom("argoproj.io", "v1alpha1", "Application", "applications", ["app"]),
  BACKUPS,
  CLUSTERS,
  custom("postgresql.cnpg.io", "v1", "ScheduledBackup", "scheduledbackups"),
];

/** Group and version as an object's apiVersion says them. */
export const apiVersionOf = ({ group, version }: { readonly group: string; readonly version: string }): string =>
  group === "" ? version : `${group}/${version}`;

export const kindOf = (apiVersion: string, kind: string): Kind | undefined =>
  KINDS.find((each) => each.kind === kind && apiVersionOf(each) === apiVersion);
