import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { scaledObjectFact } from "../../languages/kubernetes/facts";
import { kinds } from "../../languages/kubernetes/queries";
import { deployed } from "../../languages/kubernetes/related";
import { setAt, TabStop } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/single-replica",
  summary: "Single replica in production",
  severity: "info",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CMP-13", "BM-04"],
  equivalents: ["kube-linter:minimum-three-replicas", "kube-score:deployment-replicas", "polaris:deploymentMissingReplicas"],
  references: ["https://kubernetes.io/docs/concepts/workloads/pods/disruptions/"],
  rationale:
    "One replica is down whenever its node is drained, upgraded or lost, and during its own restart. Said by default only where production is known (a path with prod, or `environments` in .plimsoll.yaml): everywhere else one replica is a sensible choice.",
  examples: [
    {
      title: "in production",
      settings: { environment: { name: "prod", production: true, because: "because the path says prod" } },
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
            ^ 💡 info: Deployment "web" has a single replica: it is down with its node (said because the path says prod).
`,
      fixed: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
`,
    },
    {
      title: "strict says it everywhere",
      settings: { preset: "strict" },
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
        ^^^ 💡 info: Deployment "web" has a single replica: it is down with its node.
spec:
  template: {}
`,
    },
    {
      title: "elsewhere, scaled by an autoscaler, or Recreate on purpose",
      settings: { environment: { name: "prod", production: true, because: "because the path says prod" } },
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template: {}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 2
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: db }
spec:
  replicas: 1
  strategy: { type: Recreate }
`,
    },
  ],
  on: kinds("apps", "Deployment"),
  *check(object, { settings }, scope) {
    const { spec } = object;
    const single = spec.lacks("replicas") || spec.is("replicas", 1);
    if (!single || spec.presence !== "written" || spec.map("strategy").is("type", "Recreate")) return;
    if (object.name === undefined || deployed(scope, scaledObjectFact, object.name).length) return;
    const environment = settings.environment?.production === true ? settings.environment : undefined;
    yield {
      at: spec.has("replicas") ? spec.rangeOf("replicas") : object.anchor,
      message: `${object.title} has a single replica: it is down with its node${environment ? ` (said ${environment.because})` : ""}.`,
      ...(environment ? {} : { preset: "strict" as const }),
      fixes: [{ title: "Run two replicas", safety: "suggestion", edits: setAt(spec, ["replicas"], new TabStop(2)) }],
    };
  },
});
