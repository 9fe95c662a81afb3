import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { kinds } from "../../languages/kubernetes/queries";

export default defineRule({
  id: "kubernetes/unmanaged-pod",
  summary: "Pod that nothing recreates",
  severity: "info",
  preset: "strict",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CNA-05", "BM-24"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/workloads/pods/#working-with-pods"],
  rationale:
    "A Pod of its own is gone with its node, and a drain refuses to go on without `--force`. A Deployment, StatefulSet or Job recreates it. Tests of charts and pods that run once to the end are left alone.",
  examples: [
    {
      title: "a service",
      source: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
                  ^^^ info: Pod "web" is gone with its node: nothing recreates it.
spec:
  containers: [{ name: web, image: "shop/web:1.4.2" }]
`,
    },
    {
      title: "a hook, a pod that ends, a pod that belongs to something, one of the system",
      source: yaml`
apiVersion: v1
kind: Pod
metadata: { name: test, annotations: { helm.sh/hook: test } }
spec: { containers: [] }
---
apiVersion: v1
kind: Pod
metadata: { name: once }
spec: { restartPolicy: Never, containers: [] }
---
apiVersion: v1
kind: Pod
metadata: { name: kube-apiserver, namespace: kube-system }
spec: { containers: [] }
`,
    },
  ],
  on: kinds("", "Pod"),
  *check(object) {
    const { metadata, spec } = object;
    const mayEnd = !(spec.lacks("restartPolicy") || spec.is("restartPolicy", "Always"));
    const isOwned = !metadata.lacks("ownerReferences") || !metadata.map("annotations").lacks("helm.sh/hook");
    if (spec.presence !== "written" || mayEnd || isOwned || object.namespace === "kube-system") return;
    yield { at: object.anchor, message: `${object.title} is gone with its node: nothing recreates it.` };
  },
});
