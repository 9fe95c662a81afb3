import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { kinds } from "../../languages/kubernetes/queries";
import { setAt, TabStop } from "../../languages/yaml/edit";

/** Tools that delete the Jobs they made themselves. */
const HOOKS = ["helm.sh/hook", "argocd.argoproj.io/hook"];

export default defineRule({
  id: "kubernetes/missing-job-ttl",
  summary: "Job that stays for ever once it is done",
  severity: "hint",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["kube-linter:job-ttl-seconds-after-finished"],
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/"],
  rationale:
    "A finished Job and its pods are kept until somebody deletes them, and the next apply of a changed Job of the same name is refused because its template cannot change. With `ttlSecondsAfterFinished` it clears itself away; leave enough time to read its logs. Helm and Argo CD hooks have their own way and are not reported.",
  patient: true,
  examples: [
    {
      title: "kept for ever",
      source: yaml`
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
        ^^^^^^^ 💡 hint: Job "migrate" stays for ever once it is done.
spec:
  template: {}
`,
      fixed: yaml`
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template: {}
  ttlSecondsAfterFinished: 86400
`,
    },
    {
      title: "cleared away, a hook, a template",
      source: yaml`
apiVersion: batch/v1
kind: Job
metadata: { name: migrate }
spec: { ttlSecondsAfterFinished: 3600, template: {} }
---
apiVersion: batch/v1
kind: Job
metadata: { name: hook, annotations: { helm.sh/hook: pre-upgrade } }
spec: { template: {} }
---
apiVersion: batch/v1
kind: Job
metadata: { name: templated }
spec:
  {{- toYaml .Values.job | nindent 2 }}
`,
    },
  ],
  on: kinds("batch", "Job"),
  *check(object) {
    const annotations = object.metadata.map("annotations");
    if (object.spec.presence !== "written" || !object.spec.lacks("ttlSecondsAfterFinished")) return;
    if (HOOKS.some((hook) => !annotations.lacks(hook))) return;
    yield {
      at: object.anchor,
      message: `${object.title} stays for ever once it is done.`,
      fixes: [
        {
          title: "Clear it away after a time",
          safety: "suggestion",
          edits: setAt(object.spec, ["ttlSecondsAfterFinished"], new TabStop(86_400)),
        },
      ],
    };
  },
});
