import { yaml } from "../../core/example";
import type { Place } from "../../core/place";
import { defineRule } from "../../core/rule";
import type { Scope } from "../../core/scope";
import { bindingFact } from "../../languages/kubernetes/facts";
import type { KubernetesObject } from "../../languages/kubernetes/object";
import type { Grant } from "../../languages/kubernetes/rbac";
import { EVERYBODY, RBAC, grants, isOperators } from "../../languages/kubernetes/rbac";
import { deployed } from "../../languages/kubernetes/related";

export default defineRule({
  id: "kubernetes/rbac-wildcard",
  summary: "Role that grants what it does not name",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["SCR-18", "IDP-06"],
  equivalents: [
    "kube-linter:wildcard-in-rules",
    "checkov:CKV_K8S_49",
    "trivy:KSV-0044",
    "trivy:KSV-0045",
    "trivy:KSV-0046",
    "trivy:KSV-0112",
    "kics:rbac_wildcard_in_rule",
    "polaris:clusterrolebindingClusterAdmin",
    "polaris:rolebindingClusterAdminClusterRole",
    "polaris:rolebindingClusterAdminRole",
  ],
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/#general-good-practice"],
  rationale:
    "`*` also means what is installed next year, Secrets, and the right to grant further rights. Run the program, read which calls the API server's audit log shows, and list those. " +
    "Programs that manage the whole cluster need much: what belongs to an operator is information. A wildcard within one named group or over one named resource is reported in the strict preset, the right to read all of a group in `all`.",
  examples: [
    {
      title: "everything",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: reports
rules:
  - apiGroups: ["*"]
    resources: ["*"]
                ^^^ warning: ClusterRole "reports" may do everything with everything in the cluster.
    verbs: ["*"]
  - apiGroups: [""]
    resources: ["*"]
                ^^^ info: ClusterRole "reports" may read every resource of the core group, Secrets included.
    verbs: [get, list]
  - apiGroups: [""]
    resources: [secrets]
    verbs: ["*"]
            ^^^ warning: ClusterRole "reports" may do everything with secrets.
`,
    },
    {
      title: "everything, and every pod of a namespace has it",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: reports
rules:
  - apiGroups: ["*"]
    resources: ["*"]
                ^^^ error: ClusterRole "reports" may do everything with everything in the cluster, and everybody has it through ClusterRoleBinding "reports".
    verbs: ["*"]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: reports
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reports }
subjects:
  - { kind: ServiceAccount, name: default, namespace: shop }
`,
    },
    {
      title: "an operator, and a namespace of its own",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: shop-operator
rules:
  - apiGroups: ["*"]
    resources: ["*"]
                ^^^ info: ClusterRole "shop-operator" may do everything with everything in the cluster.
    verbs: ["*"]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: preview
rules:
  - apiGroups: ["*"]
    resources: ["*"]
                ^^^ info: Role "preview" may do everything with everything in its namespace.
    verbs: ["*"]
`,
    },
    {
      title: "within one group, in the strict preset",
      settings: { preset: "strict" },
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: reports
rules:
  - apiGroups: [shop.example.com]
    resources: ["*"]
                ^^^ info: ClusterRole "reports" may do everything with everything in the group shop.example.com.
    verbs: ["*"]
  - apiGroups: [apps]
    resources: [deployments]
    verbs: ["*"]
            ^^^ info: ClusterRole "reports" may do everything with deployments.
`,
    },
    {
      title: "named, or decided by a template",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: reports
rules:
  - apiGroups: ["*"]
    resources: [deployments]
    verbs: [get, list]
  - nonResourceURLs: ["*"]
    verbs: [get]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: templated
rules:
  {{- toYaml .Values.rules | nindent 2 }}
`,
    },
  ],
  on: grants,
  *check(grant, _context, scope) {
    const found = judge(grant);
    if (!found) return;
    const bound = found.whole ? boundToEverybody(grant.object, scope) : undefined;
    const isMild = found.level === "info" || isOperators(grant.object, scope);
    yield {
      at: grant.rangeOf(found.list, "*"),
      equivalents: [...namesOf(grant), ...(found.whole ? namesOfBindings(grant.object, scope) : [])],
      message: `${grant.object.title} may ${found.what}${bound ? `, and everybody has it through ${bound.title}` : ""}.`,
      ...(bound ? { severity: "error" as const, related: [{ at: bound.at, message: "It is given to everybody here." }] } : {}),
      ...(!bound && isMild ? { severity: "info" as const } : {}),
      ...(found.preset ? { preset: found.preset } : {}),
    };
  },
});

/** Trivy has a check for each kind of wildcard. */
function namesOf({ verbs, resources, groups, object }: Grant): string[] {
  const names = ["kube-linter:wildcard-in-rules", "checkov:CKV_K8S_49", "kics:rbac_wildcard_in_rule"];
  if (verbs.includes("*")) names.push("trivy:KSV-0045");
  if (resources.includes("*")) names.push(object.kind === "Role" ? "trivy:KSV-0112" : "trivy:KSV-0046");
  if (verbs.includes("*") && resources.includes("*") && groups.includes("*")) names.push("trivy:KSV-0044");
  return names;
}

/** Polaris looks at who is given a role of every right. */
function namesOfBindings(role: KubernetesObject, scope: Scope): string[] {
  const bindings =
    role.name === undefined ? [] : deployed(scope, bindingFact, role.name).filter(({ value }) => value.roleKind === role.kind);
  return bindings.map(({ value }) =>
    value.kind === "ClusterRoleBinding" ? "polaris:clusterrolebindingClusterAdmin" : `polaris:rolebindingClusterAdmin${role.kind}`,
  );
}

interface Breadth {
  readonly list: "verbs" | "resources";
  readonly what: string;
  readonly level?: "info";
  readonly preset?: "strict" | "all";
  /** Everything there is. */
  readonly whole?: boolean;
}

/** Resources that give everything else when one may do everything with them. */
const KEYS = ["secrets", "roles", "clusterroles", "rolebindings", "clusterrolebindings", "pods", "nodes", "serviceaccounts"];

/** How broad a grant with a wildcard is; undefined for one that is not, or that only leaves the group open. */
function judge(grant: Grant): Breadth | undefined {
  const everyVerb = grant.verbs.includes("*");
  const everyResource = grant.resources.includes("*");
  const where = grant.object.kind === "Role" ? "its namespace" : "the cluster";
  if (grant.named || !grant.groups.length) return undefined;
  if (everyResource) {
    const group = grant.groups.includes("*") ? "*" : grant.groups.includes("") ? "" : grant.groups.join(", ");
    const isCore = group === "*" || group === "";
    const things = group === "*" ? "resource" : group === "" ? "resource of the core group" : `resource of the group ${group}`;
    const writes = everyVerb || grant.allows("create", "update", "patch", "delete", "deletecollection").length > 0;
    const strict = isCore ? {} : { preset: "strict" as const, level: "info" as const };
    const mild = grant.object.kind === "Role" ? { level: "info" as const } : {};
    if (everyVerb) {
      const scope = group === "*" ? where : group === "" ? "the core group" : `the group ${group}`;
      return { list: "resources", what: `do everything with everything in ${scope}`, whole: group === "*", ...mild, ...strict };
    }
    if (writes) return { list: "resources", what: `change every ${things}`, ...mild, ...strict };
    if (isCore) return { list: "resources", what: `read every ${things}, Secrets included`, level: "info" };
    return grant.verbs.length ? { list: "resources", what: `read every ${things}`, level: "info", preset: "all" } : undefined;
  }
  // Reporting the state of what one watches is what controllers do.
  const resources = grant.resources.filter((resource) => !/\/(?:status|finalizers)$/.test(resource));
  if (!everyVerb || !resources.length) return undefined;
  const keys = grant.groups.some((group) => ["", "*", RBAC].includes(group)) ? resources.filter((resource) => KEYS.includes(resource)) : [];
  if (keys.length && grant.object.kind === "ClusterRole") return { list: "verbs", what: `do everything with ${keys.join(", ")}` };
  return { list: "verbs", what: `do everything with ${resources.join(", ")}`, level: "info", preset: "strict" };
}

/** The binding that gives a role to every pod of a namespace, or to everybody there is. */
function boundToEverybody(role: KubernetesObject, scope: Scope): { title: string; at: Place } | undefined {
  if (role.name === undefined) return undefined;
  for (const { value, at } of deployed(scope, bindingFact, role.name)) {
    if (value.roleKind !== role.kind) continue;
    const reaches = value.subjects.some(({ kind, name }) =>
      kind === "ServiceAccount" ? name === "default" : EVERYBODY.some((group) => name === group),
    );
    if (reaches) return { title: value.name === undefined ? value.kind : `${value.kind} "${value.name}"`, at };
  }
  return undefined;
}
