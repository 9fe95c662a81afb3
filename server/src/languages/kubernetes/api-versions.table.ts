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

type Row = readonly [
  version: string,
  kinds: string,
  deprecated: number,
  removed: number,
  successor?: string,
  same?: NonNullable<EndedVersion["same"]>,
];

/** Rows of one API group: the versions without the group, the kinds with blanks between them. */
const group = (name: string, rows: readonly Row[]): EndedVersion[] =>
  rows.map(([version, kinds, deprecated, removed, successor, same]) => ({
    apiVersion: `${name}/${version}`,
    kinds: kinds.split(" "),
    deprecated,
    removed,
    ...(successor === undefined ? {} : { successor: successor.includes("/") ? successor : `${name}/${successor}` }),
    ...(same === undefined ? {} : { same }),
  }));

/**
 * The versions of the core groups that a release from 1.16 to 1.40 stops serving, where it is known what follows or that nothing does.
 *
 * Sources: the life cycle that each type states (`APILifecycleDeprecated`, `APILifecycleRemoved` in zz_generated.prerelease-lifecycle.go of
 * k8s.io/api, read at v0.19 to v0.36 and at the 0.37 beta of July 2026), and for what changed in the fields
 * https://kubernetes.io/docs/reference/using-api/deprecation-guide/. APIService and CustomResourceDefinition, which live elsewhere, and
 * ReplicaSet in apps/v1beta1 are from the guide alone. `same` is compared with the schemas by a test.
 */
export const ENDED_VERSIONS: readonly EndedVersion[] = [
  ...group("extensions", [
    ["v1beta1", "Deployment DaemonSet ReplicaSet", 8, 16, "apps/v1", "selector"],
    ["v1beta1", "NetworkPolicy", 9, 16, "networking.k8s.io/v1", true],
    ["v1beta1", "PodSecurityPolicy", 11, 16],
    ["v1beta1", "Ingress", 14, 22, "networking.k8s.io/v1"],
  ]),
  ...group("apps", [
    ["v1beta1", "Deployment StatefulSet ReplicaSet", 8, 16, "v1", "selector"],
    ["v1beta1", "ControllerRevision", 8, 16, "v1", true],
    ["v1beta2", "Deployment DaemonSet StatefulSet ReplicaSet", 9, 16, "v1", "selector"],
    ["v1beta2", "ControllerRevision", 9, 16, "v1", true],
  ]),
  ...group("batch", [["v1beta1", "CronJob", 21, 25, "v1", true]]),
  ...group("autoscaling", [
    ["v2beta1", "HorizontalPodAutoscaler", 22, 25, "v2"],
    ["v2beta2", "HorizontalPodAutoscaler", 23, 26, "v2", true],
  ]),
  ...group("policy", [
    ["v1beta1", "PodDisruptionBudget", 21, 25, "v1", "selector"],
    ["v1beta1", "PodSecurityPolicy", 21, 25],
  ]),
  ...group("networking.k8s.io", [
    ["v1beta1", "Ingress", 19, 22, "v1"],
    ["v1beta1", "IngressClass", 19, 22, "v1", true],
    ["v1alpha1", "ClusterCIDR", 28, 31],
    ["v1alpha1", "IPAddress ServiceCIDR", 30, 33, "v1", true],
    ["v1beta1", "IPAddress ServiceCIDR", 34, 37, "v1", true],
  ]),
  ...group("rbac.authorization.k8s.io", [["v1beta1", "Role RoleBinding ClusterRole ClusterRoleBinding", 17, 22, "v1", true]]),
  ...group("admissionregistration.k8s.io", [
    ["v1beta1", "MutatingWebhookConfiguration ValidatingWebhookConfiguration", 16, 22, "v1"],
    ["v1alpha1", "ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding", 29, 32, "v1", true],
    ["v1beta1", "ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding", 31, 34, "v1", true],
    ["v1beta1", "MutatingAdmissionPolicy MutatingAdmissionPolicyBinding", 37, 40, "v1", true],
  ]),
  ...group("apiextensions.k8s.io", [["v1beta1", "CustomResourceDefinition", 16, 22, "v1"]]),
  ...group("apiregistration.k8s.io", [["v1beta1", "APIService", 19, 22, "v1", true]]),
  ...group("authentication.k8s.io", [
    ["v1beta1", "TokenReview", 19, 22, "v1"],
    ["v1alpha1", "SelfSubjectReview", 29, 32, "v1"],
    ["v1beta1", "SelfSubjectReview", 30, 33, "v1"],
  ]),
  ...group("authorization.k8s.io", [
    ["v1beta1", "LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview", 19, 22, "v1"],
  ]),
  ...group("certificates.k8s.io", [
    ["v1beta1", "CertificateSigningRequest", 19, 22, "v1"],
    ["v1alpha1", "ClusterTrustBundle", 34, 37, "v1beta1"],
  ]),
  ...group("coordination.k8s.io", [
    ["v1beta1", "Lease", 19, 22, "v1", true],
    ["v1alpha1", "LeaseCandidate", 34, 37, "v1beta1"],
  ]),
  ...group("discovery.k8s.io", [["v1beta1", "EndpointSlice", 21, 25, "v1"]]),
  ...group("events.k8s.io", [["v1beta1", "Event", 22, 25, "v1"]]),
  ...group("node.k8s.io", [["v1beta1", "RuntimeClass", 22, 25, "v1", true]]),
  ...group("scheduling.k8s.io", [["v1beta1", "PriorityClass", 14, 22, "v1", true]]),
  ...group("storage.k8s.io", [
    ["v1beta1", "CSIDriver StorageClass VolumeAttachment", 19, 22, "v1", true],
    ["v1beta1", "CSINode", 17, 22, "v1", true],
    ["v1alpha1", "VolumeAttachment", 21, 24, "v1", true],
    ["v1alpha1", "CSIStorageCapacity", 21, 24, "v1", true],
    ["v1beta1", "CSIStorageCapacity", 24, 27, "v1", true],
    ["v1alpha1", "VolumeAttributesClass", 32, 35, "v1", true],
    ["v1beta1", "VolumeAttributesClass", 34, 37, "v1", true],
  ]),
  ...group("resource.k8s.io", [
    ["v1alpha3", "DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice", 34, 37, "v1"],
    ["v1beta1", "DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice", 35, 38, "v1"],
    ["v1beta2", "DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice", 36, 39, "v1"],
  ]),
  ...group("flowcontrol.apiserver.k8s.io", [
    ["v1alpha1", "FlowSchema", 20, 21, "v1", true],
    ["v1alpha1", "PriorityLevelConfiguration", 20, 21, "v1"],
    ["v1beta1", "FlowSchema", 23, 26, "v1", true],
    ["v1beta1", "PriorityLevelConfiguration", 23, 26, "v1"],
    ["v1beta2", "FlowSchema", 26, 29, "v1", true],
    ["v1beta2", "PriorityLevelConfiguration", 26, 29, "v1"],
    ["v1beta3", "FlowSchema", 29, 32, "v1", true],
    ["v1beta3", "PriorityLevelConfiguration", 29, 32, "v1"],
  ]),
  ...group("storagemigration.k8s.io", [
    ["v1alpha1", "StorageVersionMigration", 33, 36, "v1beta1"],
    ["v1beta1", "StorageVersionMigration", 37, 40, "v1"],
  ]),
];

/** The oldest release that was still maintained when the table was read. What it does not serve, no maintained release serves. */
export const OLDEST_MAINTAINED = 34;
