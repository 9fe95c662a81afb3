import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { commandOf } from "../../languages/kubernetes/commands";
import { servingContainers } from "../../languages/kubernetes/queries";
import { removeKey } from "../../languages/yaml/edit";

/** Programs that only wait. */
const WAITS =
  /^(?:(?:exec )?(?:\/(?:usr\/)?bin\/)?sleep (?:inf|infinity|\d{4,}[smhd]?|\d+[hd])|(?:exec )?(?:\/(?:usr\/)?bin\/)?tail (?:-f|-F|--follow) \/dev\/null|while (?:true|:|\[ 1 \])\s*;\s*do\s+sleep \d+[smhd]?\s*;\s*done)\s*;?$/;

export default defineRule({
  id: "kubernetes/debug-command",
  summary: "Container that only sleeps, left from debugging",
  severity: "info",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CLB-23", "CLB-24"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/#ephemeral-container"],
  rationale:
    "A container that crashes is often kept alive with `sleep infinity` to look inside. Left in the manifest it passes for running and serves nobody. Remove the override, and use `kubectl debug` the next time: it adds a shell to a running pod without touching the manifest.",
  examples: [
    {
      title: "a server that sleeps",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers:
        - name: web
          image: shop/web:1.4.2
          command: ["sleep", "infinity"]
          ^^^^^^^ 💡 info: Container "web" only sleeps: its image's own command never runs.
          ports: [{ containerPort: 8080 }]
`,
      fixed: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers:
        - name: web
          image: shop/web:1.4.2
          ports: [{ containerPort: 8080 }]
`,
    },
    {
      title: "a toolbox without ports, a real command, a template",
      source: yaml`
apiVersion: v1
kind: Pod
metadata: { name: toolbox }
spec:
  containers:
    - { name: curl, image: curlimages/curl:8.11.0, command: [sleep, infinity] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers:
        - name: web
          command: [sh, -c, "sleep 5; exec web"]
          ports: [{ containerPort: 8080 }]
        - name: templated
          command: {{ toJson .Values.command }}
          ports: [{ containerPort: 8081 }]
`,
    },
  ],
  on: servingContainers,
  *check(container) {
    const command = commandOf(container);
    // A pod without ports and probes may be meant to sleep: toolboxes, and agents whose init container does the work.
    const serves = container.ports.length > 0 || container.root.has("readinessProbe") || container.root.has("livenessProbe");
    if (command === undefined || !serves || !WAITS.test(command)) return;
    yield {
      at: container.root.keyRange("command"),
      message: `${container.title} only sleeps: its image's own command never runs.`,
      fixes: container.root.has("args")
        ? []
        : [{ title: "Run the image's own command", safety: "suggestion", edits: removeKey(container.root, "command") }],
    };
  },
});
