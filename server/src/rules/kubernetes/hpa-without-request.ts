import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { objectFact } from "../../languages/kubernetes/facts";
import { kinds } from "../../languages/kubernetes/queries";
import { deployed, isChangedElsewhere, workloadNamed } from "../../languages/kubernetes/related";

export default defineRule({
  id: "kubernetes/hpa-without-request",
  summary: "Autoscaling by utilisation of a request that is not there",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CNA-02", "WRG-02", "WRG-08"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#how-does-a-horizontalpodautoscaler-work"],
  rationale:
    "Utilisation is a share of what the containers request. If one container of the pod requests nothing, the autoscaler cannot work the share out: it reports FailedGetResourceMetric and never scales, which is noticed on the day of the load. Sidecars count too. State the request, or use a `ContainerResource` metric for the one container that matters.",
  examples: [
    {
      title: "the container has no CPU request",
      source: yaml`
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  maxReplicas: 9
  metrics:
    - type: Resource
      resource:
        name: cpu
              ^^^ warning: HorizontalPodAutoscaler "web" scales by CPU utilisation, but container "proxy" of Deployment "web" requests no CPU: it never scales.
        target: { type: Utilization, averageUtilization: 70 }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers:
        - name: web
          resources: { requests: { cpu: 200m } }
        - name: proxy
`,
    },
    {
      title: "requested, an absolute value, a default from a LimitRange",
      source: {
        "web.yaml": yaml`
apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { kind: Deployment, name: web }
  targetCPUUtilizationPercentage: 70
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers:
        - name: web
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web-memory }
spec:
  scaleTargetRef: { kind: Deployment, name: web }
  metrics: [{ type: Resource, resource: { name: memory, target: { type: AverageValue, averageValue: 1Gi } } }]
`,
        "ranged/all.yaml": yaml`
apiVersion: v1
kind: LimitRange
metadata: { name: defaults }
---
apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata: { name: cart }
spec:
  scaleTargetRef: { kind: Deployment, name: cart }
  targetCPUUtilizationPercentage: 70
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart }
spec: { template: { spec: { containers: [{ name: cart }] } } }
`,
      },
    },
  ],
  on: kinds("autoscaling", "HorizontalPodAutoscaler"),
  *check(object, _context, scope) {
    const target = object.spec.map("scaleTargetRef");
    const name = target.string("name");
    if (name === undefined || deployed(scope, objectFact, "LimitRange").length || isChangedElsewhere(scope)) return;
    const { found } = workloadNamed(target.string("kind") ?? "Deployment", name, object.namespace, scope);
    if (!found) return;
    const metrics = [...object.spec.list("metrics").maps()]
      .map((metric) => metric.map("resource"))
      .filter((resource) => resource.map("target").has("averageUtilization") || resource.has("targetAverageUtilization"))
      .map((resource) => ({ resource: resource.string("name"), at: resource.rangeOf("name") }));
    if (object.spec.has("targetCPUUtilizationPercentage"))
      metrics.push({ resource: "cpu", at: object.spec.rangeOf("targetCPUUtilizationPercentage") });
    for (const { resource, at } of metrics) {
      if (resource !== "cpu" && resource !== "memory") continue;
      const [first] = found.value.unrequested[resource];
      if (first === undefined) continue;
      const word = resource === "cpu" ? "CPU" : "memory";
      yield {
        at,
        message: `${object.title} scales by ${word} utilisation, but container "${first}" of ${found.value.kind} "${name}" requests no ${word}: it never scales.`,
        related: [{ at: found.at, message: `Without ${word} request: ${found.value.unrequested[resource].join(", ")}.` }],
      };
    }
  },
});
