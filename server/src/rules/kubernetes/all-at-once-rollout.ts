import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { isNodeAgent } from "../../languages/kubernetes/node-agent";
import type { KubernetesObject } from "../../languages/kubernetes/object";
import { objects } from "../../languages/kubernetes/queries";
import { fewestAvailable } from "../../languages/kubernetes/rollout/concerns";
import { MOST_PODS, isKnown, rolloutPlan } from "../../languages/kubernetes/rollout/plan";
import { scalerOf } from "../../languages/kubernetes/related";
import { setAt } from "../../languages/yaml/edit";
import type { Mapping } from "../../languages/yaml/mapping";

export default defineRule({
  id: "kubernetes/all-at-once-rollout",
  summary: "Rollout that takes all pods away at once, or can take none",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CNA-10", "QA-17", "EDO-07"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment"],
  rationale:
    "A rolling update keeps the service up only by what it leaves standing. With `maxUnavailable: 100%` every pod may go before its successor is ready: each release is an outage, and a broken image reaches everybody before a probe can stop it. With both `maxUnavailable` and `maxSurge` at zero nothing could ever be replaced, so the API server rejects it.",
  examples: [
    {
      title: "no room to move",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  strategy:
    rollingUpdate:
      maxSurge: 0
                ^ 💡 error: Deployment "web" may neither add a pod nor take one away during a rollout: the API server rejects it.
      maxUnavailable: 0%
`,
      fixed: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  strategy:
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0%
`,
    },
    {
      title: "everything at once",
      settings: { preset: "recommended" },
      source: yaml`
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: cache
spec:
  updateStrategy:
    rollingUpdate:
      maxUnavailable: 100%
                      ^^^^ warning: A rollout of DaemonSet "cache" may take all its pods away at once.
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  strategy:
    rollingUpdate:
      maxUnavailable: 3
                      ^ warning: A rollout of Deployment "web" may take all its pods away at once.
`,
    },
    {
      title: "everything there is once an autoscaler has gone down, or a canary is over",
      settings: { preset: "recommended" },
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  strategy:
    rollingUpdate:
      maxUnavailable: 2
                      ^ warning: A rollout of Deployment "web" may take all its pods away at once when its autoscaler has gone down to 2.
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { minReplicas: 2, maxReplicas: 9, scaleTargetRef: { kind: Deployment, name: web } }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: cart }
spec:
  replicas: 4
  strategy:
    canary:
      maxUnavailable: 100%
                      ^^^^ warning: A rollout of Rollout "cart" may take all its pods away at once.
      steps: [{ setWeight: 10 }, { pause: {} }]
`,
    },
    {
      title: "one after the other, a single replica, an agent of the node, a template",
      settings: { preset: "recommended" },
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  strategy: { rollingUpdate: { maxSurge: 25%, maxUnavailable: 0 } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: one }
spec:
  replicas: 1
  strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 100% } }
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: fluent-bit }
spec:
  updateStrategy: { rollingUpdate: { maxUnavailable: 100% } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: templated }
spec:
  strategy:
    rollingUpdate:
      maxSurge: {{ .Values.surge }}
      maxUnavailable: 0
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: on-many-nodes }
spec:
  updateStrategy: { rollingUpdate: { maxUnavailable: 40 } }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: routed }
spec:
  replicas: 4
  strategy:
    canary: { maxUnavailable: 100%, trafficRouting: { istio: { virtualService: { name: web } } }, steps: [{ setWeight: 10 }] }
`,
    },
  ],
  on: objects,
  *check(object, _context, scope) {
    const written = rolloutPlan(object);
    const settings = written && settingsOf(object);
    if (!settings) return;
    const { title } = object;
    if (object.group === "apps" && isZero(settings, "maxUnavailable") && isZero(settings, "maxSurge"))
      yield {
        at: settings.rangeOf("maxSurge"),
        message: `${title} may neither add a pod nor take one away during a rollout: the API server rejects it.`,
        fixes: [{ title: "Let it add one pod", safety: "suggestion", edits: setAt(settings, ["maxSurge"], 1) }],
      };
    const { strategy } = written;
    // A mesh keeps all stable pods to the end, and a single pod is always all there are.
    const isRolling = strategy.kind === "rolling" || (strategy.kind === "canary" && !strategy.routed);
    if (!isRolling || !settings.has("maxUnavailable")) return;
    const scaler = scalerOf(object, scope);
    const minimum = scaler?.value.minimum;
    // Of pods that nobody can count only a share of the whole is all of them.
    const pods = scaler ? (minimum ?? MOST_PODS) : isKnown(written, "pods") ? written.pods : MOST_PODS;
    const plan = rolloutPlan(object, pods);
    if (!plan || pods <= 1 || !isKnown(plan, "strategy") || fewestAvailable(plan) > 0) return;
    const isWhole = settings.is("maxUnavailable", "100%") || minimum === undefined;
    yield {
      at: settings.rangeOf("maxUnavailable"),
      message: `A rollout of ${title} may take all its pods away at once${isWhole ? "" : ` when its autoscaler has gone down to ${pods}`}.`,
      severity: "warning",
      preset: isNodeAgent(object) ? "strict" : "recommended",
      ...(scaler && !isWhole ? { related: [{ at: scaler.at, message: `This autoscaler goes down to ${pods}.` }] } : {}),
    };
  },
});

/** Where `maxSurge` and `maxUnavailable` of a workload stand. */
function settingsOf(object: KubernetesObject): Mapping | undefined {
  if (object.kind === "StatefulSet") return undefined;
  if (object.kind === "Rollout") return object.spec.map("strategy").map("canary");
  return object.spec.map(object.kind === "DaemonSet" ? "updateStrategy" : "strategy").map("rollingUpdate");
}

const isZero = (rolling: Mapping, key: string): boolean => rolling.is(key, 0) || rolling.is(key, "0%");
