/**
 * Fields that the published schema, or that of an older release, calls required and the API server does without: it defaults them, or what Go
 * reads where nothing is written (zero, false, no text, an empty list) passes validation. By the name of the schema. Where in doubt a field is
 * listed: then its absence goes unreported. From the validation of each group in kubernetes/kubernetes (pkg/apis), not compared line by line.
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
  ICustomResourceDefinitionVersion: ["served", "storage"],
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
