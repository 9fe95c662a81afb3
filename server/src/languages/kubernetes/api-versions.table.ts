/** An API version that came to an end. Minor releases of Kubernetes 1. */
export interface EndedVersion {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  readonly deprecated: number;
  readonly removed: number;
  /** What takes its place; undefined for what was given up. */
  readonly successor?: string;
  /** Whether the successor reads the same fields, so that the version can simply be rewritten; `selector`: when `spec.selector` is written. */
  readonly same?: true | "selector";
}

const RBAC = ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"];
const WORKLOADS = ["Deployment", "DaemonSet", "StatefulSet", "ReplicaSet"];
const FLOW = "flowcontrol.apiserver.k8s.io";

/** Source: https://kubernetes.io/docs/reference/using-api/deprecation-guide/ and the life cycles in k8s.io/api, from knowledge: not yet checked row by row. */
export const ENDED_VERSIONS: readonly EndedVersion[] = [
  { apiVersion: "extensions/v1beta1", kinds: WORKLOADS, deprecated: 9, removed: 16, successor: "apps/v1", same: "selector" },
  { apiVersion: "extensions/v1beta1", kinds: ["NetworkPolicy"], deprecated: 9, removed: 16, successor: "networking.k8s.io/v1", same: true },
  { apiVersion: "extensions/v1beta1", kinds: ["PodSecurityPolicy"], deprecated: 11, removed: 16 },
  { apiVersion: "extensions/v1beta1", kinds: ["Ingress"], deprecated: 14, removed: 22, successor: "networking.k8s.io/v1" },
  { apiVersion: "apps/v1beta1", kinds: WORKLOADS, deprecated: 9, removed: 16, successor: "apps/v1", same: "selector" },
  { apiVersion: "apps/v1beta2", kinds: WORKLOADS, deprecated: 9, removed: 16, successor: "apps/v1", same: "selector" },
  { apiVersion: "networking.k8s.io/v1beta1", kinds: ["Ingress"], deprecated: 19, removed: 22, successor: "networking.k8s.io/v1" },
  {
    apiVersion: "networking.k8s.io/v1beta1",
    kinds: ["IngressClass"],
    deprecated: 19,
    removed: 22,
    successor: "networking.k8s.io/v1",
    same: true,
  },
  {
    apiVersion: "admissionregistration.k8s.io/v1beta1",
    kinds: ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"],
    deprecated: 16,
    removed: 22,
    successor: "admissionregistration.k8s.io/v1",
  },
  {
    apiVersion: "apiextensions.k8s.io/v1beta1",
    kinds: ["CustomResourceDefinition"],
    deprecated: 16,
    removed: 22,
    successor: "apiextensions.k8s.io/v1",
  },
  {
    apiVersion: "apiregistration.k8s.io/v1beta1",
    kinds: ["APIService"],
    deprecated: 19,
    removed: 22,
    successor: "apiregistration.k8s.io/v1",
    same: true,
  },
  {
    apiVersion: "certificates.k8s.io/v1beta1",
    kinds: ["CertificateSigningRequest"],
    deprecated: 19,
    removed: 22,
    successor: "certificates.k8s.io/v1",
  },
  {
    apiVersion: "coordination.k8s.io/v1beta1",
    kinds: ["Lease"],
    deprecated: 19,
    removed: 22,
    successor: "coordination.k8s.io/v1",
    same: true,
  },
  {
    apiVersion: "rbac.authorization.k8s.io/v1beta1",
    kinds: RBAC,
    deprecated: 17,
    removed: 22,
    successor: "rbac.authorization.k8s.io/v1",
    same: true,
  },
  {
    apiVersion: "scheduling.k8s.io/v1beta1",
    kinds: ["PriorityClass"],
    deprecated: 14,
    removed: 22,
    successor: "scheduling.k8s.io/v1",
    same: true,
  },
  {
    apiVersion: "storage.k8s.io/v1beta1",
    kinds: ["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"],
    deprecated: 19,
    removed: 22,
    successor: "storage.k8s.io/v1",
    same: true,
  },
  {
    apiVersion: "storage.k8s.io/v1beta1",
    kinds: ["CSIStorageCapacity"],
    deprecated: 24,
    removed: 27,
    successor: "storage.k8s.io/v1",
    same: true,
  },
  { apiVersion: "batch/v1beta1", kinds: ["CronJob"], deprecated: 21, removed: 25, successor: "batch/v1", same: true },
  { apiVersion: "discovery.k8s.io/v1beta1", kinds: ["EndpointSlice"], deprecated: 21, removed: 25, successor: "discovery.k8s.io/v1" },
  { apiVersion: "autoscaling/v2beta1", kinds: ["HorizontalPodAutoscaler"], deprecated: 22, removed: 25, successor: "autoscaling/v2" },
  {
    apiVersion: "autoscaling/v2beta2",
    kinds: ["HorizontalPodAutoscaler"],
    deprecated: 23,
    removed: 26,
    successor: "autoscaling/v2",
    same: true,
  },
  {
    apiVersion: "policy/v1beta1",
    kinds: ["PodDisruptionBudget"],
    deprecated: 21,
    removed: 25,
    successor: "policy/v1",
    same: "selector",
  },
  { apiVersion: "policy/v1beta1", kinds: ["PodSecurityPolicy"], deprecated: 21, removed: 25 },
  { apiVersion: "node.k8s.io/v1beta1", kinds: ["RuntimeClass"], deprecated: 22, removed: 25, successor: "node.k8s.io/v1", same: true },
  { apiVersion: `${FLOW}/v1beta1`, kinds: ["FlowSchema"], deprecated: 23, removed: 26, successor: `${FLOW}/v1`, same: true },
  { apiVersion: `${FLOW}/v1beta1`, kinds: ["PriorityLevelConfiguration"], deprecated: 23, removed: 26, successor: `${FLOW}/v1` },
  { apiVersion: `${FLOW}/v1beta2`, kinds: ["FlowSchema"], deprecated: 26, removed: 29, successor: `${FLOW}/v1`, same: true },
  { apiVersion: `${FLOW}/v1beta2`, kinds: ["PriorityLevelConfiguration"], deprecated: 26, removed: 29, successor: `${FLOW}/v1` },
  { apiVersion: `${FLOW}/v1beta3`, kinds: ["FlowSchema"], deprecated: 29, removed: 32, successor: `${FLOW}/v1`, same: true },
  { apiVersion: `${FLOW}/v1beta3`, kinds: ["PriorityLevelConfiguration"], deprecated: 29, removed: 32, successor: `${FLOW}/v1` },
];

/** The oldest release that was still maintained when the table was read. What it does not serve, no maintained release serves. */
export const OLDEST_MAINTAINED = 34;
