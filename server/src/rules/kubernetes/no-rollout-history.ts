import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { kinds } from "../../languages/kubernetes/queries";
import { removeKey } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/no-rollout-history",
  summary: "Workload that keeps no revision to go back to",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["RBK-19", "EDO-03", "ENT-04", "QA-19"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#clean-up-policy"],
  rationale:
    "`revisionHistoryLimit: 0` deletes the old ReplicaSets the moment a rollout ends, so `kubectl rollout undo` has nothing to undo to, on the one evening you need it. Old ReplicaSets at zero replicas cost nothing; the default keeps ten.",
  examples: [
    {
      title: "no history",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  revisionHistoryLimit: 0 # tidy
                        ^ 💡 warning: Deployment "web" keeps no revisions: it cannot be rolled back.
  replicas: 2
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
      title: "some history",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  revisionHistoryLimit: 3
`,
    },
  ],
  on: kinds("apps", "Deployment", "StatefulSet", "DaemonSet"),
  *check(object) {
    if (!object.spec.is("revisionHistoryLimit", 0)) return;
    yield {
      at: object.spec.rangeOf("revisionHistoryLimit"),
      message: `${object.title} keeps no revisions: it cannot be rolled back.`,
      fixes: [{ title: "Keep the default ten revisions", safety: "suggestion", edits: removeKey(object.spec, "revisionHistoryLimit") }],
    };
  },
});
