import { yaml } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { workloads } from "../../languages/kubernetes/queries";
import { setAt, TabStop } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/job-without-restart-policy",
  summary: "Job whose pods have no restart policy",
  severity: "warning",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CLB-14"],
  equivalents: ["kube-score:cronjob-restartpolicy"],
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template"],
  rationale:
    "The default of a pod is `Always`, which a Job may not have, so the API server rejects a Job that leaves the restart policy out. `OnFailure` runs the container again in the same pod; `Never` starts a new pod each time and leaves the old one for its logs.",
  patient: true,
  examples: [
    {
      title: "left out",
      source: yaml`
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
        ^^^^^^^ 💡 warning: The pods of Job "migrate" have no restart policy, and a Job cannot have the default: the API server rejects it.
spec:
  template:
    spec:
      containers: []
`,
      fixed: yaml`
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      containers: []
      restartPolicy: OnFailure
`,
    },
    {
      title: "stated, or perhaps from a template",
      source: yaml`
apiVersion: batch/v1
kind: Job
metadata: { name: migrate }
spec:
  template: { spec: { restartPolicy: Never } }
---
apiVersion: batch/v1
kind: Job
metadata: { name: templated }
spec:
  template:
    spec:
      {{- include "pod" . | nindent 6 }}
`,
    },
  ],
  on: where(workloads, (object) => object.is("batch", "Job", "CronJob")),
  *check(object) {
    const { podSpec } = object;
    if (podSpec?.presence !== "written" || !podSpec.lacks("restartPolicy")) return;
    yield {
      at: object.anchor,
      message: `The pods of ${object.title} have no restart policy, and a Job cannot have the default: the API server rejects it.`,
      fixes: [
        {
          title: "Restart it only when it fails",
          safety: "suggestion",
          edits: setAt(podSpec, ["restartPolicy"], new TabStop("OnFailure"), ["containers"]),
        },
      ],
    };
  },
});
