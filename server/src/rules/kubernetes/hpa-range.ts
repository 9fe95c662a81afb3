import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { kinds } from "../../languages/kubernetes/queries";

export default defineRule({
  id: "kubernetes/hpa-range",
  summary: "Autoscaler whose minimum is not below its maximum",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CNA-04", "WRG-07", "WRG-06"],
  equivalents: ["polaris:hpaMaxAvailability"],
  references: ["https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/"],
  rationale:
    "The API server rejects an autoscaler whose maximum is below its minimum. With both the same it is accepted and does nothing: some freeze a service that way for a sale or an incident, and forget to thaw it.",
  examples: [
    {
      title: "the wrong way round",
      source: yaml`
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  minReplicas: 6
  maxReplicas: 4
               ^ error: HorizontalPodAutoscaler "web" may run at most 4 pods but at least 6: the API server rejects it.
`,
    },
    {
      title: "frozen, in the strict preset",
      settings: { preset: "strict" },
      source: yaml`
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  minReplicas: 4
  maxReplicas: 4
               ^ info: HorizontalPodAutoscaler "web" always runs 4 pods: it has nothing to decide.
`,
    },
    {
      title: "a range, the default minimum, a template",
      settings: { preset: "strict" },
      source: yaml`
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { minReplicas: 2, maxReplicas: 6 }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: templated }
spec:
  minReplicas: {{ .Values.min }}
  maxReplicas: 1
`,
    },
  ],
  on: kinds("autoscaling", "HorizontalPodAutoscaler"),
  *check(object) {
    const { spec } = object;
    const minimum = spec.lacks("minReplicas") ? 1 : spec.number("minReplicas");
    const maximum = spec.number("maxReplicas");
    if (minimum === undefined || maximum === undefined || minimum < maximum) return;
    const at = spec.rangeOf("maxReplicas");
    if (minimum > maximum)
      yield { at, message: `${object.title} may run at most ${maximum} pods but at least ${minimum}: the API server rejects it.` };
    else
      yield {
        at,
        message: `${object.title} always runs ${maximum} ${maximum === 1 ? "pod" : "pods"}: it has nothing to decide.`,
        severity: "info",
        preset: "strict",
      };
  },
});
