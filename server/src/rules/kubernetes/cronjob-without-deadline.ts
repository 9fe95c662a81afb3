import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { kinds } from "../../languages/kubernetes/queries";
import { setAt, TabStop } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/cronjob-without-deadline",
  summary: "CronJob without a deadline for starting late",
  severity: "hint",
  preset: "strict",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["kube-score:cronjob-has-deadline", "kics:cronjob_deadline_not_configured"],
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline"],
  rationale:
    "After an outage of the control plane a CronJob counts what it missed. Without `startingDeadlineSeconds` it counts back to its last run: past 100 missed starts it gives up and never runs again until somebody looks, and before that it may run at an hour nobody expects. A deadline a little shorter than the interval avoids both.",
  patient: true,
  examples: [
    {
      title: "no deadline",
      source: yaml`
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
        ^^^^^^ 💡 hint: CronJob "report" has no deadline for starting late: after an outage it may run at any hour, or never again.
spec:
  schedule: "0 3 * * *"
`,
      fixed: yaml`
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
  startingDeadlineSeconds: 600
`,
    },
    {
      title: "stated, or from a template",
      source: yaml`
apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec: { schedule: "0 3 * * *", startingDeadlineSeconds: 600 }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: templated }
spec:
  {{- with .Values.deadline }}
  startingDeadlineSeconds: {{ . }}
  {{- end }}
  schedule: "0 3 * * *"
`,
    },
  ],
  on: kinds("batch", "CronJob"),
  *check(object) {
    if (object.spec.presence !== "written" || !object.spec.lacks("startingDeadlineSeconds")) return;
    yield {
      at: object.anchor,
      message: `${object.title} has no deadline for starting late: after an outage it may run at any hour, or never again.`,
      fixes: [
        {
          title: "Set a deadline",
          safety: "suggestion",
          edits: setAt(object.spec, ["startingDeadlineSeconds"], new TabStop(600), ["schedule"]),
        },
      ],
    };
  },
});
