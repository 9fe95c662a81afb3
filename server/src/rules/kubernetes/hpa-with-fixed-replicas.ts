import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { isWrittenHere } from "../../languages/kubernetes/quantity";
import { kinds } from "../../languages/kubernetes/queries";
import { scalerOf } from "../../languages/kubernetes/related";
import { removeKey } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/hpa-with-fixed-replicas",
  summary: "Replica count that every apply takes back from the autoscaler",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CNA-03"],
  equivalents: [
    "kube-score:deployment-targeted-by-hpa-does-not-have-replicas-configured",
    "kics:hpa_targeted_deployments_with_configured_replica_count",
  ],
  references: [
    "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling",
  ],
  rationale:
    "An autoscaler writes the replica count of its target. If the file states one too, each apply and each GitOps sync sets it back, which under load takes away pods that are needed. Leave `replicas` out. On an object that already runs, hand the field over first (`kubectl apply edit-last-applied`), or the first apply without it goes down to one pod.",
  examples: [
    {
      title: "both say how many",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
            ^ 💡 warning: Deployment "web" is scaled by an autoscaler, but each apply sets it back to 3 replicas.
  template: {}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 2
  maxReplicas: 9
`,
      fixed: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template: {}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 2
  maxReplicas: 9
`,
    },
    {
      title: "left out, another workload, only without the autoscaler",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { template: {} }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: cart }
spec: { replicas: 3 }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart }
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: 3
  {{- end }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { kind: Deployment, name: web }, maxReplicas: 9 }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: cart }
spec: { scaleTargetRef: { kind: Deployment, name: cart }, maxReplicas: 9 }
`,
    },
  ],
  on: kinds("apps", "Deployment", "StatefulSet", "ReplicaSet"),
  *check(object, _context, scope) {
    const replicas = object.spec.number("replicas");
    // Zero switches the autoscaler off, on purpose.
    if (replicas === undefined || replicas === 0) return;
    const scaler = scalerOf(object, scope);
    if (!scaler) return;
    yield {
      at: object.spec.rangeOf("replicas"),
      message: `${object.title} is scaled by an autoscaler, but each apply sets it back to ${replicas === 1 ? "one replica" : `${replicas} replicas`}.`,
      related: [{ at: scaler.at, message: "This autoscaler decides the number." }],
      fixes: isWrittenHere(object.spec.field("replicas"))
        ? [{ title: "Leave the number to the autoscaler", safety: "suggestion", edits: removeKey(object.spec, "replicas") }]
        : [],
    };
  },
});
