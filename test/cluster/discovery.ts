import type { Kind } from "./kinds.table";
import { KINDS, REVIEWS, apiVersionOf } from "./kinds.table";

/** What the cluster says about itself: its version, its groups and kinds, and which of them know field validation. */

export const VERSION = { major: "1", minor: "32", gitVersion: "v1.32.4", gitCommit: "", gitTreeState: "clean", platform: "linux/amd64" };

const GROUP_VERSIONS = [...new Set(KINDS.map(apiVersionOf))];
const VERBS = ["create", "delete", "get", "list", "patch", "update", "watch"];

/** The document at a path of discovery; undefined where there is none. */
export function discovered(path: string): unknown {
  if (path === "/version") return VERSION;
  if (path === "/api") return { kind: "APIVersions", versions: ["v1"] };
  if (path === "/apis")
    return { kind: "APIGroupList", apiVersion: "v1", groups: GROUP_VERSIONS.filter((each) => each !== "v1").map(group) };
  if (path === "/openapi/v3") return { paths: Object.fromEntries(GROUP_VERSIONS.map((each) => [placeOf(each), schemaPlace(each)])) };
  const listed = GROUP_VERSIONS.find((each) => path === `/${placeOf(each)}`);
  if (listed !== undefined) return resourceList(listed);
  const described = GROUP_VERSIONS.find((each) => path === `/openapi/v3/${placeOf(each)}`);
  return described === undefined ? undefined : schemaOf(described);
}

const placeOf = (groupVersion: string): string => (groupVersion === "v1" ? "api/v1" : `apis/${groupVersion}`);
const schemaPlace = (groupVersion: string) => ({ serverRelativeURL: `/openapi/v3/${placeOf(groupVersion)}` });
const kindsOf = (groupVersion: string): Kind[] => KINDS.filter((kind) => apiVersionOf(kind) === groupVersion);

function group(groupVersion: string): unknown {
  const [name, version] = groupVersion.split("/");
  return { name, versions: [{ groupVersion, version }], preferredVersion: { groupVersion, version } };
}

const resourceList = (groupVersion: string) => ({
  kind: "APIResourceList",
  apiVersion: "v1",
  groupVersion,
  resources: kindsOf(groupVersion).flatMap(({ plural, kind, namespaced, short, subresources = [] }) => [
    {
      name: plural,
      singularName: kind.toLowerCase(),
      namespaced,
      kind,
      verbs: plural === REVIEWS.plural ? ["create"] : VERBS,
      ...(short?.length ? { shortNames: short } : {}),
    },
    ...subresources.map(({ name, ...answers }) => ({
      name: `${plural}/${name}`,
      singularName: "",
      namespaced,
      ...answers,
      verbs: name === "eviction" || name === "exec" ? ["create"] : ["get", "patch", "update"],
    })),
  ]),
});

/** kubectl looks for one thing: whether a patch of a kind takes `fieldValidation`. If it does, the server is left to validate. */
const schemaOf = (groupVersion: string) => ({
  openapi: "3.0.0",
  info: { title: "Kubernetes", version: VERSION.gitVersion },
  paths: Object.fromEntries(
    kindsOf(groupVersion).map(({ plural, group, version, kind }) => [
      `/${placeOf(groupVersion)}/${plural}/{name}`,
      {
        patch: {
          parameters: ["dryRun", "fieldValidation"].map((name) => ({ name, in: "query", schema: { type: "string" } })),
          responses: {},
          "x-kubernetes-action": "patch",
          "x-kubernetes-group-version-kind": { group, version, kind },
        },
      },
    ]),
  ),
});
