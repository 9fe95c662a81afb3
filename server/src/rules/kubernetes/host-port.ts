import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { joinWords } from "../../core/words";
import { asOpinion, isNodeAgent } from "../../languages/kubernetes/node-agent";
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
    "Use a Service. DaemonSets, which have one pod a node anyway, and ingress controllers are reported in the strict preset; agents of the node are left alone.",
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
                        ^^ 💡 warning: Container "web" takes ports 80 and 443 of its node: only one pod a node can run.
            - containerPort: 8443
              hostPort: 443
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
            - containerPort: 8443
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
    const taken = [...container.root.list("ports").maps()].flatMap((port) => {
      const field = port.scalar("hostPort");
      return field.state === "known" && typeof field.value === "number" && field.value !== 0
        ? [{ port, number: field.value, at: port.rangeOf("hostPort"), origin: field.origin }]
        : [];
    });
    const [first] = taken;
    if (!first) return;
    const isDaemon = object.kind === "DaemonSet";
    const isEdge = EDGE.test(`${object.name ?? ""} ${container.name ?? ""} ${container.root.string("image") ?? ""}`);
    const numbers = taken.map(({ number }) => String(number));
    const ports = `${numbers.length < 2 ? "port" : "ports"} ${joinWords(numbers)}`;
    yield {
      at: first.at,
      message: `${container.title} takes ${ports} of its node${isDaemon ? "" : ": only one pod a node can run"}.`,
      ...(isNodeAgent(object) || podSpec.is("hostNetwork", true)
        ? asOpinion
        : isDaemon || isEdge
          ? { severity: "info" as const, preset: "strict" as const }
          : {}),
      ...(taken.some(({ origin }) => origin)
        ? {}
        : {
            fixes: [
              { title: "Remove hostPort", safety: "suggestion" as const, edits: taken.flatMap(({ port }) => removeKey(port, "hostPort")) },
            ],
          }),
    };
  },
});

/** Programs that stand at the edge of a cluster, where the node's ports are the way in. */
const EDGE = /ingress|traefik|haproxy|contour|envoy|kong|caddy|gateway/i;
