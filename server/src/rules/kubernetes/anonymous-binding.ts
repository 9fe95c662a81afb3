import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { kinds } from "../../languages/kubernetes/queries";
import { RBAC, roleRefOf, subjectsOf } from "../../languages/kubernetes/rbac";

export default defineRule({
  id: "kubernetes/anonymous-binding",
  summary: "Rights for everybody who can reach the API server",
  severity: "error",
  preset: "essential",
  category: "security",
  since: "0.1.0",
  guidance: ["IDP-07", "SCR-18"],
  equivalents: ["trivy:KSV-0122", "trivy:KSV-0123", "trivy:KSV-01011"],
  references: [
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege",
    "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles",
  ],
  rationale:
    "`system:anonymous` and `system:unauthenticated` need no credential at all: whoever reaches the address has the role. `system:authenticated` and `system:serviceaccounts` are everybody with any token, each pod of each tenant included; on some clouds anybody with an account there. `system:masters` passes every check and cannot be taken away. " +
    "Bind the one account that needs it. The discovery roles that Kubernetes itself binds are left alone.",
  examples: [
    {
      title: "without any credential, and with any",
      settings: { preset: "recommended" },
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: dashboard
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: dashboard-admin
subjects:
  - kind: User
    name: system:anonymous
          ^^^^^^^^^^^^^^^^ error: ClusterRoleBinding "dashboard" gives "dashboard-admin" to everybody, without any login.
  - kind: Group
    name: system:authenticated
          ^^^^^^^^^^^^^^^^^^^^ warning: ClusterRoleBinding "dashboard" gives "dashboard-admin" to everybody with any token.
  - kind: Group
    name: system:masters
          ^^^^^^^^^^^^^^ warning: ClusterRoleBinding "dashboard" names "system:masters", which passes every check and cannot be revoked.
`,
    },
    {
      title: "administration for everybody",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: quick-fix
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
  - kind: Group
    name: system:serviceaccounts
          ^^^^^^^^^^^^^^^^^^^^^^ error: ClusterRoleBinding "quick-fix" gives "cluster-admin" to every pod with a token.
`,
    },
    {
      title: "what Kubernetes binds itself, a group of people, a template",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: discovery
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: system:public-info-viewer
subjects:
  - kind: Group
    name: system:unauthenticated
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: readers
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
subjects:
  - kind: Group
    name: platform-team
  - kind: Group
    name: {{ .Values.group }}
  - kind: Group
    name: system:serviceaccounts:shop
`,
    },
  ],
  on: kinds(RBAC, "ClusterRoleBinding", "RoleBinding"),
  *check(binding) {
    const { roleName = "a role" } = roleRefOf(binding);
    if (HARMLESS.includes(roleName)) return;
    for (const { kind, name, at } of subjectsOf(binding)) {
      if (kind === "ServiceAccount") continue;
      if (name === "system:masters" && roleName !== "cluster-admin")
        yield {
          at,
          message: `${binding.title} names "system:masters", which passes every check and cannot be revoked.`,
          severity: "warning",
          preset: "recommended",
        };
      const who = WHO[name];
      if (who === undefined) continue;
      const isGrave = name === "system:anonymous" || name === "system:unauthenticated" || roleName === "cluster-admin";
      yield {
        at,
        message: `${binding.title} gives "${roleName}" to ${who}.`,
        ...(isGrave ? {} : { severity: "warning" as const, preset: "recommended" as const }),
      };
    }
  },
});

const WHO: Readonly<Record<string, string>> = {
  "system:anonymous": "everybody, without any login",
  "system:unauthenticated": "everybody, without any login",
  "system:authenticated": "everybody with any token",
  "system:serviceaccounts": "every pod with a token",
};

/** Roles that Kubernetes and kubeadm bind to these groups themselves. */
const HARMLESS: readonly string[] = [
  "system:basic-user",
  "system:discovery",
  "system:public-info-viewer",
  "system:service-account-issuer-discovery",
  "kubeadm:bootstrap-signer-clusterinfo",
];
