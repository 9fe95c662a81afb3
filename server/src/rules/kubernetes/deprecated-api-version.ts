import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { endOf, instead, minorOf, toSuccessor } from "../../languages/kubernetes/api-versions";
import { objects } from "../../languages/kubernetes/queries";

export default defineRule({
  id: "kubernetes/deprecated-api-version",
  summary: "API version that a later release of Kubernetes removes",
  severity: "warning",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: ["WRG-15"],
  equivalents: ["kube-score:stable-version"],
  references: ["https://kubernetes.io/docs/reference/using-api/deprecation-guide/"],
  rationale:
    "While old and new version are both served, the change is one line and can be rolled back. After the upgrade it is an error that stops every apply. Said only where `kubernetesVersion` in .plimsoll.yaml tells which cluster is meant.",
  examples: [
    {
      title: "still served by this cluster",
      settings: { kubernetesVersion: "1.24" },
      source: yaml`
apiVersion: policy/v1beta1
            ^^^^^^^^^^^^^^ 💡 warning: PodDisruptionBudget as policy/v1beta1 is served for the last time by Kubernetes 1.24: use policy/v1.
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  selector: { matchLabels: { app: web } }
`,
      fixed: yaml`
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  selector: { matchLabels: { app: web } }
`,
    },
    {
      title: "not deprecated yet",
      settings: { kubernetesVersion: "1.20" },
      source: yaml`
apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata: { name: web }
`,
    },
    {
      title: "nobody said which cluster, or the chart asks it",
      source: yaml`
apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata: { name: web }
---
apiVersion: {{ include "web.pdb.apiVersion" . }}
kind: PodDisruptionBudget
metadata: { name: templated }
`,
    },
  ],
  on: objects,
  *check(object, { settings }) {
    const end = endOf(object);
    const cluster = minorOf(settings.kubernetesVersion);
    if (!end || cluster === undefined || end.removed <= cluster || end.deprecated > cluster) return;
    yield {
      at: object.root.rangeOf("apiVersion"),
      message: `${object.kind} as ${end.apiVersion} is served for the last time by Kubernetes 1.${end.removed - 1}: ${instead(end)}.`,
      fixes: toSuccessor(object, end),
      tag: "deprecated",
    };
  },
});
