import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { workloads } from "../../languages/kubernetes/queries";
import { accountOf } from "../../languages/kubernetes/service-account";

export default defineRule({
  id: "kubernetes/default-service-account",
  summary: "Pod under the ServiceAccount that all others share",
  severity: "hint",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: ["ING-33", "ME-22", "LI-20"],
  equivalents: ["kube-linter:default-service-account", "kics:sa_name_undefined"],
  references: ["https://kubernetes.io/docs/concepts/security/service-accounts/"],
  rationale:
    "Whatever is granted to `default` later, somebody's quick fix for one program, every pod of the namespace has; a mesh cannot tell the pods apart either. An account of its own takes four lines. One that mounts no token is said in `all` only.",
  patient: true,
  examples: [
    {
      title: "by omission, in the preset all",
      settings: { preset: "all" },
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
        ^^^ hint: Pod "web" runs under the default ServiceAccount, which all pods of its namespace share.
spec:
  containers: []
`,
    },
    {
      title: "by name",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: worker
        ^^^^^^ hint: Pod "worker" runs under the default ServiceAccount, which all pods of its namespace share.
spec:
  serviceAccountName: default
  containers: []
`,
    },
    {
      title: "its own, none that counts, or left to a template",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: web
---
apiVersion: v1
kind: Pod
metadata:
  name: static
spec:
  automountServiceAccountToken: false
---
apiVersion: v1
kind: Pod
metadata:
  name: templated
spec:
  serviceAccountName: {{ .Values.account }}
`,
    },
  ],
  on: workloads,
  *check(object, _context, scope) {
    const account = accountOf(object, scope);
    if (account?.name !== "default") return;
    yield {
      at: object.anchor,
      message: `${object.title} runs under the default ServiceAccount, which all pods of its namespace share.`,
      // What is merely left out is said, with its token, by the rule on mounted tokens.
      ...(account.mounted && (object.podSpec?.has("serviceAccountName") || object.podSpec?.has("automountServiceAccountToken"))
        ? {}
        : { preset: "all" as const }),
    };
  },
});
