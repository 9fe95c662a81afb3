import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { isNodeAgent } from "../../languages/kubernetes/node-agent";
import { kinds } from "../../languages/kubernetes/queries";
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
`,
    },
  ],
  on: kinds("apps", "Deployment", "DaemonSet"),
  *check(object) {
    const isDaemon = object.kind === "DaemonSet";
    const strategy = object.spec.map(isDaemon ? "updateStrategy" : "strategy");
    const rolling = strategy.map("rollingUpdate");
    const title = object.title;
    if (isZero(rolling, "maxUnavailable") && isZero(rolling, "maxSurge"))
      yield {
        at: rolling.rangeOf("maxSurge"),
        message: `${title} may neither add a pod nor take one away during a rollout: the API server rejects it.`,
        fixes: [{ title: "Let it add one pod", safety: "suggestion", edits: setAt(rolling, ["maxSurge"], 1) }],
      };
    const replicas = object.spec.lacks("replicas") ? 1 : object.spec.number("replicas");
    const single = !isDaemon && replicas !== undefined && replicas <= 1;
    const most = rolling.get("maxUnavailable");
    const all = most === "100%" || (!isDaemon && typeof most === "number" && replicas !== undefined && most >= replicas);
    if (!all || single) return;
    yield {
      at: rolling.rangeOf("maxUnavailable"),
      message: `A rollout of ${title} may take all its pods away at once.`,
      severity: "warning",
      preset: isNodeAgent(object) ? "strict" : "recommended",
    };
  },
});

const isZero = (rolling: Mapping, key: string): boolean => rolling.is(key, 0) || rolling.is(key, "0%");
