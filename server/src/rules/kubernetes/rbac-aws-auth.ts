import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { grants } from "../../languages/kubernetes/rbac";

const WRITE = ["create", "update", "patch", "delete"];

export default defineRule({
  id: "kubernetes/rbac-aws-auth",
  summary: "Role that may change who is who on EKS",
  severity: "warning",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["trivy:KSV-0115"],
  references: ["https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html"],
  rationale:
    "On EKS the ConfigMap aws-auth says which cloud roles are which users and groups: whoever may write it can make any of them a cluster administrator. Access entries of EKS replace it, and are granted in IAM.",
  examples: [
    {
      title: "written by name",
      settings: { preset: "strict" },
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: mapper, namespace: kube-system }
rules:
  - apiGroups: [""]
    resources: [configmaps]
    resourceNames: [aws-auth]
    verbs: [get, patch]
                 ^^^^^ warning: Role "mapper" may patch aws-auth, and with it make anybody cluster administrator.
`,
    },
    {
      title: "only read, or another ConfigMap",
      settings: { preset: "strict" },
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: mapper, namespace: kube-system }
rules:
  - apiGroups: [""]
    resources: [configmaps]
    resourceNames: [aws-auth]
    verbs: [get]
  - apiGroups: [""]
    resources: [configmaps]
    resourceNames: [coredns]
    verbs: [patch]
`,
    },
  ],
  on: grants,
  *check(grant) {
    const [verb] = grant.allows(...WRITE);
    if (verb === undefined || !grant.names("", "configmaps").length) return;
    if (!grant.root.list("resourceNames").strings().includes("aws-auth")) return;
    yield {
      at: grant.rangeOf("verbs", verb),
      message: `${grant.object.title} may ${verb === "*" ? "change" : verb} aws-auth, and with it make anybody cluster administrator.`,
    };
  },
});
