import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { Range } from "../../core/text";
import { containers } from "../../languages/kubernetes/queries";

export default defineRule({
  id: "kubernetes/duplicate-port",
  summary: "Container port that is declared twice",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["kube-score:container-ports-check"],
  references: ["https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy"],
  rationale:
    "Ports are merged by number and protocol. With the same pair twice server-side apply fails, and a later `kubectl apply` that changes one of them can silently drop the other. A port name used twice is rejected outright. One entry is enough: several Services may point to it.",
  examples: [
    {
      title: "one number with two names, one name with two numbers",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      ports:
        - name: http
          containerPort: 8080
        - name: metrics
          containerPort: 8080
                         ^^^^ warning: Container "web" declares port 8080/TCP twice: applying a change can drop one of them.
        - name: http
                ^^^^ error: Container "web" has two ports called "http": the API server rejects it.
          containerPort: 8443
`,
    },
    {
      title: "another protocol, another host port, a template",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: dns
spec:
  containers:
    - name: dns
      ports:
        - { name: dns, containerPort: 53, protocol: UDP }
        - { name: dns-tcp, containerPort: 53, protocol: TCP }
        - { name: out, containerPort: 80, hostPort: 80 }
        - { name: in, containerPort: 80, hostPort: 8080 }
        - { name: a, containerPort: {{ .Values.port }} }
        - { name: b, containerPort: {{ .Values.port }} }
`,
    },
  ],
  on: containers,
  *check(container) {
    const seen = new Map<string, Range>();
    for (const port of container.root.list("ports").maps()) {
      const number = port.number("containerPort");
      const name = port.string("name");
      const protocol = port.lacks("protocol") ? "TCP" : port.string("protocol");
      const host = port.lacks("hostPort") && port.lacks("hostIP") ? "" : `${port.string("hostIP") ?? ""}:${port.string("hostPort") ?? ""}`;
      const pair = number === undefined || protocol === undefined ? undefined : `${number}/${protocol}`;
      const cases = [
        name === undefined
          ? undefined
          : {
              is: `name ${name}`,
              key: "name",
              message: `${container.title} has two ports called "${name}": the API server rejects it.`,
              severity: "error" as const,
            },
        pair === undefined
          ? undefined
          : {
              is: `pair ${pair} ${host}`,
              key: "containerPort",
              message: `${container.title} declares port ${pair} twice: applying a change can drop one of them.`,
              severity: "warning" as const,
            },
      ];
      for (const one of cases) {
        if (!one) continue;
        const first = seen.get(one.is);
        const at = port.rangeOf(one.key);
        if (!first) seen.set(one.is, at);
        else if (first.start !== at.start)
          yield {
            at,
            message: one.message,
            severity: one.severity,
            related: [{ at: { range: first }, message: "It is declared here first." }],
          };
      }
    }
  },
});
