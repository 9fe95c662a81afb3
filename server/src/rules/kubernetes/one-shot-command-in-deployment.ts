import { yaml } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { commandOf } from "../../languages/kubernetes/commands";
import { servingContainers } from "../../languages/kubernetes/queries";
import { endsAtOnce } from "../../languages/shared/one-shot";

export default defineRule({
  id: "kubernetes/one-shot-command-in-deployment",
  summary: "Command that ends at once in a workload that must keep running",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CLB-13"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/job/"],
  rationale:
    "A Deployment restarts whatever ends, also what ended well: the command runs again and again, with growing pauses, and the pod shows CrashLoopBackOff with exit code 0. A migration that runs like that runs in every replica. Work that ends belongs in a Job or in an init container.",
  examples: [
    {
      title: "a migration, and a greeting",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  template:
    spec:
      containers:
        - name: migrate
          command: [python, manage.py, migrate, --noinput]
          ^^^^^^^ warning: The command of container "migrate" ends, and Deployment "shop" starts it again for ever.
        - name: hello
          command: [sh, -c, "echo hello"]
          ^^^^^^^ warning: The command of container "hello" ends, and Deployment "shop" starts it again for ever.
`,
    },
    {
      title: "a Job, a command that goes on, a template",
      source: yaml`
apiVersion: batch/v1
kind: Job
metadata: { name: migrate }
spec:
  template: { spec: { containers: [{ name: migrate, command: [python, manage.py, migrate] }] } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  template:
    spec:
      initContainers: [{ name: greet, command: [echo, hello] }]
      containers:
        - { name: web, command: [sh, -c, "python manage.py migrate && gunicorn shop"] }
        - name: templated
          command: [echo, {{ .Values.word }}]
`,
    },
  ],
  on: where(servingContainers, ({ object }) => object.is("apps", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet")),
  *check(container) {
    const command = commandOf(container);
    if (command === undefined || !endsAtOnce(command)) return;
    const name = container.name === undefined ? "this container" : `container "${container.name}"`;
    yield {
      at: container.root.keyRange("command"),
      message: `The command of ${name} ends, and ${container.object.title} starts it again for ever.`,
    };
  },
});
