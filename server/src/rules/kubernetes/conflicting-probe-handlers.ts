import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { HANDLERS, PROBES } from "../../languages/kubernetes/probe";
import { containers } from "../../languages/kubernetes/queries";
import { inSentence } from "../../languages/kubernetes/words";
import { removeKey } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/conflicting-probe-handlers",
  summary: "Probe with two ways of asking, or with none",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CLB-32"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/"],
  rationale:
    "A probe asks in exactly one way: `httpGet`, `tcpSocket`, `grpc` or `exec`. With two, or with none, the API server rejects the pod. Two appear when one is replaced and the old one is left, or when a patch adds a handler without setting the other to null.",
  examples: [
    {
      title: "two handlers, and times without a handler",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      readinessProbe:
        httpGet: { path: /ready, port: 8080 }
        tcpSocket: { port: 8080 }
        ^^^^^^^^^ 💡 error: The readiness probe of container "web" has both httpGet and tcpSocket: the API server rejects it.
      livenessProbe:
      ^^^^^^^^^^^^^ error: The liveness probe of container "web" has no handler: the API server rejects it.
        periodSeconds: 10
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      readinessProbe:
        httpGet: { path: /ready, port: 8080 }
      livenessProbe:
        periodSeconds: 10
`,
    },
    {
      title: "one each, or one of two branches",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      readinessProbe:
        {{- if .Values.http }}
        httpGet: { path: /ready, port: 8080 }
        {{- else }}
        tcpSocket: { port: 8080 }
        {{- end }}
      livenessProbe:
        periodSeconds: 10
        {{- toYaml .Values.probe | nindent 8 }}
      startupProbe: { httpGet: null, exec: { command: [pg_isready] } }
`,
    },
  ],
  on: containers,
  *check(container) {
    for (const key of PROBES) {
      const probe = container.map(key);
      if (probe.presence !== "written") continue;
      const written = HANDLERS.filter((handler) => probe.map(handler).presence === "written");
      const [first, second] = written;
      const title = `The ${key.replace("Probe", "")} probe of ${inSentence(container.title)}`;
      if (first !== undefined && second !== undefined)
        yield {
          at: probe.keyRange(second),
          message: `${title} has both ${first} and ${second}: the API server rejects it.`,
          fixes: [second, first].map((handler) => ({
            title: `Remove ${handler}`,
            safety: "suggestion" as const,
            edits: removeKey(probe, handler),
          })),
        };
      // Empty braces are how a chart's values say "none": what reads them leaves the probe out.
      else if (first === undefined && !probe.open && probe.pairs.length && HANDLERS.every((handler) => probe.lacks(handler)))
        yield { at: container.root.keyRange(key), message: `${title} has no handler: the API server rejects it.` };
    }
  },
});
