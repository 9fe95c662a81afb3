import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { joinWords } from "../../core/words";
import { schemaMappings } from "../../languages/kubernetes/schema-walk";

export default defineRule({
  id: "kubernetes/missing-required-field",
  summary: "Field that the API server asks for is missing",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  family: "schema",
  since: "0.1.0",
  guidance: [],
  equivalents: ["kube-linter:schema-validation"],
  references: ["https://kubernetes.io/docs/reference/kubernetes-api/"],
  rationale:
    "Without it the API server rejects the object: Required value. Said only where nothing unseen can supply the field: no template, no overlay, no merge key.",
  patient: true,
  examples: [
    {
      title: "a selector, a name, a key",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
^^^^ warning: Deployment "web" lacks spec.selector: the API server rejects it.
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - image: shop/web:1.4.2
          ^^^^^ warning: Deployment "web" lacks spec.template.spec.containers[0].name: the API server rejects it.
          volumeMounts:
            - readOnly: true
              ^^^^^^^^ warning: Deployment "web" lacks spec.template.spec.containers[0].volumeMounts[0].mountPath and spec.template.spec.containers[0].volumeMounts[0].name: the API server rejects it.
`,
    },
    {
      title: "complete, defaulted, and what a template or a merge key supplies",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: web }
roleRef: { kind: Role, name: web }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  schedule: "@daily"
  {{- include "report.job" . | nindent 2 }}
---
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - &base { name: web, image: "shop/web:1.4.2" }
    - { <<: *base, command: [run] }
    {{- with .Values.sidecar }}
    - {{ toYaml . | nindent 6 }}
    {{- end }}
`,
    },
    {
      title: "a branch that ends before the item does",
      source: yaml`
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  ports:
    {{- if .Values.tls }}
    - name: https
    {{- else }}
    - name: http
    {{- end }}
      port: 80
`,
    },
    {
      title: "a file beside a kustomization that lists it nowhere",
      source: {
        "kustomization.yaml": yaml`
resources: [web.yaml]
`,
        "web.yaml": yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec: {}
^^^^ warning: Pod "web" lacks spec.containers: the API server rejects it.
`,
        "piece.yaml": yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec: {}
`,
      },
    },
    {
      title: "an overlay that adds it",
      source: {
        "base/kustomization.yaml": yaml`
resources: [web.yaml]
`,
        "base/web.yaml": yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template: {}
`,
        "overlay/kustomization.yaml": yaml`
resources: [../base]
patches:
  - path: selector.yaml
`,
        "overlay/selector.yaml": yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { selector: { matchLabels: { app: web } } }
`,
      },
    },
  ],
  on: schemaMappings,
  *check({ mapping, schema, path, object, builtIn, unfinished }) {
    if (!builtIn || unfinished) return;
    const missing = [...schema.fields].filter(([name, { required }]) => required && mapping.lacks(name)).map(([name]) => name);
    if (!missing.length) return;
    const names = missing.map((name) => (path === "" ? name : `${path}.${name}`));
    yield { at: mapping.anchor, message: `${object.title} lacks ${joinWords(names)}: the API server rejects it.` };
  },
});
