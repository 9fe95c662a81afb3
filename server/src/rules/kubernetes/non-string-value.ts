import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { Finding } from "../../core/rule";
import { range } from "../../core/text";
import { containersOf } from "../../languages/kubernetes/container";
import { objects } from "../../languages/kubernetes/queries";
import type { Mapping } from "../../languages/yaml/mapping";

/** What kubectl and Helm take for a boolean or a number. `y` and `n` are not among it: readers disagree. Source: tried with kubectl 1.32. */
const NOT_TEXT =
  /^(?:true|false|yes|no|on|off|[-+]?(?:0x[0-9a-f_]+|0o?[0-7_]+|[0-9][0-9_]*|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:e[-+]?[0-9]+)?))$/i;

export default defineRule({
  id: "kubernetes/non-string-value",
  summary: "Boolean or number where Kubernetes wants text",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["PM-03"],
  equivalents: [],
  references: [
    "https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/",
    "https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/",
  ],
  rationale:
    "Environment variables, labels, annotations and the data of a ConfigMap are text. Without quotes YAML reads `true`, `yes`, `on` and `8080` as booleans and numbers, and the API server rejects the object: cannot unmarshal bool into Go struct field of type string. Quotes keep the value exactly as it is written.",
  safeFix:
    "The API server rejects the unquoted value, so nothing that is deployed can change; between the quotes stands the text that was written.",
  examples: [
    {
      title: "numbers that do not look like one",
      source: yaml`
apiVersion: v1
kind: ConfigMap
metadata: { name: web }
data:
  commit: 12e03
          ^^^^^ 💡 error: The entry "commit" of ConfigMap "web" is a number, not text: the API server rejects it.
  mode: 0644
        ^^^^ 💡 error: The entry "mode" of ConfigMap "web" is a number, not text: the API server rejects it.
  date: 2026-11-20
  version: 1.4.2
  time: 12:30
`,
    },
    {
      title: "a variable, an annotation, a label",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    prometheus.io/scrape: true
                          ^^^^ 💡 error: The annotation "prometheus.io/scrape" of Pod "web" is a boolean, not text: the API server rejects it.
    prometheus.io/port: "8080"
  labels:
    legacy: yes
            ^^^ 💡 error: The label "legacy" of Pod "web" is a boolean, not text: the API server rejects it.
spec:
  containers:
    - name: web
      env:
        - name: PORT
          value: 8080
                 ^^^^ 💡 error: The variable "PORT" of Pod "web" is a number, not text: the API server rejects it.
        - { name: DEBUG, value: "true" }
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    prometheus.io/scrape: "true"
    prometheus.io/port: "8080"
  labels:
    legacy: yes
spec:
  containers:
    - name: web
      env:
        - name: PORT
          value: 8080
        - { name: DEBUG, value: "true" }
`,
    },
    {
      title: "text, nothing, and what a template fills in",
      source: yaml`
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  labels:
    version: 1.4.2
    empty:
data:
  debug: "false"
  workers: {{ .Values.workers }}
`,
    },
  ],
  on: objects,
  *check(object) {
    const { title } = object;
    for (const metadata of object.kind === "Pod" ? [object.metadata] : [object.metadata, object.podMetadata])
      for (const [key, word] of [
        ["annotations", "annotation"],
        ["labels", "label"],
      ] as const)
        if (metadata) yield* wrong(metadata.map(key), (name) => `The ${word} "${name}" of ${title}`);
    if (object.is("", "ConfigMap")) yield* wrong(object.root.map("data"), (name) => `The entry "${name}" of ${title}`);
    if (object.is("", "Secret")) yield* wrong(object.root.map("stringData"), (name) => `The entry "${name}" of ${title}`);
    for (const container of containersOf(object))
      for (const entry of container.root.list("env").maps())
        yield* wrong(entry, () => `The variable "${entry.string("name") ?? ""}" of ${title}`, "value");
  },
});

function* wrong(mapping: Mapping, what: (key: string) => string, only?: string): Iterable<Finding> {
  for (const { key, value } of mapping.pairs) {
    if (only !== undefined && key.source !== only) continue;
    if (value?.kind !== "scalar" || value.style !== "plain" || value.masks || value.tag !== undefined || value.anchor !== undefined)
      continue;
    if (typeof value.value === "string" || !NOT_TEXT.test(value.source)) continue;
    yield {
      at: mapping.rangeOf(key.source),
      message: `${what(key.source)} is a ${typeof value.value}, not text: the API server rejects it.`,
      fixes: [{ title: "Quote it", safety: "safe", edits: [{ at: range(value.start, value.end), text: `"${value.source}"` }] }],
    };
  }
}
