import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { compareQuantities, isWrittenHere, quantityAt } from "../../languages/kubernetes/quantity";
import { containers } from "../../languages/kubernetes/queries";
import { inSentence } from "../../languages/kubernetes/words";
import { setAt } from "../../languages/yaml/edit";

const RESOURCES: readonly (readonly [key: string, word: string])[] = [
  ["cpu", "CPU"],
  ["memory", "memory"],
  ["ephemeral-storage", "ephemeral storage"],
];

export default defineRule({
  id: "kubernetes/request-over-limit",
  summary: "Request that is larger than its limit",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CLB-09", "PG-17"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#requests-and-limits"],
  rationale:
    "A container cannot be promised more than it may use: the API server rejects the pod. For a Deployment it is worse, because the Deployment itself is accepted and only its ReplicaSet's events say why no pod appears. " +
    "It happens when one of two numbers is changed, or when units are mixed: `1000Mi` is less than `1Gi`, and `1G` is less than both.",
  examples: [
    {
      title: "mixed units",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      resources:
        requests:
          cpu: 500m
          memory: 1Gi
                  ^^^ 💡 error: Container "web" requests 1Gi of memory but is limited to 1000Mi: the API server rejects it.
        limits:
          cpu: "0.5"
          memory: 1000Mi
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      resources:
        requests:
          cpu: 500m
          memory: 1000Mi
        limits:
          cpu: "0.5"
          memory: 1000Mi
`,
      otherFixes: {
        "Raise the limit to 1Gi": yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      resources:
        requests:
          cpu: 500m
          memory: 1Gi
        limits:
          cpu: "0.5"
          memory: 1Gi
`,
      },
    },
    {
      title: "the chart's own values contradict each other",
      source: {
        "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
        "values.yaml": "cpu: 200m\n",
        "templates/pod.yaml": yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      resources:
        requests:
          cpu: {{ .Values.cpu }}
               ^^^^^^^^^^^^^^^^^ error: Container "web" requests 200m of CPU but is limited to 100m: the API server rejects it.
        limits:
          cpu: 100m
`,
      },
    },
    {
      title: "equal in other words, and values nobody knows yet",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      resources: { requests: { cpu: 1, memory: 0.5Gi }, limits: { cpu: 1000m, memory: 512Mi } }
    - name: templated
      resources:
        requests: { memory: 2Gi }
        limits:
          memory: {{ .Values.memory }}
`,
    },
  ],
  on: containers,
  *check(container) {
    const requests = container.map("resources").map("requests");
    const limits = container.map("resources").map("limits");
    for (const [key, word] of RESOURCES) {
      const [request, limit] = [quantityAt(requests, key), quantityAt(limits, key)];
      if (!request || !limit || compareQuantities(request.amount, limit.amount) <= 0) continue;
      const here = isWrittenHere(requests.field(key)) && isWrittenHere(limits.field(key));
      yield {
        at: requests.rangeOf(key),
        message: `${container.title} requests ${request.source} of ${word} but is limited to ${limit.source}: the API server rejects it.`,
        related: [{ at: { range: limits.rangeOf(key) }, message: `This is the limit of ${inSentence(container.title)}.` }],
        fixes: here
          ? [
              { title: `Lower the request to ${limit.source}`, safety: "suggestion", edits: setAt(requests, [key], scalar(limit.source)) },
              { title: `Raise the limit to ${request.source}`, safety: "suggestion", edits: setAt(limits, [key], scalar(request.source)) },
            ]
          : [],
      };
    }
  },
});

/** A plain number stays one: the API takes both, and the file's own style is kept. */
const scalar = (source: string): string | number => (/^[1-9][0-9]{0,8}$/.test(source) ? Number(source) : source);
