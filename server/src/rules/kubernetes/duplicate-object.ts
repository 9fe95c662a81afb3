import { yaml } from "../../core/example";
import { defineRule, query } from "../../core/rule";
import { fileObjectFact, fileObjectKey } from "../../languages/kubernetes/facts";
import { objectsOf } from "../../languages/kubernetes/object";

export default defineRule({
  id: "kubernetes/duplicate-object",
  summary: "Two documents of one file that are the same object",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["ME-24"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/names/"],
  rationale:
    "Kind, namespace and name make an object. Of two documents with the same ones, the second replaces the first as soon as it is applied: what only the first says is gone. Merge them, or rename one.",
  examples: [
    {
      title: "one route erases the other",
      source: yaml`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web }
                  ^^^ warning: VirtualService "web" is written twice in this file: the last one replaces the others.
spec: { http: [] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web }
                  ^^^ warning: VirtualService "web" is written twice in this file: the last one replaces the others.
spec: { tcp: [] }
`,
    },
    {
      title: "other kind, group, namespace or name; either of two in a template",
      source: {
        "plain.yaml": yaml`
apiVersion: v1
kind: Service
metadata: { name: web }
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: { name: web }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: other }
---
apiVersion: v1
kind: Pod
metadata: { generateName: web- }
---
apiVersion: v1
kind: Pod
metadata: { generateName: web- }
`,
        "chart/templates/web.yaml": yaml`
{{- if .Values.old }}
apiVersion: v1
kind: Service
metadata: { name: web }
---
{{- else }}
apiVersion: v1
kind: Service
metadata: { name: web }
{{- end }}
`,
      },
    },
  ],
  on: query(["kubernetes"], (reading) => objectsOf(reading).map((object) => ({ object, path: reading.path }))),
  *check({ object, path }, _context, scope) {
    const { name, namespace, group, kind } = object;
    if (name === undefined || object.root.world.partial === true) return;
    const same = scope.all(fileObjectFact, fileObjectKey(path, { group, kind, namespace, name }));
    if (same.length > 1)
      yield {
        at: object.anchor,
        message: `${object.title} is written ${same.length === 2 ? "twice" : `${same.length} times`} in this file: the last one replaces the others.`,
      };
  },
});
