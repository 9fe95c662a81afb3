import { yaml } from "../../core/example";
import { equal } from "../../core/equal";
import { defineRule } from "../../core/rule";
import { handlerOf, probeTimes } from "../../languages/kubernetes/probe";
import { servingContainers } from "../../languages/kubernetes/queries";
import { writtenAgain } from "../../languages/yaml/written";

export default defineRule({
  id: "kubernetes/identical-probes",
  summary: "Liveness probe that asks what the readiness probe asks",
  severity: "info",
  preset: "strict",
  category: "reliability",
  since: "0.1.0",
  guidance: ["RBK-06"],
  equivalents: ["kube-score:pod-probes-identical"],
  references: ["https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/"],
  rationale:
    "Readiness takes traffic away, liveness restarts. If both ask the same question with the same patience, the restart comes together with the loss of traffic: a slow database restarts every replica at once, and they come back cold. Let liveness ask only whether the process is stuck, or give it more failures than readiness.",
  examples: [
    {
      title: "the same question with the same patience",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      readinessProbe:
        httpGet: { path: /health, port: 8080 }
      livenessProbe:
      ^^^^^^^^^^^^^ info: The liveness probe of container "web" asks the same as its readiness probe: what should only lose traffic is restarted.
        httpGet: { path: /health, port: 8080 }
        initialDelaySeconds: 10
`,
    },
    {
      title: "more patience, another path, a template",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      readinessProbe: { httpGet: { path: /health, port: 8080 } }
      livenessProbe: { httpGet: { path: /health, port: 8080 }, failureThreshold: 6 }
    - name: two
      readinessProbe: { httpGet: { path: /ready, port: 8080 } }
      livenessProbe: { httpGet: { path: /live, port: 8080 } }
    - name: templated
      readinessProbe: { tcpSocket: { port: 8080 } }
      livenessProbe:
        tcpSocket: { port: {{ .Values.port }} }
`,
    },
  ],
  on: servingContainers,
  *check(container) {
    const [live, ready] = [container.map("livenessProbe"), container.map("readinessProbe")];
    const [handler, other] = [handlerOf(live), handlerOf(ready)];
    const [patience, impatience] = [probeTimes(live), probeTimes(ready)];
    if (handler === undefined || handler !== other || !patience || !impatience) return;
    if (patience.failureThreshold !== impatience.failureThreshold || patience.period !== impatience.period) return;
    const [question, same] = [writtenAgain(live.map(handler)), writtenAgain(ready.map(handler))];
    if (!question || !same || !equal(question, same)) return;
    const name = container.name === undefined ? "this container" : `container "${container.name}"`;
    yield {
      at: container.root.keyRange("livenessProbe"),
      message: `The liveness probe of ${name} asks the same as its readiness probe: what should only lose traffic is restarted.`,
      related: [{ at: { range: container.root.keyRange("readinessProbe") }, message: "This is the readiness probe." }],
    };
  },
});
