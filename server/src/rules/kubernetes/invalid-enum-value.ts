import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { joinWords } from "../../core/words";
import { isPlaceholder, schemaValues } from "../../languages/kubernetes/schema-walk";
import { slipOf } from "../../languages/kubernetes/words";
import { replaceScalar } from "../../languages/yaml/edit";

/** Above so many words a list helps nobody. */
const MOST_LISTED = 8;

export default defineRule({
  id: "kubernetes/invalid-enum-value",
  summary: "Word that is none of those the field takes",
  severity: "error",
  preset: "recommended",
  category: "reliability",
  family: "schema",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://kubernetes.io/docs/reference/kubernetes-api/"],
  rationale:
    "Some fields take one of a few words, and their case counts: `always` is not `Always`. The API server rejects any other: Unsupported value. " +
    "Of custom resources only what looks like a slip of a known word is reported, because nobody knows which version of the operator a cluster runs.",
  examples: [
    {
      title: "the wrong case, another word",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  dnsPolicy: Cluster
             ^^^^^^^ error: spec.dnsPolicy of Pod "web" cannot be Cluster, only ClusterFirst, ClusterFirstWithHostNet, Default or None: the API server rejects it.
  containers:
    - name: web
      imagePullPolicy: always
                       ^^^^^^ 💡 error: spec.containers[0].imagePullPolicy of Pod "web" cannot be always, only Always, IfNotPresent or Never: the API server rejects it.
`,
    },
    {
      title: "the word that was meant",
      source: yaml`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: "Loadbalancer"
        ^^^^^^^^^^^^^^ 💡 error: spec.type of Service "web" cannot be Loadbalancer, only ClusterIP, ExternalName, LoadBalancer or NodePort: the API server rejects it.
`,
      fixed: yaml`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: "LoadBalancer"
`,
    },
    {
      title: "right words, a template, a placeholder",
      source: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  dnsPolicy: \${DNS_POLICY}
  restartPolicy: Never
  containers:
    - name: web
      imagePullPolicy: {{ .Values.pullPolicy }}
`,
    },
  ],
  on: schemaValues,
  *check({ node, schema, path, object, at, builtIn }) {
    if (schema.type !== "word" || node.kind !== "scalar" || typeof node.value !== "string" || node.value === "") return;
    const { value } = node;
    const { words } = schema;
    if (words.includes(value) || isPlaceholder(value)) return;
    const meant = slipOf(value, words);
    if (!builtIn && meant === undefined) return;
    const only = words.length > MOST_LISTED ? (meant ?? "") : joinWords(words, "or");
    yield {
      at,
      message: `${path} of ${object.title} cannot be ${value}${only === "" ? "" : `, only ${only}`}: ${builtIn ? "the API server rejects it" : "it is rejected or has no effect"}.`,
      ...(builtIn ? {} : { severity: "warning" as const }),
      fixes:
        meant !== undefined && node.style !== "block" && node.anchor === undefined
          ? [{ title: `Change it to ${meant}`, safety: "suggestion", edits: [replaceScalar(object.root.world.text, node, meant)] }]
          : [],
    };
  },
});
