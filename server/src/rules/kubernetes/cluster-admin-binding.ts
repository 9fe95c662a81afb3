import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { kinds } from "../../languages/kubernetes/queries";
import { EVERYBODY, RBAC, isOperators, roleRefOf, subjectsOf } from "../../languages/kubernetes/rbac";

export default defineRule({
  id: "kubernetes/cluster-admin-binding",
  summary: "Program with every right in the cluster",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["SEC-18"],
  equivalents: [
    "kube-linter:cluster-admin-role-binding",
    "polaris:clusterrolebindingClusterAdmin",
    "polaris:rolebindingClusterAdminClusterRole",
    "trivy:KSV-0111",
    "kics:cluster_admin_rolebinding",
  ],
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege"],
  rationale:
    "A token bound to `cluster-admin` hands an intruder every Secret, every node and the right to hide what was done. Bind a role that lists what the program really calls, if possible in one namespace. " +
    "Given to the `default` ServiceAccount it belongs to every pod of the namespace: that is an error. People and groups are reported in the strict preset; installers and operators, and RoleBindings, are information.",
  examples: [
    {
      title: "a program, and every pod of a namespace",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: web
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
  - kind: ServiceAccount
    name: web
          ^^^ warning: ServiceAccount "web" is cluster administrator.
    namespace: shop
  - kind: ServiceAccount
    name: default
          ^^^^^^^ error: Every pod in the namespace "shop" that names no ServiceAccount is cluster administrator.
    namespace: shop
`,
    },
    {
      title: "in one namespace, and an operator",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: web
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
  - kind: ServiceAccount
    name: web
          ^^^ info: ServiceAccount "web" may do everything in its namespace.
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: crossplane-admin
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
  - kind: ServiceAccount
    name: crossplane
          ^^^^^^^^^^ info: ServiceAccount "crossplane" is cluster administrator.
    namespace: crossplane
`,
    },
    {
      title: "people, in the strict preset",
      settings: { preset: "strict" },
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: admins
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
  - kind: Group
    name: platform-team
          ^^^^^^^^^^^^^ info: Group "platform-team" is cluster administrator.
`,
    },
    {
      title: "a role of its own, people, or decided by a template",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: web
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: web
subjects:
  - kind: ServiceAccount
    name: web
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: admins
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
  - kind: Group
    name: platform-team
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: templated
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: {{ .Values.role }}
subjects:
  - kind: ServiceAccount
    name: web
`,
    },
  ],
  on: kinds(RBAC, "ClusterRoleBinding", "RoleBinding"),
  *check(binding, _context, scope) {
    const { roleKind, roleName } = roleRefOf(binding);
    if (roleName !== "cluster-admin" || roleKind !== "ClusterRole") return;
    const isNarrow = binding.kind === "RoleBinding";
    const equivalents = [
      ...(isNarrow
        ? ["polaris:rolebindingClusterAdminClusterRole"]
        : ["kube-linter:cluster-admin-role-binding", "polaris:clusterrolebindingClusterAdmin"]),
      "trivy:KSV-0111",
      "kics:cluster_admin_rolebinding",
    ];
    for (const { kind, name, namespace, at } of subjectsOf(binding)) {
      // Groups that everybody is in are a rule of their own; system:masters has these rights anyway.
      if (EVERYBODY.includes(name) || name === "system:masters") continue;
      const isProgram = kind === "ServiceAccount";
      if (isProgram && name === "default" && !isNarrow) {
        const where = namespace === undefined ? "its namespace" : `the namespace "${namespace}"`;
        yield {
          at,
          message: `Every pod in ${where} that names no ServiceAccount is cluster administrator.`,
          equivalents,
          severity: "error",
        };
        continue;
      }
      yield {
        at,
        equivalents,
        message: `${kind} "${name}" ${isNarrow ? "may do everything in its namespace" : "is cluster administrator"}.`,
        ...(!isProgram || isNarrow || isOperators(binding, scope) ? { severity: "info" as const } : {}),
        ...(isProgram ? {} : { preset: "strict" as const }),
      };
    }
  },
});
