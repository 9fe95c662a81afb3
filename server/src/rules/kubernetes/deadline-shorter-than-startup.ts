import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { containersOf } from "../../languages/kubernetes/container";
import { probeTimes } from "../../languages/kubernetes/probe";
import { kinds } from "../../languages/kubernetes/queries";
import { inSentence } from "../../languages/kubernetes/words";
import { setAt, TabStop } from "../../languages/yaml/edit";

/** Kubernetes API reference, DeploymentSpec v1. */
const DEFAULT_DEADLINE = 600;

export default defineRule({
  id: "kubernetes/deadline-shorter-than-startup",
  summary: "Progress deadline shorter than a container may take to start",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["RBK-03"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds"],
  rationale:
    "The startup probe promises the container a time that the Deployment does not wait for. A slow but healthy start is then reported as ProgressDeadlineExceeded: `kubectl rollout status`, Helm and Argo CD call the release failed and may roll it back. The deadline must be longer than the start-up window and `minReadySeconds` together.",
  examples: [
    {
      title: "15 minutes to start, 5 minutes of patience",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: search
spec:
  progressDeadlineSeconds: 300
                           ^^^ 💡 warning: Deployment "search" is reported as failed after 300 seconds, but container "search" may take 900 to start.
  template:
    spec:
      containers:
        - name: search
          startupProbe: { tcpSocket: { port: 9200 }, periodSeconds: 10, failureThreshold: 90 }
`,
      fixed: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: search
spec:
  progressDeadlineSeconds: 960
  template:
    spec:
      containers:
        - name: search
          startupProbe: { tcpSocket: { port: 9200 }, periodSeconds: 10, failureThreshold: 90 }
`,
    },
    {
      title: "time enough, or a template decides",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: search }
spec:
  template:
    spec:
      containers:
        - name: search
          startupProbe: { tcpSocket: { port: 9200 }, periodSeconds: 10, failureThreshold: 30 }
        - name: templated
          startupProbe:
            tcpSocket: { port: 9200 }
            periodSeconds: 10
            failureThreshold: {{ .Values.patience }}
`,
    },
  ],
  on: kinds("apps", "Deployment"),
  *check(object) {
    const { spec } = object;
    const deadline = spec.lacks("progressDeadlineSeconds") ? DEFAULT_DEADLINE : spec.number("progressDeadlineSeconds");
    if (deadline === undefined) return;
    let longest: { readonly seconds: number; readonly title: string } | undefined;
    for (const container of containersOf(object)) {
      const probe = container.map("startupProbe");
      const times = probe.presence === "written" ? probeTimes(probe) : undefined;
      if (!times) continue;
      const seconds = times.initialDelay + times.failureThreshold * times.period;
      if (seconds > (longest?.seconds ?? 0)) longest = { seconds, title: container.title };
    }
    if (!longest || longest.seconds <= deadline) return;
    const enough = longest.seconds + (spec.number("minReadySeconds") ?? 0) + 60;
    yield {
      at: spec.has("progressDeadlineSeconds") ? spec.rangeOf("progressDeadlineSeconds") : object.anchor,
      message: `${object.title} is reported as failed after ${deadline} seconds, but ${inSentence(longest.title)} may take ${longest.seconds} to start.`,
      fixes: [
        {
          title: `Wait ${enough} seconds`,
          safety: "suggestion",
          edits: setAt(spec, ["progressDeadlineSeconds"], new TabStop(enough)),
        },
      ],
    };
  },
});
