import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { isWrittenHere } from "../../languages/kubernetes/quantity";
import { kinds } from "../../languages/kubernetes/queries";
import { isChangedElsewhere, selectedBy } from "../../languages/kubernetes/related";
import { stringMap } from "../../languages/yaml/document";
import { setAt } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/service-target-port",
  summary: "Service that sends to a named port no pod of it declares",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["NET-14", "ING-16"],
  equivalents: ["kube-linter:invalid-target-ports"],
  references: ["https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports"],
  rationale:
    "A named `targetPort` is looked up among the ports the pod's containers declare. If none has the name, the Service gets no endpoint for that port and every connection is refused, while pods and Service all look healthy. It happens when a port is renamed in one of the two places.",
  examples: [
    {
      title: "renamed in the Deployment only",
      source: yaml`
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports:
    - port: 80
      targetPort: web
                  ^^^ 💡 error: Service "web" sends to port "web", which no pod of Deployment "web" declares: connections are refused.
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          ports: [{ name: http, containerPort: 8080 }]
`,
      fixed: yaml`
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports:
    - port: 80
      targetPort: http
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          ports: [{ name: http, containerPort: 8080 }]
`,
    },
    {
      title: "declared, a number, pods that are elsewhere, ports from a template",
      source: yaml`
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports: [{ port: 80, targetPort: http }, { port: 81, targetPort: 8081 }]
---
apiVersion: v1
kind: Service
metadata: { name: other }
spec:
  selector: { app: other }
  ports: [{ port: 80, targetPort: grpc }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          ports:
            {{- toYaml .Values.ports | nindent 12 }}
`,
    },
  ],
  on: kinds("", "Service"),
  *check(object, _context, scope) {
    const selector = stringMap(object.spec.map("selector"));
    if (!selector || isChangedElsewhere(scope)) return;
    const { workloads, open } = selectedBy(selector, object.namespace, scope);
    const [first] = workloads;
    if (open || !first || workloads.some(({ value }) => !value.portsKnown)) return;
    const declared = new Set(workloads.flatMap(({ value }) => value.ports.flatMap(({ name }) => (name === undefined ? [] : [name]))));
    // A port without a name that can be read may have the one that is asked for.
    if (workloads.some(({ value }) => value.ports.some(({ name, number }) => name === undefined && number === undefined))) return;
    const [only] = declared;
    for (const port of object.spec.list("ports").maps()) {
      const target = port.get("targetPort");
      if (typeof target !== "string" || /^\d*$/.test(target) || declared.has(target)) continue;
      yield {
        at: port.rangeOf("targetPort"),
        message: `${object.title} sends to port "${target}", which no pod of ${first.value.kind} "${first.value.name ?? ""}" declares: connections are refused.`,
        related: workloads.map(({ at, value }) => ({
          at,
          message: `This ${value.kind} declares ${value.ports.flatMap(({ name }) => (name === undefined ? [] : [name])).join(", ") || "no named port"}.`,
        })),
        fixes:
          only !== undefined && declared.size === 1 && isWrittenHere(port.field("targetPort"))
            ? [{ title: `Send to port "${only}"`, safety: "suggestion", edits: setAt(port, ["targetPort"], only) }]
            : [],
      };
    }
  },
});
