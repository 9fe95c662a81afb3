import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { Range } from "../../core/text";
import { containersOf } from "../../languages/kubernetes/container";
import { workloads } from "../../languages/kubernetes/queries";

export default defineRule({
  id: "kubernetes/duplicate-container-name",
  summary: "Two containers of one pod with the same name",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container"],
  rationale:
    "Containers are told apart by their name, init containers and sidecars included, so the API server rejects a pod that has one twice. Usually a container was copied and not renamed, or a sidecar that the mesh injects was written down as well.",
  examples: [
    {
      title: "an init container called like the main one",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: web
  containers:
    - name: web
            ^^^ error: Pod "web" has two containers called "web": the API server rejects it.
`,
    },
    {
      title: "names of their own, and branches of which one is taken",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: proxy
    {{- if .Values.fast }}
    - name: web
    {{- else }}
    - name: web
    {{- end }}
`,
    },
  ],
  on: workloads,
  *check(object) {
    const seen = new Map<string, Range>();
    for (const container of containersOf(object)) {
      const { name } = container;
      if (name === undefined) continue;
      const first = seen.get(name);
      if (!first) seen.set(name, container.anchor);
      else if (first.start !== container.anchor.start)
        yield {
          at: container.anchor,
          message: `${object.title} has two containers called "${name}": the API server rejects it.`,
          related: [{ at: { range: first }, message: "This is the first of them." }],
        };
    }
  },
});
