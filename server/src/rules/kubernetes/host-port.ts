import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { isNodeAgent } from "../../languages/kubernetes/node-agent";
import { containers } from "../../languages/kubernetes/queries";
import { removeKey } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/host-port",
  summary: "Container takes a port of its node",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["DKR-11"],
  equivalents: ["polaris:hostPortSet", "checkov:CKV_K8S_26", "trivy:KSV-0024", "kics:image_host_port_not_specified"],
  references: ["https://kubernetes.io/docs/concepts/configuration/overview/"],
  rationale:
    "Only one pod per node can have the port, so replicas and rolling updates wait for a free node, and the port is open on the node's address past Services and, with many network plug-ins, past NetworkPolicies. " +
    "Use a Service. DaemonSets, which have one pod a node anyway, are reported in the strict preset; agents of the node are left alone.",
  examples: [
    {
      title: "a Deployment with a port of the node",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          ports:
            - containerPort: 8080
              hostPort: 80
                        ^^ 💡 warning: Container "web" takes port 80 of its node: only one pod a node can run.
`,
      fixed: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          ports:
            - containerPort: 8080
`,
    },
    {
      title: "the node's network anyway, a DaemonSet, a template",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          ports:
            - containerPort: 8080
              {{- if .Values.hostPort }}
              hostPort: 80
              {{- end }}
            - containerPort: 9090
              hostPort: 0
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: edge
spec:
  template:
    spec:
      hostNetwork: true
      containers:
        - name: edge
          ports:
            - containerPort: 80
              hostPort: 80
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: ingress
spec:
  template:
    spec:
      containers:
        - name: ingress
          ports:
            - containerPort: 80
              hostPort: 80
`,
    },
  ],
  on: containers,
  *check(container) {
    const { object, podSpec } = container;
    if (isNodeAgent(object) || podSpec.is("hostNetwork", true)) return;
    for (const port of container.root.list("ports").maps()) {
      const field = port.scalar("hostPort");
      if (field.state !== "known" || typeof field.value !== "number" || field.value === 0) continue;
      const isDaemon = object.kind === "DaemonSet";
      yield {
        at: port.rangeOf("hostPort"),
        message: `${container.title} takes port ${field.value} of its node${isDaemon ? "" : ": only one pod a node can run"}.`,
        ...(isDaemon ? { severity: "info" as const, preset: "strict" as const } : {}),
        ...(field.origin
          ? { related: [{ at: field.origin, message: "The value is set here." }] }
          : { fixes: [{ title: "Remove hostPort", safety: "suggestion" as const, edits: removeKey(port, "hostPort") }] }),
      };
    }
  },
});
