import type { Fix } from "../../core/edit";
import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { lineStartAt, range } from "../../core/text";
import { quantity } from "../../languages/kubernetes/quantity";
import type { Schema } from "../../languages/kubernetes/schema";
import type { SchemaValue } from "../../languages/kubernetes/schema-walk";
import { isPlaceholder, schemaValues } from "../../languages/kubernetes/schema-walk";
import type { YamlNode, YamlScalar } from "../../languages/yaml/node";

/** What every reader of YAML 1.1 takes for a boolean or a number. `y` and `n` are not among it: readers disagree. */
const NOT_TEXT = /^(?:true|false|yes|no|on|off|[-+]?[0-9]+(?:\.[0-9]*)?(?:e[-+]?[0-9]+)?)$/i;
/** Texts that kubernetes/non-string-value looks after. */
const ELSEWHERE = /^(?:(?:.*\.)?template\.)?metadata\.(?:labels|annotations)\.|\.env\[\d+\]\.value$/;

const WANTED: Readonly<Record<Exclude<Schema["type"], "any">, string>> = {
  string: "a string",
  word: "a string",
  integer: "an integer",
  number: "a number",
  boolean: "a boolean",
  quantity: "a quantity",
  "integer-or-string": "an integer or a string",
  list: "a list",
  map: "a mapping",
  object: "a mapping",
};

export default defineRule({
  id: "kubernetes/wrong-type",
  summary: "Value of another type than the field has",
  severity: "error",
  preset: "recommended",
  category: "reliability",
  family: "schema",
  since: "0.1.0",
  guidance: [],
  equivalents: ["kube-linter:schema-validation"],
  references: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],
  rationale:
    'The API server takes no string for a number and no number for a string: cannot unmarshal string into Go struct field of type int32. Manifests are read as YAML 1.1, so `yes`, `on` and `0400` without quotes are a boolean and a number, and `"3"` with quotes is text. Quotes, or their absence, are all it takes.',
  safeFix: "The API server rejects the value as it is written, so nothing that is deployed can change; only the quotes do.",
  examples: [
    {
      title: "quotes too many and too few",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: "3"
            ^^^ 💡 error: spec.replicas of Deployment "web" is a string, not an integer: the API server rejects it.
  selector: { matchLabels: { app: web, release: 7 } }
                                                ^ 💡 error: spec.selector.matchLabels.release of Deployment "web" is an integer, not a string: the API server rejects it.
  template:
    metadata: { labels: { app: web, release: "7" } }
    spec:
      hostNetwork: "false"
                   ^^^^^^^ 💡 error: spec.template.spec.hostNetwork of Deployment "web" is a string, not a boolean: the API server rejects it.
      containers:
        - name: web
          args: [--port, 8080]
                         ^^^^ 💡 error: spec.template.spec.containers[0].args[1] of Deployment "web" is an integer, not a string: the API server rejects it.
`,
      fixed: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector: { matchLabels: { app: web, release: 7 } }
  template:
    metadata: { labels: { app: web, release: "7" } }
    spec:
      hostNetwork: "false"
      containers:
        - name: web
          args: [--port, 8080]
`,
    },
    {
      title: "a list, a mapping, a quantity",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  ^^^^^^^^^^ error: spec.containers of Pod "web" is a mapping, not a list: the API server rejects it.
    name: web
  nodeSelector:
  ^^^^^^^^^^^^ error: spec.nodeSelector of Pod "web" is a list, not a mapping: the API server rejects it.
    - disk: ssd
  initContainers:
    - name: init
      command: sh -c ls
               ^^^^^^^^ error: spec.initContainers[0].command of Pod "web" is a string, not a list: the API server rejects it.
      resources: { limits: { memory: 512MB } }
                                     ^^^^^ error: spec.initContainers[0].resources.limits.memory of Pod "web" is 512MB, which is no quantity: the API server rejects it.
`,
    },
    {
      title: "YAML 1.1, either type, nothing, a template, a placeholder",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: yes
  priority: 1e3
  terminationGracePeriodSeconds: \${GRACE}
  nodeName:
  containers:
    - name: web
      ports: [{ containerPort: {{ .Values.port }} }]
      livenessProbe: { httpGet: { port: http, path: / }, periodSeconds: !!int "5" }
      readinessProbe: { httpGet: { port: 8080, path: / } }
      resources: { limits: { cpu: 1, memory: 1.5Gi }, requests: { cpu: .5 } }
      securityContext:
        runAsUser: {{ .Values.user }}
  volumes:
    - name: key
      secret: { secretName: key, defaultMode: 0400 }
`,
    },
  ],
  on: schemaValues,
  *check(value) {
    const { node, schema, path, object, at, builtIn } = value;
    if (schema.type === "any" || (node.kind === "scalar" && isPlaceholder(node.source))) return;
    const { text } = object.root.world;
    // `[fe80::]` is an address to one reader and a mapping without a value to another.
    if (isLookedAfter(value) || isTagged(node, text) || (node.kind === "map" && node.flow && text[node.start] !== "{")) return;
    const wrong = wrongness(node, schema);
    if (wrong === undefined) return;
    yield {
      at,
      message: `${path} of ${object.title} is ${wrong}: ${builtIn ? "the API server rejects it" : "it is rejected or has no effect"}.`,
      ...(builtIn ? {} : { severity: "warning" as const }),
      fixes: builtIn && node.kind === "scalar" && node.anchor === undefined ? requoted(node, schema) : [],
    };
  },
});

