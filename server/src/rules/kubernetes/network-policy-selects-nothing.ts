import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { workloadFact } from "../../languages/kubernetes/facts";
import { asOpinion } from "../../languages/kubernetes/node-agent";
import { kinds } from "../../languages/kubernetes/queries";
import { deployed, inNamespace, isChangedElsewhere, mistyped, selectedBy } from "../../languages/kubernetes/related";
import { stringMap } from "../../languages/yaml/document";
import { setAt } from "../../languages/yaml/edit";
import type { Mapping } from "../../languages/yaml/mapping";

const OWN = ["kube-linter:dangling-networkpolicy", "kube-score:networkpolicy-targets-pod", "kics:network_policy_not_targeting_any_pod"];
const PEER = ["kube-linter:dangling-networkpolicypeer-podselector"];

export default defineRule({
  id: "kubernetes/network-policy-selects-nothing",
  summary: "Network policy whose selector matches no pod by one letter",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["PG-43"],
  equivalents: [...OWN, ...PEER],
  references: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-networkpolicy-resource"],
  rationale:
    "A policy whose selector matches nothing protects nothing, and a peer that matches nothing keeps its own application out. Neither is rejected. Reported where a workload beside it has all but the same labels; in `all` wherever no workload in sight has them.",
  examples: [
    {
      title: "a mistyped selector and a mistyped peer",
      source: yaml`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: checkout }
spec:
  podSelector:
    matchLabels:
      app: chekout
           ^^^^^^^ 💡 warning: NetworkPolicy "checkout" selects app=chekout, which no pod has; those of Deployment "checkout" have app=checkout.
  ingress:
    - from:
        - podSelector: { matchLabels: { app: storefrnt } }
                                             ^^^^^^^^^ 💡 warning: NetworkPolicy "checkout" selects app=storefrnt, which no pod has; those of Deployment "storefront" have app=storefront.
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: checkout }
spec: { template: { metadata: { labels: { app: checkout } } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront }
spec: { template: { metadata: { labels: { app: storefront } } } }
`,
    },
    {
      title: "pods that are there, of other namespaces, or elsewhere",
      source: yaml`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: checkout }
spec:
  podSelector: { matchLabels: { app: checkout } }
  ingress:
    - from:
        - podSelector: { matchLabels: { app: chekout } }
          namespaceSelector: { matchLabels: { team: shop } }
        - podSelector: { matchLabels: { app: elsewhere } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: checkout }
spec: { template: { metadata: { labels: { app: checkout } } } }
`,
    },
  ],
  on: kinds("networking.k8s.io", "NetworkPolicy"),
  *check(object, _context, scope) {
    if (isChangedElsewhere(scope)) return;
    for (const labels of selectorsOf(object.spec)) {
      const selector = stringMap(labels);
      if (!selector || !Object.keys(selector).length) continue;
      const { workloads, open } = selectedBy(selector, object.namespace, scope);
      if (open || workloads.length) continue;
      let hasNearMiss = false;
      for (const { value, at } of inNamespace(deployed(scope, workloadFact), object.namespace, scope)) {
        const [[key, wanted] = ["", ""], ...others] = Object.entries(selector).filter(([name, label]) => value.labels?.[name] !== label);
        const has = value.labels?.[key];
        if (others.length || has === undefined || mistyped(wanted, [has]) === undefined) continue;
        yield {
          at: labels.rangeOf(key),
          equivalents: isOwn(labels, object.spec) ? OWN : PEER,
          message: `${object.title} selects ${key}=${wanted}, which no pod has; those of ${value.kind} "${value.name ?? ""}" have ${key}=${has}.`,
          related: [{ at, message: `Its pods have ${key}=${has}.` }],
          fixes: [{ title: `Select ${key}=${has}`, safety: "suggestion", edits: setAt(labels, [key], has) }],
        };
        hasNearMiss = true;
        break;
      }
      if (!hasNearMiss)
        yield {
          at: labels.parent?.mapping.keyRange(labels.parent.key) ?? labels.anchor,
          equivalents: isOwn(labels, object.spec) ? OWN : PEER,
          message: `No workload beside ${object.title} has the labels it selects here.`,
          ...asOpinion,
        };
    }
  },
});

/** The labels that pick pods of the policy's own namespace: its own, and those of peers that name no other namespace. */
function* selectorsOf(spec: Mapping): Iterable<Mapping> {
  const equalities = (selector: Mapping): Mapping[] => (selector.lacks("matchExpressions") ? [selector.map("matchLabels")] : []);
  yield* equalities(spec.map("podSelector"));
  for (const [direction, peers] of [
    ["ingress", "from"],
    ["egress", "to"],
  ] as const)
    for (const rule of spec.list(direction).maps())
      for (const peer of rule.list(peers).maps()) if (peer.lacks("namespaceSelector")) yield* equalities(peer.map("podSelector"));
}

/** Whether these are the labels of the policy's own pods, not of a peer's. */
const isOwn = (labels: Mapping, spec: Mapping): boolean => labels.anchor.start === spec.map("podSelector").map("matchLabels").anchor.start;
