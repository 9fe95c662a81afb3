import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { grants, isOperators } from "../../languages/kubernetes/rbac";

export default defineRule({
  id: "kubernetes/rbac-pod-exec",
  summary: "Role that opens shells in running pods",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["IDP-06"],
  equivalents: [
    "polaris:clusterrolePodExecAttach",
    "polaris:rolePodExecAttach",
    "polaris:clusterrolebindingPodExecAttach",
    "polaris:rolebindingClusterRolePodExecAttach",
    "polaris:rolebindingRolePodExecAttach",
    "checkov:CKV2_K8S_2",
    "trivy:KSV-0053",
    "trivy:KSV-0054",
  ],
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
  rationale:
    "Whoever can run a command in a pod has what the pod has: its Secrets, its token, its network, its data, past every review. On most clusters `get` is enough, because a WebSocket starts with a GET. " +
    "People who need it should get it for a time, through a break-glass role. What belongs to an operator is information; a Role in one namespace is reported in the strict preset.",
  examples: [
    {
      title: "a shell in any pod",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: ci
rules:
  - apiGroups: [""]
    resources: [pods, pods/exec]
                      ^^^^^^^^^ warning: ClusterRole "ci" may run commands in every pod of the cluster.
    verbs: [get, create]
`,
    },
    {
      title: "in one namespace, in the strict preset",
      settings: { preset: "strict" },
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: ci
rules:
  - apiGroups: [""]
    resources: [pods/attach]
                ^^^^^^^^^^^ info: Role "ci" may run commands in every pod of its namespace.
    verbs: [create]
`,
    },
    {
      title: "logs only, one pod, or decided by a template",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: ci
rules:
  - apiGroups: [""]
    resources: [pods, pods/log]
    verbs: [get, list]
  - apiGroups: [""]
    resources: [pods/exec]
    resourceNames: [toolbox]
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
    const [resource] = grant.names("", "pods/exec", "pods/attach");
    if (resource === undefined || grant.named || !grant.allows("create", "get").length) return;
    const isNarrow = grant.object.kind === "Role";
    yield {
      at: grant.rangeOf("resources", resource),
      message: `${grant.object.title} may run commands in every pod of ${isNarrow ? "its namespace" : "the cluster"}.`,
      ...(isNarrow || isOperators(grant.object, scope) ? { severity: "info" as const } : {}),
      ...(isNarrow ? { preset: "strict" as const } : {}),
    };
  },
});
