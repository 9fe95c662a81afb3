import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { isWrittenHere } from "../../languages/kubernetes/quantity";
import { PROBES } from "../../languages/kubernetes/probe";
import { containers } from "../../languages/kubernetes/queries";
import { inSentence } from "../../languages/kubernetes/words";
import { removeKey } from "../../languages/yaml/edit";

const NUMBERS = ["initialDelaySeconds", "periodSeconds", "timeoutSeconds", "successThreshold", "failureThreshold"];

export default defineRule({
  id: "kubernetes/invalid-probe-numbers",
  summary: "Probe with a threshold or time that the API server refuses",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CLB-32"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes"],
  rationale:
    "One success is enough to be alive and to have started, so `successThreshold` of a liveness or startup probe must be 1; only a readiness probe may ask for more. No time and no count may be negative. The API server rejects the pod; for a Deployment only the events of its ReplicaSet say so.",
  examples: [
    {
      title: "copied from the readiness probe",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      livenessProbe:
        httpGet: { path: /live, port: 8080 }
        successThreshold: 2
                          ^ 💡 error: The liveness probe of container "web" has a successThreshold of 2, which must be 1: the API server rejects it.
      readinessProbe:
        httpGet: { path: /ready, port: 8080 }
        initialDelaySeconds: -1
                             ^^ 💡 error: The readiness probe of container "web" has a negative initialDelaySeconds: the API server rejects it.
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      livenessProbe:
        httpGet: { path: /live, port: 8080 }
      readinessProbe:
        httpGet: { path: /ready, port: 8080 }
        initialDelaySeconds: -1
`,
    },
    {
      title: "what is allowed, and what a template decides",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      livenessProbe: { tcpSocket: { port: 8080 }, successThreshold: 1, initialDelaySeconds: 0 }
      readinessProbe: { tcpSocket: { port: 8080 }, successThreshold: 3 }
      startupProbe:
        tcpSocket: { port: 8080 }
        successThreshold: {{ .Values.successes }}
`,
    },
  ],
  on: containers,
  *check(container) {
    for (const key of PROBES) {
      const probe = container.map(key);
      for (const name of NUMBERS) {
        const value = probe.number(name);
        if (value === undefined) continue;
        // Zero is taken for "not set" and defaulted.
        const mustBeOne = name === "successThreshold" && key !== "readinessProbe" && value > 1;
        if (value >= 0 && !mustBeOne) continue;
        const what = mustBeOne ? `a successThreshold of ${value}, which must be 1` : `a negative ${name}`;
        yield {
          at: probe.rangeOf(name),
          message: `The ${key.replace("Probe", "")} probe of ${inSentence(container.title)} has ${what}: the API server rejects it.`,
          fixes: isWrittenHere(probe.field(name)) ? [{ title: `Remove ${name}`, safety: "suggestion", edits: removeKey(probe, name) }] : [],
        };
      }
    }
  },
});
