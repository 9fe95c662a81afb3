import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { BudgetFact } from "../../languages/kubernetes/facts";
import { budgetFact } from "../../languages/kubernetes/facts";
import { objects } from "../../languages/kubernetes/queries";
import { isChangedElsewhere, meaning, scalerOf } from "../../languages/kubernetes/related";
import { fewestAvailable } from "../../languages/kubernetes/rollout/concerns";
import { isKnown, rolloutPlan } from "../../languages/kubernetes/rollout/plan";

export default defineRule({
  id: "kubernetes/rollout-below-budget",
  summary: "Rollout that takes away more pods than the budget lets a drain take",
  severity: "info",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["BM-22", "CNA-10"],
  equivalents: [],
  references: [
    "https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets",
    "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment",
  ],
  rationale:
    "A PodDisruptionBudget says how many pods the service needs, but it binds evictions alone: a rolling update does not ask it. Where `maxUnavailable` of the strategy lets more go, each release takes the service below what the budget promises, and while it lasts no node can be drained. One of the two numbers is not what the service needs.",
  examples: [
    {
      title: "the budget lets one go, the rollout takes five",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 10
  strategy:
    rollingUpdate:
      maxUnavailable: 50%
                      ^^^ info: A rollout of Deployment "web" leaves 5 of 10 pods, and PodDisruptionBudget "web" promises 9.
  template: { metadata: { labels: { app: web } } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: web } } }
`,
    },
    {
      title: "the share that nobody wrote",
      settings: { preset: "strict" },
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
        ^^^ info: A rollout of Deployment "web" leaves 6 of 8 pods, and PodDisruptionBudget "web" promises 7.
spec:
  replicas: 8
  template: { metadata: { labels: { app: web } } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { minAvailable: 80%, selector: { matchLabels: { app: web } } }
`,
    },
    {
      title: "as much as the budget allows, other pods, a count that an autoscaler decides, a budget that allows nothing",
      settings: { preset: "strict" },
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 4
  template: { metadata: { labels: { app: web } } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { minAvailable: 3, selector: { matchLabels: { app: web } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart }
spec:
  replicas: 10
  strategy: { rollingUpdate: { maxUnavailable: 50% } }
  template: { metadata: { labels: { app: cart } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: scaled }
spec:
  strategy: { rollingUpdate: { maxUnavailable: 50% } }
  template: { metadata: { labels: { app: scaled } } }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: scaled }
spec: { maxReplicas: 9, scaleTargetRef: { kind: Deployment, name: scaled } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: scaled }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: scaled } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: stuck }
spec:
  replicas: 4
  template: { metadata: { labels: { app: stuck } } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: stuck }
spec: { maxUnavailable: 0, selector: { matchLabels: { app: stuck } } }
`,
    },
  ],
  on: objects,
  *check(object, _context, scope) {
    const written = rolloutPlan(object);
    const labels = object.podLabels;
    if (!written || written.kind === "DaemonSet" || !labels || isChangedElsewhere(scope)) return;
    const minimum = scalerOf(object, scope);
    const plan = minimum ? (minimum.value.minimum === undefined ? undefined : rolloutPlan(object, minimum.value.minimum)) : written;
    if (!plan || !isKnown(plan, "pods", "strategy")) return;
    const { pods, strategy } = plan;
    const fewest = fewestAvailable(plan);
    // A recreated or a single pod is gone for a while on purpose, and all of them at once are another rule's.
    if (strategy.kind === "recreate" || strategy.kind === "onDelete" || fewest === 0) return;
    const settings =
      object.kind === "Rollout"
        ? object.spec.map("strategy").map("canary")
        : object.spec.map(strategyKey(object.kind)).map("rollingUpdate");
    const isWritten = settings.has("maxUnavailable");
    for (const budget of meaning(budgetFact, { labels, namespace: object.namespace }, scope)) {
      const { selector, name } = budget.value;
      const promised = promisedBy(budget.value, pods);
      if (!selector || promised === undefined || promised >= pods || fewest >= promised) continue;
      const title = name === undefined ? "its PodDisruptionBudget" : `PodDisruptionBudget "${name}"`;
      yield {
        at: isWritten ? settings.rangeOf("maxUnavailable") : object.anchor,
        message: `A rollout of ${object.title} leaves ${fewest} of ${pods} pods, and ${title} promises ${promised}.`,
        related: [{ at: budget.at, message: `This budget promises ${promised}.` }],
        preset: isWritten ? "recommended" : "strict",
      };
      return;
    }
  },
});

const strategyKey = (kind: string): string => (kind === "Deployment" ? "strategy" : "updateStrategy");

/** How many of so many pods a budget keeps; both of its counts are rounded up. Source: Kubernetes documentation, "Specifying a Disruption Budget". */
function promisedBy({ minAvailable, maxUnavailable }: BudgetFact, pods: number): number | undefined {
  const count = (value: number | string): number | undefined => {
    if (typeof value === "number") return value;
    const percent = /^(\d{1,3})%$/.exec(value)?.[1];
    return percent === undefined ? undefined : Math.ceil((Number(percent) * pods) / 100);
  };
  if (minAvailable !== undefined) return count(minAvailable);
  const most = maxUnavailable === undefined ? undefined : count(maxUnavailable);
  return most === undefined ? undefined : pods - most;
}
