import { yaml } from "../../core/example";
import { defineRule, query } from "../../core/rule";
import { range } from "../../core/text";
import type { YamlError, YamlTree } from "../../languages/yaml/node";
import { describeYamlError } from "../../languages/yaml/errors";

/** `{PREFIX}` stands for what a script puts there before anybody reads the file as YAML. */
const PLACEHOLDER = /\{[A-Z][A-Z0-9_]*\}/;

export default defineRule({
  id: "kubernetes/syntax-error",
  summary: "Manifest that is not valid YAML",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["kube-linter:schema-validation"],
  references: ["https://yaml.org/spec/1.2.2/"],
  rationale:
    "kubectl refuses the whole file. In a Helm template only what no template action touches is judged: the rest is known when it is rendered. Documents with placeholders such as `{PREFIX}` are not judged.",
  examples: [
    {
      title: "a list that is not closed",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: [web
           ^ error: This is not valid YAML: a list or map in brackets is not closed.
`,
    },
    {
      title: "an item that is indented otherwise is one mistake",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
      - name: web
    - name: helper
    ^ error: This is not valid YAML: this item is not indented like those above it.
      image: shop/helper:1.4.2
`,
    },
    {
      title: "a placeholder that a script fills in",
      source: yaml`
apiVersion: v1
kind: Service
metadata:
  name: dns
spec:
  clusterIP: {SERVICE_IP_PREFIX}.16
`,
    },
    {
      title: "a templated document is judged when it is rendered",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: {{ .Values.name }}: x
`,
    },
  ],
  on: query(["kubernetes"], (reading) => (PLACEHOLDER.test(reading.part.text) ? [] : (reading.tree as YamlTree).errors)),
  *check(error: YamlError) {
    yield { at: range(error.start, Math.max(error.end, error.start + 1)), message: `This is not valid YAML: ${describeYamlError(error)}.` };
  },
});
