import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { isComplete } from "../../languages/kubernetes/completeness";
import { workloadFact } from "../../languages/kubernetes/facts";
import { asOpinion } from "../../languages/kubernetes/node-agent";
import { kinds } from "../../languages/kubernetes/queries";
import { deployed, inNamespace, mistyped, workloadNamed } from "../../languages/kubernetes/related";

const KINDS = ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"];

export default defineRule({
  id: "kubernetes/hpa-without-target",
  summary: "Autoscaler whose target is not there",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CNA-01"],
  equivalents: [
    "kube-linter:dangling-horizontalpodautoscaler",
    "kube-score:horizontalpodautoscaler-has-target",
    "kics:hpa_targets_invalid_object",
  ],
  references: ["https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/"],
  rationale:
    "An autoscaler without a target is accepted and reports FailedGetScale in its events, where nobody looks until the load comes. Mostly the workload was renamed. Reported in a chart that shows everything it deploys; in `all` wherever no file in sight has the target.",
  examples: [
    {
      title: "the Deployment has another name",
      source: {
        "Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
        "templates/web.yaml": yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: checkout }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: checkout }
spec:
  scaleTargetRef:
    kind: Deployment
    name: chekout
          ^^^^^^^ warning: HorizontalPodAutoscaler "checkout" scales Deployment "chekout", which is not there; there is "checkout".
`,
      },
    },
    {
      title: "there, named by a template, or in a folder that need not be all",
      source: {
        "chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
        "chart/templates/web.yaml": yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.name" . }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { kind: Deployment, name: web } }
`,
        "plain/web.yaml": yaml`
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { kind: Deployment, name: web } }
`,
      },
    },
  ],
  on: kinds("autoscaling", "HorizontalPodAutoscaler"),
  *check(object, _context, scope) {
    const target = object.spec.map("scaleTargetRef");
    const [kind, name] = [target.string("kind"), target.string("name")];
    if (kind === undefined || name === undefined || !KINDS.includes(kind)) return;
    const { found, open } = workloadNamed(kind, name, object.namespace, scope);
    if (found || open) return;
    const near = inNamespace(deployed(scope, workloadFact), object.namespace, scope);
    const meant = mistyped(
      name,
      near.flatMap(({ value }) => (value.kind !== kind || value.name === undefined ? [] : [value.name])),
    );
    yield {
      at: target.rangeOf("name"),
      message: `${object.title} scales ${kind} "${name}", which is not there${meant === undefined ? "" : `; there is "${meant}"`}.`,
      ...(isComplete(scope) ? {} : asOpinion),
    };
  },
});
