import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { objects } from "../../languages/kubernetes/queries";
import { isPlaceholder } from "../../languages/kubernetes/schema-walk";
import type { Mapping } from "../../languages/yaml/mapping";

/** Kubernetes documentation, Labels and Selectors: at most 63 of these characters, a letter or digit at both ends, or nothing. */
const VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

export default defineRule({
  id: "kubernetes/invalid-label",
  summary: "Label value that the API server rejects",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["kube-score:label-values", "kics:metadata_label_is_invalid"],
  references: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set"],
  rationale:
    "A label's value has at most 63 letters, digits, `-`, `_` and `.`, and begins and ends with a letter or digit. Anything else is rejected with the whole object. What is longer or freer belongs into an annotation.",
  examples: [
    {
      title: "a blank, a slash",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    team: the shop
          ^^^^^^^^ error: The label "team" of Deployment "web" has characters that are not allowed: the API server rejects it.
spec:
  template:
    metadata:
      labels:
        image: shop/web
               ^^^^^^^^ error: The label "image" of Deployment "web" has characters that are not allowed: the API server rejects it.
`,
    },
    {
      title: "what is allowed, and what a template decides",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    version: 1.4.2
    empty: ""
    chart: {{ .Chart.Name }}-{{ .Chart.Version }}
    branch: \${BRANCH}
  annotations: { contact: the shop }
`,
    },
  ],
  on: objects,
  *check(object) {
    for (const metadata of [object.metadata, ...(object.podMetadata && object.kind !== "Pod" ? [object.podMetadata] : [])])
      yield* invalidIn(metadata.map("labels"), object.title);
  },
});

function* invalidIn(labels: Mapping, title: string) {
  for (const key of labels.keys) {
    const value = labels.string(key);
    if (value === undefined || VALUE.test(value) || isPlaceholder(value)) continue;
    const reason = value.length > 63 ? `has ${value.length} characters, and 63 are allowed` : "has characters that are not allowed";
    yield { at: labels.rangeOf(key), message: `The label "${key}" of ${title} ${reason}: the API server rejects it.` };
  }
}
