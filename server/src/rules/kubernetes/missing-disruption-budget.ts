import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { budgetFact } from "../../languages/kubernetes/facts";
import { ofKind } from "../../languages/kubernetes/peers";
import { kinds } from "../../languages/kubernetes/queries";
import { meaning } from "../../languages/kubernetes/related";

const EQUIVALENTS = [
  "kube-score:deployment-has-poddisruptionbudget",
  "kube-score:statefulset-has-poddisruptionbudget",
  "polaris:missingPodDisruptionBudget",
  "kics:deployment_statefulset_without_pdb",
];

export default defineRule({
  id: "kubernetes/missing-disruption-budget",
  summary: "Replicas without a PodDisruptionBudget",
  severity: "info",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["BM-23", "CNA-11"],
  equivalents: EQUIVALENTS,
  references: ["https://kubernetes.io/docs/tasks/run-application/configure-pdb/"],
  rationale:
    "A drain evicts all pods of its nodes at once, and when two nodes are upgraded together nothing keeps a replica. A budget with `maxUnavailable: 1` lets one go at a time. Said by default only where production is known.",
  patient: true,
  examples: [
    {
      title: "in production",
      settings: { environment: { name: "prod", production: true, because: "because the path says prod" } },
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
                  ^^^ info: No PodDisruptionBudget protects the 3 pods of Deployment "web" from being drained together (said because the path says prod).
spec:
  replicas: 3
  template: { metadata: { labels: { app: web } } }
`,
    },
    {
      title: "a budget, one whose selector is not known, a single replica",
      settings: { preset: "strict" },
      source: {
        "web.yaml": yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 3
  template: { metadata: { labels: { app: web, tier: front } } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: web } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: single }
spec:
  replicas: 1
  template: { metadata: { labels: { app: single } } }
`,
        "other/api.yaml": yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec:
  replicas: 3
  template: { metadata: { labels: { app: api } } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: all }
spec: { maxUnavailable: 1, selector: { matchExpressions: [{ key: app, operator: Exists }] } }
`,
      },
    },
  ],
  on: kinds("apps", "Deployment", "StatefulSet"),
  *check(object, { settings }, scope) {
    const replicas = object.spec.number("replicas");
    const labels = object.podLabels;
    if (replicas === undefined || replicas < 2 || !labels) return;
    if (meaning(budgetFact, { labels, namespace: object.namespace }, scope).length) return;
    const environment = settings.environment?.production === true ? settings.environment : undefined;
    yield {
      at: object.anchor,
      equivalents: ofKind(EQUIVALENTS, object),
      message: `No PodDisruptionBudget protects the ${replicas} pods of ${object.title} from being drained together${environment ? ` (said ${environment.because})` : ""}.`,
      ...(environment ? {} : { preset: "strict" as const }),
    };
  },
});
