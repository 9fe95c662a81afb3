import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { asOpinion } from "../../languages/kubernetes/node-agent";
import { grants, isOperators } from "../../languages/kubernetes/rbac";

export default defineRule({
  id: "kubernetes/rbac-secrets-access",
  summary: "Role that reads Secrets it does not name",
  severity: "warning",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: ["SEC-16", "SCR-17"],
  equivalents: [
    "kube-linter:access-to-secrets",
    "checkov:CKV2_K8S_5",
    "trivy:KSV-0041",
    "trivy:KSV-0113",
    "kics:rbac_read_secrets",
    "kics:sa_allows_access_secrets",
  ],
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets"],
  rationale:
    "`list` and `watch` return the contents of every Secret in reach, not only their names: database passwords, TLS keys, tokens of other accounts. " +
    "Grant `get` with `resourceNames`; a program that must watch Secrets should do it in one namespace, through a Role.",
  examples: [
    {
      title: "all of them",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: web
rules:
  - apiGroups: [""]
    resources: [configmaps, secrets]
    verbs: [get, list]
                 ^^^^ warning: ClusterRole "web" may list the contents of all Secrets in the cluster.
  - apiGroups: [""]
    resources: [secrets]
    verbs: [get]
            ^^^ info: ClusterRole "web" may get any Secret in the cluster.
`,
    },
    {
      title: "named, or decided by a template",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: web
rules:
  - apiGroups: [""]
    resources: [secrets]
    resourceNames: [web-database]
    verbs: [get, watch]
  - apiGroups: [""]
    resources: [secrets]
    verbs: [create]
  - apiGroups: [""]
    resources: [configmaps]
    verbs: [list]
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
    if (grant.named || !grant.names("", "secrets").length) return;
    const where = grant.object.kind === "Role" ? "its namespace" : "the cluster";
    const [broad] = grant.allows("list", "watch");
    // Everything with Secrets is said by the rule on wildcards.
    if (broad === "*") {
      yield {
        at: grant.rangeOf("verbs", "*"),
        message: `${grant.object.title} may read and change all Secrets in ${where}.`,
        ...asOpinion,
      };
      return;
    }
    const [single] = grant.allows("get");
    if (broad === undefined && single === undefined) {
      const [change] = grant.allows("create", "update", "patch", "delete", "deletecollection");
      if (change !== undefined)
        yield {
          at: grant.rangeOf("verbs", change),
          message: `${grant.object.title} may ${change} any Secret in ${where}.`,
          equivalents: ["trivy:KSV-0041", "trivy:KSV-0113"],
          ...asOpinion,
        };
      return;
    }
    yield {
      at: grant.rangeOf("verbs", broad ?? "get"),
      message:
        broad === undefined
          ? `${grant.object.title} may get any Secret in ${where}.`
          : `${grant.object.title} may ${broad} the contents of all Secrets in ${where}.`,
      ...(broad === undefined || isOperators(grant.object, scope) ? { severity: "info" as const } : {}),
    };
  },
});
