import { files, yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { GroupItem } from "../../core/rule";
import type { Container } from "../../languages/kubernetes/container";
import { asOpinion } from "../../languages/kubernetes/node-agent";
import { containers } from "../../languages/kubernetes/queries";
import type { Written } from "../../languages/yaml/edit";
import { setAll, setAt, TabStop } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/missing-resources",
  summary: "Container without memory limit or without requests",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["WRG-01", "CLB-08", "SCR-39"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"],
  rationale:
    "Requests are what the scheduler packs nodes by: without them a pod lands on a node that is full, and is the first to be evicted when memory runs out. Without a memory limit one leak takes its neighbours along. " +
    "A CPU limit is not asked for: it throttles a container even on an idle node, and good engineers disagree about it. A Job that runs once, and a memory limit alone where the requests are stated, are hints; of init containers, which are over before it hurts, only `all` speaks.",
  patient: true,
  checks: {
    "kubernetes/missing-memory-limit": {
      summary: "No memory limit",
      equivalents: [
        "kube-linter:unset-memory-requirements",
        "kube-score:container-resources",
        "polaris:memoryLimitsMissing",
        "checkov:CKV_K8S_13",
        "trivy:KSV-0018",
        "kics:memory_limits_not_defined",
      ],
    },
    "kubernetes/missing-memory-request": {
      summary: "No memory request",
      equivalents: [
        "kube-score:container-resources",
        "polaris:memoryRequestsMissing",
        "checkov:CKV_K8S_12",
        "trivy:KSV-0016",
        "kics:memory_requests_not_defined",
      ],
    },
    "kubernetes/missing-cpu-request": {
      summary: "No CPU request",
      equivalents: [
        "kube-linter:unset-cpu-requirements",
        "kube-score:container-resources",
        "polaris:cpuRequestsMissing",
        "checkov:CKV_K8S_10",
        "trivy:KSV-0015",
        "kics:cpu_requests_not_set",
      ],
    },
  },
  examples: [
    {
      title: "nothing declared",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
            ^^^ 💡 warning: Container "web" has no memory limit, memory request and CPU request.
      image: shop/web:1.4.2
      # the port of the mesh
      ports: []
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: shop/web:1.4.2
      resources:
        limits:
          memory: 256Mi
        requests:
          memory: 256Mi
          cpu: 100m
      # the port of the mesh
      ports: []
`,
    },
    {
      title: "only the CPU request is missing",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
            ^^^ 💡 info: Container "web" has no CPU request.
      resources: { limits: { memory: 1Gi } }
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      resources: { limits: { memory: 1Gi }, requests: { cpu: 100m } }
`,
    },
    {
      title: "requests at the end of the block, which lack one",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
            ^^^ 💡 warning: Container "web" has no memory limit and memory request.
      image: shop/web:1.4.2
      resources:
        requests:
          cpu: 100m
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: shop/web:1.4.2
      resources:
        requests:
          cpu: 100m
          memory: 256Mi
        limits:
          memory: 256Mi
`,
    },
    {
      title: "a Job ends, and where all requests are stated the limit was left out on purpose",
      source: yaml`
apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  template:
    spec:
      containers:
        - name: import
                ^^^^^^ 💡 hint: Container "import" has no memory limit, memory request and CPU request.
---
apiVersion: v1
kind: Pod
metadata:
  name: cache
spec:
  containers:
    - name: cache
            ^^^^^ 💡 hint: Container "cache" has no memory limit.
      resources:
        requests: { cpu: 100m, memory: 64Mi }
`,
    },
    {
      title: "one part turned off",
      settings: { rules: [{ matches: (id) => id === "kubernetes/missing-cpu-request", level: "off" }] },
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
            ^^^ 💡 warning: Container "web" has no memory limit and memory request.
`,
    },
    {
      title: "a patch, wherever the kustomization that names it lies",
      source: files({
        "overlays/eu/kustomization.yaml": yaml`
resources: [../../base]
patches:
  - path: ../../patches/web.yaml
`,
        "patches/web.yaml": yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: shop/web:1.4.2
`,
      }),
    },
    {
      title: "declared, or from a template",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      resources:
        requests: { cpu: 100m, memory: 64Mi }
        limits: { memory: 64Mi }
    - name: templated
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
    - name: placeholder
      image: registry.k8s.io/pause:3.10
  initContainers:
    - name: wait
`,
    },
  ],
  on: containers,
  *check(container) {
    if (container.role === "ephemeral") return;
    const resources = container.map("resources");
    const limits = resources.map("limits");
    const requests = resources.map("requests");
    // A limit without a request is its own request.
    const lacksRequest = (name: string) => requests.lacks(name) && limits.lacks(name);
    const missing: readonly (GroupItem | false)[] = [
      limits.lacks("memory") && { check: "kubernetes/missing-memory-limit", words: "memory limit" },
      lacksRequest("memory") && { check: "kubernetes/missing-memory-request", words: "memory request" },
      lacksRequest("cpu") && { check: "kubernetes/missing-cpu-request", words: "CPU request" },
    ];
    const group = missing.filter((item) => item !== false);
    if (!group.length) return;
    const has = (check: string) => group.some((item) => item.check === check);
    // What runs once is over before it hurts, and who states all requests has mostly left the limit out on purpose.
    const isMinor = container.object.kind === "Job" || (group.length === 1 && has("kubernetes/missing-memory-limit"));
    const severity = isMinor ? { severity: "hint" as const } : has("kubernetes/missing-memory-limit") ? {} : { severity: "info" as const };
    const memory = limits.string("memory") ?? requests.string("memory") ?? "256Mi";
    yield {
      at: container.anchor,
      message: `${container.title} has no`,
      group,
      ...(container.role === "init" || container.pauses ? asOpinion : severity),
      fixes: [
        {
          title: "Declare its resources",
          safety: "suggestion",
          edits: mergeInto(container, {
            limits: has("kubernetes/missing-memory-limit") ? { memory: new TabStop(memory) } : undefined,
            requests: {
              ...(has("kubernetes/missing-memory-request") ? { memory: new TabStop(memory) } : {}),
              ...(has("kubernetes/missing-cpu-request") ? { cpu: new TabStop("100m") } : {}),
            },
          }),
        },
      ],
    };
  },
});

/** Adds the missing entries to what is declared; one block where nothing is. */
function mergeInto(container: Container, wanted: { limits: Record<string, Written> | undefined; requests: Record<string, Written> }) {
  const resources = container.map("resources");
  const { limits, requests } = wanted;
  if (!resources.node?.pairs.length) {
    const value: Record<string, Written> = { ...(limits ? { limits } : {}), ...(Object.keys(requests).length ? { requests } : {}) };
    return setAt(container.root, ["resources"], value, ["image", "name"]);
  }
  const entries = [
    ...(limits ? [["limits", limits] as const] : []),
    ...(Object.keys(requests).length ? [["requests", requests] as const] : []),
  ].flatMap(([key, values]): (readonly [readonly string[], Written])[] =>
    resources.map(key).node ? Object.entries(values).map(([name, value]) => [[key, name], value] as const) : [[[key], values]],
  );
  return setAll(resources, entries, ["limits", "requests"]);
}
