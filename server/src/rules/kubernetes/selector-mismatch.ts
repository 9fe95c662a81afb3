import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { ofKind } from "../../languages/kubernetes/peers";
import { kinds } from "../../languages/kubernetes/queries";
import { stringMap } from "../../languages/yaml/document";
import { setAt } from "../../languages/yaml/edit";

const EQUIVALENTS = [
  "kube-linter:mismatching-selector",
  "kube-score:deployment-pod-selector-labels-match-template-metadata-labels",
  "kube-score:statefulset-pod-selector-labels-match-template-metadata-labels",
];

export default defineRule({
  id: "kubernetes/selector-mismatch",
  summary: "Selector that does not match the workload's own pods",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: EQUIVALENTS,
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector"],
  rationale:
    "The API server rejects a workload whose selector does not match its own pod template. The selector cannot be changed once the object exists, so it is the template's labels that have to follow.",
  examples: [
    {
      title: "a label that differs",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
           ^^^ 💡 error: The selector asks for app=web, but the pod template has app=shop: the API server rejects it.
  template:
    metadata:
      labels:
        app: shop
`,
      fixed: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
`,
    },
    {
      title: "a label that is not there",
      source: yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  selector: { matchLabels: { app: db, tier: data } }
                                            ^^^^ 💡 error: The selector asks for tier=data, but the pod template does not have the label: the API server rejects it.
  template: { metadata: { labels: { app: db } } }
`,
      fixed: yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  selector: { matchLabels: { app: db, tier: data } }
  template: { metadata: { labels: { app: db, tier: data } } }
`,
    },
    {
      title: "a subset of the labels, and templated ones",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web, version: v2 } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart }
spec:
  selector:
    matchLabels:
      {{- include "cart.labels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "cart.labels" . | nindent 8 }}
        app: cart
`,
    },
  ],
  on: kinds("apps", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"),
  *check(object) {
    const matchLabels = object.spec.map("selector").map("matchLabels");
    const labels = object.podMetadata?.map("labels");
    const wanted = stringMap(matchLabels);
    const given = labels && stringMap(labels);
    if (!wanted || !given || labels.presence !== "written") return;
    for (const [key, value] of Object.entries(wanted)) {
      if (given[key] === value) continue;
      const has = given[key] === undefined ? "does not have the label" : `has ${key}=${given[key]}`;
      yield {
        at: matchLabels.rangeOf(key),
        equivalents: ofKind(EQUIVALENTS, object),
        message: `The selector asks for ${key}=${value}, but the pod template ${has}: the API server rejects it.`,
        related: [{ at: { range: labels.anchor }, message: "These are the labels of the pods." }],
        fixes: [{ title: `Label the pods ${key}=${value}`, safety: "suggestion", edits: setAt(labels, [key], value) }],
      };
    }
  },
});
