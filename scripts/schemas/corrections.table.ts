/**
 * Fields that the published schema calls required and the API server does without: it defaults them, or takes their zero value. By the name of
 * the schema. Sources: the defaulting and validation functions of each group in kubernetes/kubernetes (pkg/apis/<group>).
 */
export const NOT_ENFORCED: Readonly<Record<string, readonly string[]>> = {
  // Defaulted to rbac.authorization.k8s.io.
  IRoleRef: ["apiGroup"],
  // The zero value is a valid one.
  IPriorityClass: ["value"],
  IHTTPHeader: ["value"],
  ISysctl: ["value"],
  ILimitRangeSpec: ["limits"],
  IEndpointSlice: ["endpoints"],
  INetworkPolicySpec: ["podSelector"],
  IStatefulSetSpec: ["serviceName"],
  IEndpointConditions: ["ready"],
  ICustomResourceDefinitionVersion: ["served", "storage"],
  IResourceClaim: ["name"],
  IContainerResizePolicy: ["restartPolicy"],
  IServiceAccountTokenProjection: ["path"],
  ITopologySpreadConstraint: ["maxSkew"],
  // Older versions default what the newest asks for.
  ICSIDriver: ["spec"],
  IValidatingWebhook: ["sideEffects", "admissionReviewVersions"],
};

/**
 * Schemas whose content is data to the API server, or a schema of its own: nothing below them is judged. `status` never is: what a manifest
 * says there is ignored.
 */
export const OPEN_SCHEMAS: ReadonlySet<string> = new Set([
  "IJSONSchemaProps",
  "IJSON",
  "IRawExtension",
  "IFieldsV1",
  "IManagedFieldsEntry",
  "IWatchEvent",
]);

/**
 * Kinds nobody writes into a file (reviews, and what the API server answers with), and ApplicationSet, whose templates fill in any field.
 * They are known by name only.
 */
export const NAME_ONLY =
  /Review$|Scale$|^(?:Binding|Eviction|Status|DeleteOptions|WatchEvent|APIGroup|APIVersions|APIResourceList|ComponentStatus|ApplicationSet)$/;
