import type { Edit } from "../../core/edit";
import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { lineStartAt, range } from "../../core/text";
import { containers } from "../../languages/kubernetes/queries";
import type { Mapping } from "../../languages/yaml/mapping";

export default defineRule({
  id: "kubernetes/duplicate-env",
  summary: "Environment variable that is set twice",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["kube-linter:duplicate-env-var", "kube-score:environment-variable-key-duplication"],
  references: ["https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables"],
  rationale:
    "The last entry of a name wins and the others do nothing, so somebody changes a value here and wonders why nothing happens. Server-side apply refuses the list altogether, and `kubectl apply` may drop entries when one of them is removed later.",
  examples: [
    {
      title: "twice in one container",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      env:
        - name: DB_HOST
                ^^^^^^^ 💡 warning: DB_HOST is set again below, and the last one wins: this value does nothing.
          value: db-old
        # the new cluster
        - name: LEVEL
          value: info
        - name: DB_HOST
          value: db
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      env:
        # the new cluster
        - name: LEVEL
          value: info
        - name: DB_HOST
          value: db
`,
    },
    {
      title: "once a branch, once a container",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      env:
        {{- if .Values.external }}
        - name: DB_HOST
          value: {{ .Values.host }}
        {{- else }}
        - name: DB_HOST
          value: db
        {{- end }}
    - name: helper
      env:
        - name: DB_HOST
          value: db
`,
    },
  ],
  on: containers,
  *check(container) {
    const last = new Map<string, Mapping>();
    const entries = [...container.root.list("env").maps()].reverse();
    for (const entry of entries) {
      const name = entry.string("name");
      if (name === undefined || entry.scalar("name").state !== "known") continue;
      if (!last.has(name)) {
        last.set(name, entry);
        continue;
      }
      yield {
        at: entry.rangeOf("name"),
        message: `${name} is set again below, and the last one wins: this value does nothing.`,
        tag: "unnecessary",
        fixes: removal(entry),
      };
    }
  },
});

/** Takes a `name`, `value` entry of two lines out of its list; what is longer or shorter is left to the person. */
function removal(entry: Mapping) {
  const { text } = entry.world;
  const [first, second, ...more] = entry.pairs;
  if (entry.node?.flow !== false || !first || second?.value?.kind !== "scalar" || second.value.style === "block" || more.length) return [];
  const start = lineStartAt(text, first.key.start);
  const lineEnd = /^[ \t]*\r?\n/.exec(text.slice(second.value.end));
  if (!lineEnd || !/^\s*- +$/.test(text.slice(start, first.key.start))) return [];
  const edit: Edit = { at: range(start, second.value.end + lineEnd[0].length), text: "" };
  return [{ title: "Remove the entry without effect", safety: "suggestion" as const, edits: [edit] }];
}
