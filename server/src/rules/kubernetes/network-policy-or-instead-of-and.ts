import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { kinds } from "../../languages/kubernetes/queries";
import { isChangedElsewhere, selectedBy } from "../../languages/kubernetes/related";
import { stringMap } from "../../languages/yaml/document";

export default defineRule({
  id: "kubernetes/network-policy-or-instead-of-and",
  summary: "Namespace and pod selector as two peers that look meant as one",
  severity: "info",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["PG-39"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors"],
  rationale:
    "A dash decides: `namespaceSelector` and `podSelector` in one list item mean these pods of that namespace. As two items they mean every pod of that namespace, and besides these pods of the policy's own namespace. The second is much wider, and nothing looks wrong. Reported only where no pod beside the policy has the labels of the pod selector.",
  examples: [
    {
      title: "one dash too many",
      source: yaml`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress:
    - from:
        - namespaceSelector:
            matchLabels: { team: shop }
        - podSelector:
          ^^^^^^^^^^^ info: NetworkPolicy "db" lets in all pods of the namespaces with team=shop: these two peers are alternatives, not one condition.
            matchLabels: { app: api }
`,
    },
    {
      title: "one peer, pods of its own namespace, a template",
      source: yaml`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db }
spec:
  ingress:
    - from:
        - namespaceSelector: { matchLabels: { team: shop } }
          podSelector: { matchLabels: { app: api } }
    - from:
        - namespaceSelector: { matchLabels: { team: shop } }
        - podSelector: { matchLabels: { app: web } }
    - from:
        - namespaceSelector: { matchLabels: { team: shop } }
        - podSelector:
            matchLabels:
              app: {{ .Values.client }}
---
apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
`,
    },
  ],
  on: kinds("networking.k8s.io", "NetworkPolicy"),
  *check(object, _context, scope) {
    if (isChangedElsewhere(scope)) return;
    for (const [direction, key, verb] of [
      ["ingress", "from", "lets in"],
      ["egress", "to", "lets out to"],
    ] as const)
      for (const rule of object.spec.list(direction).maps()) {
        const list = rule.list(key);
        const peers = [...list.maps()];
        const [first, second] = peers;
        if (list.open || list.length !== 2 || !first || !second || first.open || second.open) continue;
        if (first.keys.join() !== "namespaceSelector" || second.keys.join() !== "podSelector") continue;
        const namespaces = stringMap(first.map("namespaceSelector").map("matchLabels"));
        const pods = stringMap(second.map("podSelector").map("matchLabels"));
        if (!namespaces || !pods || !Object.keys(namespaces).length || !Object.keys(pods).length) continue;
        const { workloads, open } = selectedBy(pods, object.namespace, scope);
        if (open || workloads.length) continue;
        const labels = Object.entries(namespaces)
          .map(([label, value]) => `${label}=${value}`)
          .join(" and ");
        yield {
          at: second.keyRange("podSelector"),
          message: `${object.title} ${verb} all pods of the namespaces with ${labels}: these two peers are alternatives, not one condition.`,
          related: [{ at: { range: first.keyRange("namespaceSelector") }, message: "This peer alone is enough." }],
        };
      }
  },
});
