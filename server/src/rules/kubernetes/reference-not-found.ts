import { yaml } from "../../core/example";
import type { Range } from "../../core/text";
import { defineRule } from "../../core/rule";
import { isComplete } from "../../languages/kubernetes/completeness";
import { containersOf } from "../../languages/kubernetes/container";
import { asOpinion } from "../../languages/kubernetes/node-agent";
import type { KubernetesObject } from "../../languages/kubernetes/object";
import { workloads } from "../../languages/kubernetes/queries";
import { inNamespace, mistyped, namedAlike } from "../../languages/kubernetes/related";
import type { Mapping } from "../../languages/yaml/mapping";

/** What every namespace has without anybody declaring it. */
const BUILT_IN = ["default", "kube-root-ca.crt"];

export default defineRule({
  id: "kubernetes/reference-not-found",
  summary: "Reference to a ConfigMap, Secret or ServiceAccount that is not there",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CLB-21", "ING-34"],
  equivalents: [],
  checks: {
    "kubernetes/configuration-not-found": { summary: "No such ConfigMap or Secret", equivalents: ["kube-linter:env-value-from"] },
    "kubernetes/account-not-found": { summary: "No such ServiceAccount", equivalents: ["kube-linter:non-existent-service-account"] },
  },
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#restrictions"],
  rationale:
    "A pod whose ConfigMap or Secret does not exist waits in CreateContainerConfigError or for its mount; one whose ServiceAccount does not exist is not even created, and only the ReplicaSet's events say so. Much is made outside of a chart, so by default only a name that is all but right, or that is in another namespace, is reported; `all` names what no file in sight has.",
  examples: [
    {
      title: "a mistyped ConfigMap, and a Secret of another namespace",
      source: {
        "Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
        "templates/config.yaml": yaml`
apiVersion: v1
kind: ConfigMap
metadata: { name: checkout }
---
apiVersion: v1
kind: Secret
metadata: { name: tokens, namespace: vault }
`,
        "templates/web.yaml": yaml`
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  containers:
    - name: web
      envFrom:
        - configMapRef: { name: chekout }
                                ^^^^^^^ warning: There is no ConfigMap "chekout"; there is "checkout".
      env:
        - name: TOKEN
          valueFrom: { secretKeyRef: { name: tokens, key: web } }
                                             ^^^^^^ warning: There is no Secret "tokens" in namespace "shop"; it is in "vault".
`,
      },
    },
    {
      title: "there, optional, made elsewhere, in a folder that need not be all",
      source: {
        "chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
        "chart/templates/web.yaml": yaml`
apiVersion: v1
kind: ConfigMap
metadata: { name: checkout }
---
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  serviceAccountName: {{ .Values.account }}
  containers:
    - name: web
      envFrom: [{ configMapRef: { name: checkout } }, { configMapRef: { name: chekout, optional: true } }]
      env: [{ name: A, valueFrom: { secretKeyRef: { name: made-elsewhere, key: a } } }]
`,
        "plain/web.yaml": yaml`
apiVersion: v1
kind: ConfigMap
metadata: { name: checkout }
---
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers: [{ name: web, envFrom: [{ configMapRef: { name: chekout } }] }]
`,
      },
    },
  ],
  on: workloads,
  *check(object, _context, scope) {
    const isWhole = isComplete(scope);
    for (const { kind, name, at } of referencesOf(object)) {
      const all = namedAlike(kind, name, object.namespace, scope).filter(({ value }) => value.group === "");
      const near = inNamespace(all, object.namespace, scope);
      if (BUILT_IN.includes(name) || near.some(({ value }) => value.name === name || value.name === undefined)) continue;
      const elsewhere = all.find(({ value }) => value.name === name);
      const meant = mistyped(
        name,
        near.flatMap(({ value }) => (value.name === undefined ? [] : [value.name])),
      );
      const there = elsewhere ?? near.find(({ value }) => value.name === meant);
      const where = elsewhere && object.namespace !== undefined ? ` in namespace "${object.namespace}"` : "";
      const hint = elsewhere ? `; it is in "${elsewhere.value.namespace ?? ""}"` : there ? `; there is "${there.value.name ?? ""}"` : "";
      yield {
        at,
        message: "There is no",
        group: [
          {
            check: kind === "ServiceAccount" ? "kubernetes/account-not-found" : "kubernetes/configuration-not-found",
            words: `${kind} "${name}"${where}${hint || (isWhole ? " in this chart" : ` beside ${object.title}`)}`,
          },
        ],
        related: there ? [{ at: there.at, message: `This ${kind} was probably meant.` }] : [],
        ...(!isWhole ? asOpinion : there ? {} : { severity: "info" as const, preset: "strict" as const }),
      };
    }
  },
});

interface Reference {
  readonly kind: string;
  readonly name: string;
  readonly at: Range;
}

/** The objects a workload cannot start without. What is optional, or may be, is left out. */
function* referencesOf(object: KubernetesObject): Iterable<Reference> {
  const { podSpec } = object;
  if (!podSpec) return;
  yield* reference("ServiceAccount", podSpec, "serviceAccountName");
  for (const volume of podSpec.list("volumes").maps()) {
    yield* reference("ConfigMap", volume.map("configMap"), "name");
    yield* reference("Secret", volume.map("secret"), "secretName");
  }
  for (const { root } of containersOf(object)) {
    for (const source of root.list("envFrom").maps()) {
      yield* reference("ConfigMap", source.map("configMapRef"), "name");
      yield* reference("Secret", source.map("secretRef"), "name");
    }
    for (const entry of root.list("env").maps()) {
      yield* reference("ConfigMap", entry.map("valueFrom").map("configMapKeyRef"), "name");
      yield* reference("Secret", entry.map("valueFrom").map("secretKeyRef"), "name");
    }
  }
}

function* reference(kind: string, holder: Mapping, key: string): Iterable<Reference> {
  const name = holder.string(key);
  const needed = holder.lacks("optional") || holder.is("optional", false);
  if (name !== undefined && needed) yield { kind, name, at: holder.rangeOf(key) };
}
