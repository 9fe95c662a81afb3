import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { workloads } from "../../languages/kubernetes/queries";
import { isWrittenHere } from "../../languages/kubernetes/quantity";
import { setAt, TabStop } from "../../languages/yaml/edit";

const ALWAYS_RUNNING = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController"];

export default defineRule({
  id: "kubernetes/rejected-restart-policy",
  summary: "Restart policy that its kind of workload cannot have",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CLB-14"],
  equivalents: ["kube-score:cronjob-restartpolicy"],
  references: ["https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy"],
  rationale:
    "What is meant to end cannot restart for ever, and what is meant to stay cannot stop: a Job takes only `OnFailure` or `Never`, a Deployment, StatefulSet or DaemonSet only `Always`. The API server rejects anything else.",
  examples: [
    {
      title: "a Job that would never end",
      source: yaml`
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      restartPolicy: Always
                     ^^^^^^ 💡 error: Job "migrate" cannot have the restart policy Always, only OnFailure or Never: the API server rejects it.
`,
      fixed: yaml`
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      restartPolicy: OnFailure
`,
    },
    {
      title: "a Deployment that would stop",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      restartPolicy: Never
                     ^^^^^ 💡 error: Deployment "web" cannot have the restart policy Never, only Always: the API server rejects it.
`,
    },
    {
      title: "what each may have, and what a template decides",
      source: yaml`
apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  jobTemplate: { spec: { template: { spec: { restartPolicy: Never } } } }
---
apiVersion: batch/v1
kind: Job
metadata: { name: templated }
spec:
  template:
    spec:
      restartPolicy: {{ .Values.restartPolicy }}
---
apiVersion: v1
kind: Pod
metadata: { name: once }
spec: { restartPolicy: Never }
`,
    },
  ],
  on: workloads,
  *check(object) {
    const policy = object.podSpec?.string("restartPolicy");
    if (policy === undefined || !object.podSpec) return;
    const ends = object.is("batch", "Job", "CronJob");
    const wrong = ends ? policy === "Always" : ALWAYS_RUNNING.includes(object.kind) && (policy === "Never" || policy === "OnFailure");
    if (!wrong) return;
    yield {
      at: object.podSpec.rangeOf("restartPolicy"),
      message: `${object.title} cannot have the restart policy ${policy}, only ${ends ? "OnFailure or Never" : "Always"}: the API server rejects it.`,
      fixes: isWrittenHere(object.podSpec.field("restartPolicy"))
        ? [
            ends
              ? {
                  title: "Restart it only when it fails",
                  safety: "suggestion",
                  edits: setAt(object.podSpec, ["restartPolicy"], new TabStop("OnFailure")),
                }
              : { title: "Restart it always", safety: "suggestion", edits: setAt(object.podSpec, ["restartPolicy"], "Always") },
          ]
        : [],
    };
  },
});
