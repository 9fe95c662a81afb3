import { yaml } from "../../core/example";
import { defineRule, query } from "../../core/rule";
import { duplicatesOf } from "../../languages/yaml/duplicates";
import { objectOf } from "../../languages/kubernetes/object";
import type { YamlTree } from "../../languages/yaml/node";

export default defineRule({
  id: "kubernetes/duplicate-key",
  summary: "Key written twice in one mapping",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],
  rationale:
    "Only one of the two counts, and tools disagree on which: the other is a setting you believe you have. kubectl's strict validation rejects the object.",
  examples: [
    {
      title: "two values for one key",
      source: yaml`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: ClusterIP
  selector: { app: web }
  type: NodePort
  ^^^^ error: The key "type" is written twice here.
`,
    },
    {
      title: "two branches of a template",
      source: yaml`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  {{- if .Values.public }}
  type: LoadBalancer
  {{- else }}
  type: ClusterIP
  {{- end }}
`,
    },
  ],
  on: query(["kubernetes", "helm-template"], (reading) => (objectOf(reading) ? duplicatesOf((reading.tree as YamlTree).root) : [])),
  *check({ key, first }) {
    yield {
      at: { range: { start: key.start, end: key.end } },
      message: `The key "${key.source}" is written twice here.`,
      related: [{ at: { range: { start: first.start, end: first.end } }, message: "It is first written here." }],
    };
  },
});
