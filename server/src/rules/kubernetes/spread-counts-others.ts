import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { selects } from "../../languages/kubernetes/labels";
import { workloads } from "../../languages/kubernetes/queries";
import { stringMap } from "../../languages/yaml/document";

export default defineRule({
  id: "kubernetes/spread-counts-others",
  summary: "Topology spread constraint that does not count its own pods",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["NET-11", "BM-03"],
  equivalents: ["kube-score:pod-topology-spread-constraints"],
  references: ["https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#implicit-conventions"],
  rationale:
    "A constraint spreads a new pod by how many of the selected pods each node or zone has. If the selector does not match the pod itself, adding it changes no count: all replicas may land on one node, and the constraint looks as if it worked. Without a selector no pod is counted at all.",
  examples: [
    {
      title: "the labels of another program, and no selector",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    metadata: { labels: { app: web } }
    spec:
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: DoNotSchedule
          labelSelector:
          ^^^^^^^^^^^^^ warning: Deployment "web" is spread by the number of other pods: its own do not have these labels.
            matchLabels: { app: api }
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Deployment "web" is not spread over topology.kubernetes.io/zone: the constraint selects no pods.
          whenUnsatisfiable: ScheduleAnyway
`,
    },
    {
      title: "its own labels, more keys, and a template",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    metadata: { labels: { app: web, tier: front } }
    spec:
      topologySpreadConstraints:
        - { maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: { matchLabels: { app: web } } }
        - { maxSkew: 1, topologyKey: host, whenUnsatisfiable: DoNotSchedule, labelSelector: { matchExpressions: [{ key: app, operator: Exists }] } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: templated }
spec:
  template:
    metadata:
      labels:
        {{- include "labels" . | nindent 8 }}
    spec:
      topologySpreadConstraints:
        - { maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: { matchLabels: { app: web } } }
`,
    },
  ],
  on: workloads,
  *check(object) {
    const labels = object.podLabels;
    if (!labels) return;
    for (const constraint of object.podSpec?.list("topologySpreadConstraints").maps() ?? []) {
      if (constraint.lacks("labelSelector")) {
        const key = constraint.string("topologyKey");
        if (key !== undefined && constraint.lacks("matchLabelKeys"))
          yield {
            at: constraint.rangeOf("topologyKey"),
            message: `${object.title} is not spread over ${key}: the constraint selects no pods.`,
          };
        continue;
      }
      const selector = constraint.map("labelSelector");
      const wanted = selector.lacks("matchExpressions") ? stringMap(selector.map("matchLabels")) : undefined;
      if (!wanted || !Object.keys(wanted).length || selects(wanted, labels)) continue;
      yield {
        at: constraint.keyRange("labelSelector"),
        message: `${object.title} is spread by the number of other pods: its own do not have these labels.`,
      };
    }
  },
});
