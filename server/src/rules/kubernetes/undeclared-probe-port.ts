import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { PROBES } from "../../languages/kubernetes/probe";
import { containers } from "../../languages/kubernetes/queries";
import { setAt } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/undeclared-probe-port",
  summary: "Probe on a named port that the container does not declare",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CLB-05"],
  equivalents: ["kube-linter:liveness-port", "kube-linter:readiness-port", "kube-linter:startup-port"],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port"],
  rationale:
    "The API server takes the manifest, and then the kubelet cannot find the port: the probe fails every time, so the pod never gets ready, or is restarted for ever. A name must be one of the container's own `ports`.",
  examples: [
    {
      title: "a port that was renamed",
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
      readinessProbe:
        httpGet:
          path: /ready
          port: web
                ^^^ 💡 error: The readiness probe asks port "web", which container "web" does not declare: it can only fail.
`,
      fixed: yaml`
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
      readinessProbe:
        httpGet:
          path: /ready
          port: http
`,
    },
    {
      title: "declared names, numbers, and ports a template may add",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      ports: [{ name: http, containerPort: 8080 }]
      livenessProbe: { httpGet: { path: /live, port: http } }
      readinessProbe: { httpGet: { path: /ready, port: 9090 } }
    - name: templated
      ports:
        {{- toYaml .Values.ports | nindent 8 }}
      livenessProbe: { tcpSocket: { port: extra } }
`,
    },
  ],
  on: containers,
  *check(container) {
    const ports = container.root.list("ports");
    const names = container.ports.map((port) => port.name);
    if (ports.open || container.root.open || [...ports.maps()].some((port) => port.field("name").state === "unknown")) return;
    const declared = names.filter((name) => name !== undefined);
    for (const key of PROBES) {
      for (const handler of ["httpGet", "tcpSocket"]) {
        const target = container.map(key).map(handler);
        const port = target.get("port");
        if (typeof port !== "string" || /^\d+$/.test(port) || declared.includes(port)) continue;
        const [only] = declared;
        yield {
          at: target.rangeOf("port"),
          equivalents: [`kube-linter:${key.replace("Probe", "")}-port`],
          message: `The ${key.replace("Probe", "")} probe asks port "${port}", which ${container.title.charAt(0).toLowerCase()}${container.title.slice(1)} does not declare: it can only fail.`,
          fixes:
            only !== undefined && declared.length === 1
              ? [{ title: `Ask port "${only}"`, safety: "suggestion", edits: setAt(target, ["port"], only) }]
              : [],
        };
      }
    }
  },
});
