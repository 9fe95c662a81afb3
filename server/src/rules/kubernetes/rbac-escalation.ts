import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { asOpinion } from "../../languages/kubernetes/node-agent";
import { RBAC, grants, isOperators } from "../../languages/kubernetes/rbac";

export default defineRule({
  id: "kubernetes/rbac-escalation",
  summary: "Role whose holder can give itself more",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["IDP-06"],
  equivalents: [
    "checkov:CKV_K8S_157",
    "checkov:CKV_K8S_158",
    "checkov:CKV2_K8S_1",
    "checkov:CKV2_K8S_3",
    "trivy:KSV-0043",
    "trivy:KSV-0051",
    "trivy:KSV-0052",
  ],
  references: [
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#escalate-verb",
    "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping",
  ],
  rationale:
    "The API server lets nobody grant what they do not have, except holders of `escalate` and `bind`; `impersonate` lets them act as somebody else, cluster administrators included. Whoever has one of them has everything. " +
    "Without the verb, a role can still be created if its rights are held already; `bind` and `impersonate` can be narrowed with `resourceNames`. What belongs to an operator is information.",
  examples: [
    {
      title: "more than it was given",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: onboarding
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [clusterroles, roles]
    verbs: [get, escalate, bind]
                 ^^^^^^^^ warning: ClusterRole "onboarding" may escalate clusterroles and roles: its holder can become cluster administrator.
  - apiGroups: [""]
    resources: [users, groups]
    verbs: [impersonate]
            ^^^^^^^^^^^ warning: ClusterRole "onboarding" may impersonate users and groups: its holder can become cluster administrator.
`,
    },
    {
      title: "an operator, and tokens of other accounts in the strict preset",
      settings: { preset: "strict" },
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: tenant-operator
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [roles]
    verbs: [bind]
            ^^^^ info: ClusterRole "tenant-operator" may bind roles: its holder can become cluster administrator.
  - apiGroups: [""]
    resources: [serviceaccounts/token]
    verbs: [create]
            ^^^^^^ info: ClusterRole "tenant-operator" may create tokens of any ServiceAccount.
`,
    },
    {
      title: "narrowed, harmless, or decided by a template",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: onboarding
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [clusterroles]
    resourceNames: [view]
    verbs: [bind]
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [rolebindings]
    verbs: [create]
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
    if (grant.named) return;
    const { object } = grant;
    const mild = isOperators(object, scope) ? { severity: "info" as const } : {};
    for (const { verbs, group, resources } of ESCALATIONS) {
      const [verb] = grant.verbs.filter((candidate) => verbs.includes(candidate));
      const named = grant.names(group, ...resources);
      if (verb === undefined || !named.length) continue;
      const holder = object.kind === "Role" ? "everything in its namespace" : "cluster administrator";
      yield {
        at: grant.rangeOf("verbs", verb),
        message: `${object.title} may ${verb} ${named.join(" and ")}: its holder can become ${holder}.`.replace(
          "become everything",
          "take everything",
        ),
        ...mild,
      };
    }
    if (grant.verbs.includes("bind") && grant.names(RBAC, "rolebindings", "clusterrolebindings").length)
      yield {
        at: grant.rangeOf("verbs", "bind"),
        message: `${object.title} has bind on bindings, where it means nothing: the verb counts on roles.`,
        ...asOpinion,
      };
    const [create] = grant.verbs.filter((verb) => verb === "create");
    if (create !== undefined && grant.names("", "serviceaccounts/token").length)
      yield {
        at: grant.rangeOf("verbs", create),
        message: `${object.title} may create tokens of any ServiceAccount.`,
        preset: "strict",
        ...mild,
      };
  },
});

/** Source: kubernetes.io, "Using RBAC Authorization", privilege escalation prevention; "User impersonation". */
const ESCALATIONS: readonly { readonly verbs: readonly string[]; readonly group: string; readonly resources: readonly string[] }[] = [
  { verbs: ["escalate", "bind"], group: RBAC, resources: ["roles", "clusterroles"] },
  { verbs: ["impersonate"], group: "", resources: ["users", "groups", "serviceaccounts"] },
];
