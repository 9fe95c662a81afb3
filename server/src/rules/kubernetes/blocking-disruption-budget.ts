import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { scaledObjectFact } from "../../languages/kubernetes/facts";
import { isWrittenHere } from "../../languages/kubernetes/quantity";
import { kinds } from "../../languages/kubernetes/queries";
import { deployed, isChangedElsewhere, selectedBy } from "../../languages/kubernetes/related";
import { stringMap } from "../../languages/yaml/document";
import { renameKey, setAt } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/blocking-disruption-budget",
  summary: "PodDisruptionBudget that allows no eviction",
  severity: "warning",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["BM-22"],
  equivalents: [
    "kube-linter:pdb-max-unavailable",
    "kube-linter:pdb-min-available",
    "polaris:pdbDisruptionsIsZero",
    "polaris:pdbMinAvailableGreaterThanHPAMinReplicas",
  ],
  references: ["https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-controllers-and-selectors"],
  rationale:
    "A budget of zero does not protect the service, it blocks whoever maintains the node: `kubectl drain` and every node upgrade wait for it until somebody deletes it by force, and then the pods go without any protection. Let one pod go at a time. If not even one may, the service needs a second replica first.",
  examples: [
    {
      title: "nothing may go",
      source: yaml`
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 0
                  ^ 💡 warning: PodDisruptionBudget "web" allows no eviction: draining a node waits for ever.
  selector: { matchLabels: { app: web } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: cart
spec:
  minAvailable: 100%
                ^^^^ 💡 warning: PodDisruptionBudget "cart" allows no eviction: draining a node waits for ever.
`,
      fixed: yaml`
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  selector: { matchLabels: { app: web } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: cart
spec:
  minAvailable: 100%
`,
    },
    {
      title: "as many as there are",
      source: yaml`
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  minAvailable: 2
                ^ 💡 warning: PodDisruptionBudget "web" wants 2 pods and Deployment "web" has 2: draining a node waits for ever.
  selector: { matchLabels: { app: web } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  template: { metadata: { labels: { app: web } } }
`,
      fixed: yaml`
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  selector: { matchLabels: { app: web } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  template: { metadata: { labels: { app: web } } }
`,
    },
    {
      title: "as many as an autoscaler leaves at night",
      source: yaml`
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: night
spec:
  minAvailable: 2
                ^ 💡 warning: PodDisruptionBudget "night" wants 2 pods and the autoscaler goes down to 2: draining a node may wait for ever.
  selector: { matchLabels: { app: night } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: night }
spec:
  replicas: 4
  template: { metadata: { labels: { app: night } } }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: night }
spec: { minReplicas: 2, maxReplicas: 9, scaleTargetRef: { kind: Deployment, name: night } }
`,
    },
    {
      title: "one may go; an autoscaler; replicas from a template",
      source: yaml`
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec:
  minAvailable: 2
  selector: { matchLabels: { app: web } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  template: { metadata: { labels: { app: web } } }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { minReplicas: 3, maxReplicas: 9, scaleTargetRef: { kind: Deployment, name: web } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: templated }
spec:
  minAvailable: {{ .Values.minAvailable }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: cart }
spec: { maxUnavailable: 1 }
`,
    },
  ],
  on: kinds("policy", "PodDisruptionBudget"),
  *check(object, _context, scope) {
    const { spec } = object;
    const title = object.title;
    const key = spec.has("minAvailable") ? "minAvailable" : "maxUnavailable";
    const value = spec.get(key);
    const fixes = isWrittenHere(spec.field(key))
      ? [
          {
            title: "Let one pod go at a time",
            safety: "suggestion" as const,
            edits: [...(key === "minAvailable" ? renameKey(spec, key, "maxUnavailable") : []), ...setAt(spec, [key], 1)],
          },
        ]
      : [];
    if (key === "minAvailable" ? value === "100%" : value === 0 || value === "0%") {
      const own = key === "minAvailable" ? "kube-linter:pdb-min-available" : "kube-linter:pdb-max-unavailable";
      yield {
        at: spec.rangeOf(key),
        message: `${title} allows no eviction: draining a node waits for ever.`,
        equivalents: [own, "polaris:pdbDisruptionsIsZero"],
        fixes,
      };
      return;
    }
    const selector = stringMap(spec.map("selector").map("matchLabels"));
    if (key !== "minAvailable" || typeof value !== "number" || !selector || isChangedElsewhere(scope)) return;
    const { workloads, open } = selectedBy(selector, object.namespace, scope);
    const [only] = workloads;
    if (open || workloads.length !== 1 || only?.value.name === undefined) return;
    const { kind, name, replicas } = only.value;
    const scalers = deployed(scope, scaledObjectFact, name);
    const [scaler] = scalers;
    if (scaler && scalers.length === 1 && scaler.value.minimum !== undefined && scaler.value.minimum <= value)
      yield {
        at: spec.rangeOf(key),
        message: `${title} wants ${value} ${value === 1 ? "pod" : "pods"} and the autoscaler goes down to ${scaler.value.minimum}: draining a node may wait for ever.`,
        equivalents: ["kube-linter:pdb-min-available", "polaris:pdbMinAvailableGreaterThanHPAMinReplicas"],
        related: [{ at: scaler.at, message: `This autoscaler goes down to ${scaler.value.minimum}.` }],
        fixes,
      };
    if (replicas === undefined || replicas > value || replicas === 0 || scaler) return;
    yield {
      at: spec.rangeOf(key),
      message: `${title} wants ${value} ${value === 1 ? "pod" : "pods"} and ${kind} "${name}" has ${replicas}: draining a node waits for ever.`,
      equivalents: ["kube-linter:pdb-min-available", "polaris:pdbDisruptionsIsZero"],
      related: [{ at: only.at, message: `This ${kind} has ${replicas === 1 ? "one replica" : `${replicas} replicas`}.` }],
      fixes,
    };
  },
});
