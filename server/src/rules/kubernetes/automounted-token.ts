import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { asOpinion } from "../../languages/kubernetes/node-agent";
import { accountOf } from "../../languages/kubernetes/service-account";
import { workloads } from "../../languages/kubernetes/queries";
import { setAt } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/automounted-token",
  summary: "Pod with a token for the API server that it may not need",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: ["ING-33"],
  equivalents: ["polaris:automountServiceAccountToken", "checkov:CKV_K8S_38", "trivy:KSV-0036", "kics:sa_token_automount_not_disabled"],
  references: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting",
  ],
  rationale:
    "Unless somebody says no, every container gets a token for the API server, and whoever breaks in can ask the cluster with it. Most programs never call the API. " +
    "Only pods on the `default` ServiceAccount are reported outside of `all`: one that names an account of its own usually has it for the token.",
  patient: true,
  examples: [
    {
      title: "nobody said no",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
        ^^^ 💡 info: Pod "web" mounts the token of the default ServiceAccount.
spec:
  containers: []
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers: []
  automountServiceAccountToken: false
`,
    },
    {
      title: "switched off, an account of its own, or left to a template",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  automountServiceAccountToken: false
---
apiVersion: v1
kind: Pod
metadata:
  name: operator
spec:
  serviceAccountName: operator
---
apiVersion: v1
kind: Pod
metadata:
  name: templated
spec:
  {{- with .Values.pod }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
`,
    },
    {
      title: "switched off at the account",
      source: yaml`
apiVersion: v1
kind: ServiceAccount
metadata:
  name: default
  namespace: shop
automountServiceAccountToken: false
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  containers: []
`,
    },
  ],
  on: workloads,
  *check(object, _context, scope) {
    const account = accountOf(object, scope);
    if (!account?.mounted || !object.podSpec) return;
    const isUnasked = account.name === "default" && object.podSpec.lacks("automountServiceAccountToken");
    yield {
      at: object.anchor,
      message: `${object.title} mounts the token of ${account.name === "default" ? "the default ServiceAccount" : `ServiceAccount "${account.name}"`}.`,
      ...(isUnasked ? {} : asOpinion),
      fixes: [
        {
          title: "Do not mount the token",
          safety: "suggestion",
          edits: setAt(object.podSpec, ["automountServiceAccountToken"], false),
        },
      ],
    };
  },
});