const isLookedAfter = ({ path, object }: SchemaValue): boolean =>
  ELSEWHERE.test(path) ||
  (object.is("", "ConfigMap") && path.startsWith("data.")) ||
  (object.is("", "Secret") && path.startsWith("stringData."));

/** Whether a tag such as `!!int` says what the value is. */
const isTagged = (node: YamlNode, text: string): boolean => /![^\s]*[ \t]+$/.test(text.slice(lineStartAt(text, node.start), node.start));

/** What a value is instead of what the schema asks for; undefined when it fits. Null always does: the API server takes it for nothing. */
function wrongness(node: YamlNode, schema: Exclude<Schema, { readonly type: "any" }>): string | undefined {
  const wanted = WANTED[schema.type];
  if (node.kind === "map") return schema.type === "map" || schema.type === "object" ? undefined : `a mapping, not ${wanted}`;
  if (node.kind === "seq") return schema.type === "list" ? undefined : `a list, not ${wanted}`;
  if (node.kind !== "scalar" || node.value === null) return undefined;
  const { value } = node;
  const found = typeof value === "number" ? (Number.isInteger(value) ? "an integer" : "a number") : `a ${typeof value}`;
  if (schema.type === "quantity" && typeof value !== "boolean")
    return quantity(node.source) || typeof value === "number" ? undefined : `${node.source}, which is no quantity`;
  return fits(node, schema.type) ? undefined : `${found}, not ${wanted}`;
}

function fits({ value, source, style }: YamlScalar, type: Schema["type"]): boolean {
  switch (type) {
    case "string":
    case "word":
      return typeof value === "string" || style !== "plain" || !NOT_TEXT.test(source);
    case "integer":
      return Number.isInteger(value);
    case "number":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    case "integer-or-string":
      return typeof value === "string" || Number.isInteger(value);
    default:
      return false;
  }
}

/** Adds the quotes a string needs, or takes those away that make one of a number or a boolean. */
function requoted(node: YamlScalar, schema: Schema): Fix[] {
  const at = range(node.start, node.end);
  if ((schema.type === "string" || schema.type === "word") && node.style === "plain")
    return [{ title: "Quote it", safety: "safe", edits: [{ at, text: `"${node.source}"` }] }];
  const bare = schema.type === "boolean" ? /^(?:true|false)$/ : schema.type === "integer" ? /^(?:0|-?[1-9][0-9]*)$/ : undefined;
  const quoted = node.style === "single" || node.style === "double";
  return bare?.test(node.source) === true && quoted
    ? [{ title: "Take the quotes away", safety: "safe", edits: [{ at, text: node.source }] }]
    : [];
}
