import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { objects } from "../../languages/kubernetes/queries";
import { lateStart } from "../../languages/kubernetes/rollout/concerns";
import { format } from "../../languages/kubernetes/rollout/course";
import { isKnown, rolloutPlan } from "../../languages/kubernetes/rollout/plan";
import { setAt, TabStop } from "../../languages/yaml/edit";

/** So much longer than a start the suggested deadline is, in seconds. */
const MARGIN = 60;

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
    "The probes give the container a time to start that the rollout does not wait for. A slow but healthy start is then reported as ProgressDeadlineExceeded: `kubectl rollout status`, Helm and Argo CD call the release failed and may roll it back. The deadline must be longer than the start-up window and `minReadySeconds` together.",
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
                           ^^^ 💡 warning: Deployment "search" is reported as failed after 5 min, but container "search" may take 14 min 50 s to get ready.
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
  progressDeadlineSeconds: 950
  template:
    spec:
      containers:
        - name: search
          startupProbe: { tcpSocket: { port: 9200 }, periodSeconds: 10, failureThreshold: 90 }
`,
    },
    {
      title: "a Rollout, the default deadline, a pod that only counts after a while",
      source: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: search
        ^^^^^^ 💡 warning: Rollout "search" is reported as failed after 10 min, but container "search" may take 10 min 50 s to get ready.
spec:
  minReadySeconds: 60
  template:
    spec:
      containers:
        - name: proxy
          livenessProbe: { tcpSocket: { port: 80 } }
        - name: search
          startupProbe: { tcpSocket: { port: 9200 }, periodSeconds: 10, failureThreshold: 60 }
`,
      fixed: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: search
spec:
  minReadySeconds: 60
  template:
    spec:
      containers:
        - name: proxy
          livenessProbe: { tcpSocket: { port: 80 } }
        - name: search
          startupProbe: { tcpSocket: { port: 9200 }, periodSeconds: 10, failureThreshold: 60 }
  progressDeadlineSeconds: 710
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
  on: objects,
  *check(object) {
    const plan = rolloutPlan(object);
    const late = plan && isKnown(plan, "times") ? lateStart(plan) : undefined;
    if (!late) return;
    const { spec } = object;
    const enough = late.needs + MARGIN;
    yield {
      at: spec.has("progressDeadlineSeconds") ? spec.rangeOf("progressDeadlineSeconds") : object.anchor,
      message: `${object.title} is reported as failed after ${format(late.deadline)}, but container "${late.container}" may take ${format(late.needs)} to get ready.`,
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
