import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { containers } from "../../languages/kubernetes/queries";

export default defineRule({
  id: "kubernetes/privileged-port",
  summary: "Container listens below port 1024",
  severity: "hint",
  preset: "all",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["kube-linter:privileged-ports", "trivy:KSV-0117"],
  references: ["https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/"],
  rationale:
    "With containerd 2 anybody may listen on port 80 in a pod, so this costs nothing there; elsewhere it takes root or NET_BIND_SERVICE. Listen on 8080 and let the Service map 80 to it, and the question never comes up.",
  examples: [
    {
      title: "port 80",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      ports:
        - containerPort: 80
                         ^^ hint: Container "web" listens on port 80, which may need root.
`,
    },
    {
      title: "above, or decided by a template",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      ports:
        - containerPort: 8080
        - containerPort: {{ .Values.port }}
`,
    },
  ],
  on: containers,
  *check(container) {
    for (const port of container.root.list("ports").maps()) {
      const number = port.number("containerPort");
      if (number === undefined || number < 1 || number >= 1024) continue;
      yield { at: port.rangeOf("containerPort"), message: `${container.title} listens on port ${number}, which may need root.` };
    }
  },
});
