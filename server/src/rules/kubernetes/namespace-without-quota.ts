import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { objectFact } from "../../languages/kubernetes/facts";
import { kinds } from "../../languages/kubernetes/queries";
import { deployed } from "../../languages/kubernetes/related";

export default defineRule({
  id: "kubernetes/namespace-without-quota",
  summary: "Namespace without a ResourceQuota or LimitRange beside it",
  severity: "hint",
  preset: "all",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["trivy:KSV-0039", "trivy:KSV-0040", "kics:ensure_administrative_boundaries", "kics:limitrange_quota_queries"],
  references: ["https://kubernetes.io/docs/concepts/policy/resource-quotas/"],
  rationale:
    "Without a quota one namespace may take all the cluster has. Quotas are commonly set by whoever runs the cluster, in another repository, so this is a reminder. Said once, on the Namespace.",
  patient: true,
  examples: [
    {
      title: "no boundary",
      source: yaml`
apiVersion: v1
kind: Namespace
metadata: { name: shop }
                  ^^^^ hint: Nothing here limits what the pods of namespace "shop" may take together.
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
`,
    },
    {
      title: "a quota, a namespace of its own",
      source: {
        "a/all.yaml": yaml`
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: v1
kind: ResourceQuota
metadata: { name: all, namespace: shop }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
`,
        "b/all.yaml": yaml`
apiVersion: v1
kind: Namespace
metadata: { name: other }
---
apiVersion: v1
kind: LimitRange
metadata: { name: pods, namespace: other }
`,
      },
    },
  ],
  on: kinds("", "Namespace"),
  *check(object, _context, scope) {
    const { name } = object;
    if (name === undefined) return;
    const bounds = ["ResourceQuota", "LimitRange"].flatMap((kind) => deployed(scope, objectFact, kind));
    if (bounds.some(({ value }) => value.namespace === undefined || value.namespace === name)) return;
    yield { at: object.anchor, message: `Nothing here limits what the pods of namespace "${name}" may take together.` };
  },
});
