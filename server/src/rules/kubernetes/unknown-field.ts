import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import type { SchemaMapping } from "../../languages/kubernetes/schema-walk";
import { isPlaceholder, isSurelyHere, schemaMappings } from "../../languages/kubernetes/schema-walk";
import { slipOf } from "../../languages/kubernetes/words";
import { renameKey } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/unknown-field",
  summary: "Field that the kind does not have",
  severity: "error",
  preset: "recommended",
  category: "reliability",
  family: "schema",
  since: "0.1.0",
  guidance: [],
  equivalents: ["kube-linter:schema-validation"],
  references: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],
  rationale:
    "A misspelt field, or one that is indented too far or not far enough, sets nothing. kubectl asks for strict validation, so the API server answers with strict decoding error: unknown field; other clients have it dropped in silence, and a probe or a limit that everybody believes in does not exist. " +
    "Of custom resources only what looks like a slip of a known field is reported, because nobody knows which version of the operator a cluster runs.",
  examples: [
    {
      title: "a slip of the pen",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replica: 3
  ^^^^^^^ 💡 error: spec.replica is no field of Deployment, replicas was probably meant: the API server rejects it.
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          livenesProbe: { tcpSocket: { port: 80 } }
          ^^^^^^^^^^^^ 💡 error: spec.template.spec.containers[0].livenesProbe is no field of Deployment, livenessProbe was probably meant: the API server rejects it.
`,
      fixed: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          livenesProbe: { tcpSocket: { port: 80 } }
`,
    },
    {
      title: "indented one step too far, or not far enough",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      restartPolicyRules: []
      volumes: []
      ^^^^^^^ error: spec.containers[0].volumes is no field of Pod, but spec.volumes is: the API server rejects it.
  limits: {}
  ^^^^^^ error: spec.limits is no field of Pod, but spec.resources.limits is: the API server rejects it.
`,
    },
    {
      title: "a custom resource",
      source: yaml`
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: web
spec:
  secretName: web-tls
  isuerRef: { name: letsencrypt }
  ^^^^^^^^ 💡 warning: spec.isuerRef is no field of Certificate, issuerRef was probably meant: it is rejected or has no effect.
  fieldOfALaterVersion: true
`,
    },
    {
      title: "what a template adds, what is data, and kinds nobody here knows",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  {{- toYaml .Values.spec | nindent 2 }}
  template:
    metadata:
      labels: { anything: goes }
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: things.example.com }
spec:
  group: example.com
  names: { kind: Thing, plural: things }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } }
---
apiVersion: example.com/v1
kind: Thing
spce: {}
`,
    },
    {
      title: "what stands in another branch of the template, and what an action moves",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      resources: { }
        {{ with .Values.pullPolicy }}imagePullPolicy: {{ . }}{{ end }}
      {{- if .Values.tls }}
      ports:
        - containerPort: 8443
      {{- else }}
          name: http
      {{- end }}
`,
    },
    {
      title: "a document that names its schema, in an editor whose YAML extension reads that",
      settings: { standDown: ["modeline"] },
      source: yaml`
# yaml-language-server: $schema=https://example.com/pod.json
apiVersion: v1
kind: Pod
metadata: { name: web }
spce: {}
---
apiVersion: v1
kind: Pod
metadata: { name: other }
spce: {}
^^^^ 💡 error: spce is no field of Pod, spec was probably meant: the API server rejects it.
`,
    },
    {
      title: "a patch of a kustomization",
      source: {
        "kustomization.yaml": yaml`
resources: []
patches:
  - path: patch.yaml
`,
        "patch.yaml": yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers:
        - $patch: delete
          name: web
`,
      },
    },
  ],
  on: schemaMappings,
  *check(at) {
    const { mapping, schema, path, object, builtIn } = at;
    if (schema.open) return;
    for (const pair of mapping.pairs) {
      const { key } = pair;
      const name = key.source;
      // Directives of a strategic merge begin with a dollar sign.
      if (schema.fields.has(name) || key.masks || isPlaceholder(name) || !isSurelyHere(key.start, at)) continue;
      const home = builtIn ? homeOf(name, at) : undefined;
      const meant = home === undefined ? meantBy(name, at) : undefined;
      if (!builtIn && meant === undefined) continue;
      const hint = home !== undefined ? `, but ${home} is` : meant !== undefined ? `, ${meant} was probably meant` : "";
      yield {
        at: range(key.start, key.end),
        message: `${path === "" ? name : `${path}.${name}`} is no field of ${object.kind}${hint}: ${builtIn ? "the API server rejects it" : "it is rejected or has no effect"}.`,
        ...(builtIn ? {} : { severity: "warning" as const }),
        fixes:
          meant !== undefined && !mapping.has(meant)
            ? [{ title: `Change it to ${meant}`, safety: "suggestion", edits: renameKey(mapping, name, meant) }]
            : [],
      };
    }
  },
});

/** The field a name is a slip of. One that stands beside it was not misspelt; a later version may well have both. */
function meantBy(name: string, { schema, mapping, builtIn }: SchemaMapping): string | undefined {
  const meant = slipOf(name, [...schema.fields.keys()]);
  return meant !== undefined && !builtIn && mapping.has(meant) ? undefined : meant;
}

/** Where a field of that name is at home, when it stands a few steps too deep or one too high. */
function homeOf(name: string, { schema, path, parent }: SchemaMapping): string | undefined {
  for (let above = parent; above?.parent; above = above.parent) if (above.schema.fields.has(name)) return `${above.path}.${name}`;
  const below = [...schema.fields].filter(([, field]) => field.schema.type === "object" && field.schema.fields.has(name));
  const [only] = below;
  return only && below.length === 1 ? `${path === "" ? "" : `${path}.`}${only[0]}.${name}` : undefined;
}
