import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { endOf, instead, minorOf, toSuccessor } from "../../languages/kubernetes/api-versions";
import { OLDEST_MAINTAINED } from "../../languages/kubernetes/api-versions.table";
import { objects } from "../../languages/kubernetes/queries";

/** A template action that looks at what the cluster serves. */
const ASKS_CLUSTER = /\{\{-?\s*(?:else )?if\b[^}]*\.Capabilities\b/;
const SWITCH = /\{\{-?\s*if\b[^}]*\.Values\b/;

const EQUIVALENTS = [
  "kube-linter:no-extensions-v1beta",
  "kube-score:stable-version",
  "trivy:KSV-0107",
  "kics:object_is_using_a_deprecated_api_version",
];

export default defineRule({
  id: "kubernetes/removed-api-version",
  summary: "API version that the cluster no longer serves",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["WRG-15", "K3S-05"],
  equivalents: EQUIVALENTS,
  references: ["https://kubernetes.io/docs/reference/using-api/deprecation-guide/"],
  rationale:
    "The API server refuses a version it no longer serves: no matches for kind. Objects made with it keep running, so it is noticed by the first apply after the upgrade, often in the middle of a rollback or a disaster recovery. " +
    "`kubernetesVersion` in .plimsoll.yaml says which cluster is meant; without it only what no maintained release serves is reported.",
  examples: [
    {
      title: "served by no maintained release",
      source: yaml`
apiVersion: batch/v1beta1
            ^^^^^^^^^^^^^ 💡 error: CronJob is not served as batch/v1beta1 since Kubernetes 1.25: use batch/v1.
kind: CronJob
metadata:
  name: report
`,
      fixed: yaml`
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
`,
    },
    {
      title: "the fields changed too, so a person has to look",
      source: yaml`
apiVersion: networking.k8s.io/v1beta1
            ^^^^^^^^^^^^^^^^^^^^^^^^^ error: Ingress is not served as networking.k8s.io/v1beta1 since Kubernetes 1.22: use networking.k8s.io/v1.
kind: Ingress
metadata:
  name: web
`,
    },
    {
      title: "a field that the successor does not have, and a selector that would come to mean everything",
      source: yaml`
apiVersion: extensions/v1beta1
            ^^^^^^^^^^^^^^^^^^ error: Deployment is not served as extensions/v1beta1 since Kubernetes 1.16: use apps/v1.
kind: Deployment
metadata: { name: web }
spec:
  rollbackTo: { revision: 3 }
  selector: { matchLabels: { app: web } }
---
apiVersion: policy/v1beta1
            ^^^^^^^^^^^^^^ error: PodDisruptionBudget is not served as policy/v1beta1 since Kubernetes 1.25: use policy/v1.
kind: PodDisruptionBudget
metadata: { name: web }
spec: { selector: { matchLabels: {} } }
`,
    },
    {
      title: "an older cluster that still serves it",
      settings: { kubernetesVersion: "1.24" },
      source: yaml`
apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata: { name: web }
`,
    },
    {
      title: "current, and a chart that asks the cluster",
      source: yaml`
{{- if .Capabilities.APIVersions.Has "batch/v1" }}
apiVersion: batch/v1
{{- else }}
apiVersion: batch/v1beta1
{{- end }}
kind: CronJob
metadata: { name: report }
---
{{- if and .Values.rbac.psp (.Capabilities.APIVersions.Has "policy/v1beta1/PodSecurityPolicy") }}
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata: { name: report }
{{- end }}
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
`,
    },
  ],
  on: objects,
  *check(object, { settings }) {
    const end = endOf(object);
    if (!end || end.removed > (minorOf(settings.kubernetesVersion) ?? OLDEST_MAINTAINED)) return;
    const { text } = object.root.world;
    if (ASKS_CLUSTER.test(text)) return;
    yield {
      at: object.root.rangeOf("apiVersion"),
      equivalents: EQUIVALENTS.filter((id) => id !== "kube-linter:no-extensions-v1beta" || object.group === "extensions"),
      // A chart keeps what has no successor for old clusters, behind a switch.
      ...(end.successor === undefined && SWITCH.test(text) ? { severity: "info" as const } : {}),
      message: `${object.kind} is not served as ${end.apiVersion} since Kubernetes 1.${end.removed}: ${instead(end)}.`,
      fixes: toSuccessor(object, end),
    };
  },
});
