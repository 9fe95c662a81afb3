import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { compareQuantities, quantityAt } from "../../languages/kubernetes/quantity";
import { containers } from "../../languages/kubernetes/queries";

export default defineRule({
  id: "kubernetes/unequal-requests-and-limits",
  summary: "Requests and limits that differ, so the pod is not Guaranteed",
  severity: "hint",
  preset: "all",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CLB-10", "PG-16"],
  equivalents: [
    "kube-score:container-resource-requests-equal-limits",
    "kube-score:container-cpu-requests-equal-limits",
    "kube-score:container-memory-requests-equal-limits",
    "kics:container_requests_not_equal_limits",
  ],
  references: ["https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/#guaranteed"],
  rationale:
    "Only a pod whose requests equal its limits is Guaranteed: it is evicted last and may get CPUs of its own. That suits databases. Everything else lives well with more CPU to burst into, so this is an opinion and in no preset but `all`.",
  examples: [
    {
      title: "more than it asks for",
      source: yaml`
apiVersion: v1
kind: Pod
metadata: { name: db }
spec:
  containers:
    - name: db
      resources:
        requests: { cpu: 1, memory: 1Gi }
        limits:
          cpu: 1000m
          memory: 2Gi
                  ^^^ hint: Container "db" requests 1Gi of memory and is limited to 2Gi: its pod is not Guaranteed.
`,
    },
    {
      title: "equal, or unknown",
      source: yaml`
apiVersion: v1
kind: Pod
metadata: { name: db }
spec:
  containers:
    - name: db
      resources: { requests: { memory: 1Gi }, limits: { memory: 1024Mi } }
    - name: templated
      resources:
        requests: { memory: 1Gi }
        limits:
          memory: {{ .Values.memory }}
`,
    },
  ],
  on: containers,
  *check(container) {
    const requests = container.map("resources").map("requests");
    const limits = container.map("resources").map("limits");
    for (const [key, word] of [
      ["cpu", "CPU"],
      ["memory", "memory"],
    ] as const) {
      const [request, limit] = [quantityAt(requests, key), quantityAt(limits, key)];
      if (!request || !limit || compareQuantities(request.amount, limit.amount) >= 0) continue;
      yield {
        at: limits.rangeOf(key),
        equivalents: [
          "kube-score:container-resource-requests-equal-limits",
          `kube-score:container-${key}-requests-equal-limits`,
          "kics:container_requests_not_equal_limits",
        ],
        message: `${container.title} requests ${request.source} of ${word} and is limited to ${limit.source}: its pod is not Guaranteed.`,
      };
    }
  },
});
