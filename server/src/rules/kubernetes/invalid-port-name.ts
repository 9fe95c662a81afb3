import { yaml } from "../../core/example";
import type { Finding } from "../../core/rule";
import { defineRule } from "../../core/rule";
import { containersOf } from "../../languages/kubernetes/container";
import { objects } from "../../languages/kubernetes/queries";
import type { Mapping } from "../../languages/yaml/mapping";

const LONGEST = 15;

export default defineRule({
  id: "kubernetes/invalid-port-name",
  summary: "Port name that the API server rejects",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["NET-14"],
  equivalents: ["kube-linter:invalid-target-ports", "kube-score:container-ports-check"],
  references: ["https://www.rfc-editor.org/rfc/rfc6335#section-5.1"],
  rationale:
    "The name of a container's port is a service name of RFC 6335: at most 15 lower-case letters, digits and single hyphens, with a letter among them. A Service's own port may have a longer name; the `targetPort` that looks the container's up may not.",
  examples: [
    {
      title: "too long, and capital letters",
      source: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      ports:
        - name: internal-metrics
                ^^^^^^^^^^^^^^^^ error: The port name "internal-metrics" has 16 characters; 15 are allowed.
          containerPort: 9090
        - name: HTTP
                ^^^^ error: The port name "HTTP" may only have lower-case letters, digits and single hyphens, and needs a letter.
          containerPort: 8080
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  ports:
    - name: a-long-name-is-fine-here
      port: 80
      targetPort: internal-metrics
                  ^^^^^^^^^^^^^^^^ error: The port name "internal-metrics" has 16 characters; 15 are allowed.
`,
    },
    {
      title: "names that are fine, numbers, and templates",
      source: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      ports:
        - { name: http-8080, containerPort: 8080 }
        - { name: "{{ .Values.portName }}", containerPort: 8081 }
        - { containerPort: 8082 }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  ports: [{ port: 80, targetPort: 8080 }, { port: 81, targetPort: "8081" }]
`,
    },
  ],
  on: objects,
  *check(object) {
    for (const { root } of containersOf(object)) for (const port of root.list("ports").maps()) yield* judge(port, "name");
    if (object.is("", "Service")) for (const port of object.spec.list("ports").maps()) yield* judge(port, "targetPort");
  },
});

function* judge(port: Mapping, key: string): Iterable<Finding> {
  const name = port.get(key);
  if (typeof name !== "string" || name === "" || /^\d+$/.test(name)) return;
  const isPlain = /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name);
  if (isPlain && name.length <= LONGEST) return;
  yield {
    at: port.rangeOf(key),
    equivalents:
      key === "name" ? ["kube-linter:invalid-target-ports", "kube-score:container-ports-check"] : ["kube-linter:invalid-target-ports"],
    message: isPlain
      ? `The port name "${name}" has ${name.length} characters; ${LONGEST} are allowed.`
      : `The port name "${name}" may only have lower-case letters, digits and single hyphens, and needs a letter.`,
  };
}
