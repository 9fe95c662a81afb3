import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { objectFact, policyFact } from "../../languages/kubernetes/facts";
import { workloads } from "../../languages/kubernetes/queries";
import { deployed, meaning } from "../../languages/kubernetes/related";

/** Policies of network plug-ins, which select in their own ways: where there is one, nothing is known. */
const OTHER_POLICIES = ["CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy", "GlobalNetworkPolicy", "AdminNetworkPolicy"];

export default defineRule({
  id: "kubernetes/unguarded-pod",
  summary: "Pod that no NetworkPolicy beside it selects",
  severity: "hint",
  preset: "all",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: [
    "kube-linter:non-isolated-pod",
    "kube-score:pod-networkpolicy",
    "polaris:missingNetworkPolicy",
    "checkov:CKV2_K8S_6",
    "trivy:KSV-0038",
    "kics:pod_misconfigured_networkpolicy",
  ],
  references: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/"],
  rationale:
    "A pod that no policy selects takes connections from everywhere in the cluster. Policies mostly lie in another folder, with the namespace, so outside of `all` the lack of them is said once, on the Namespace.",
  patient: true,
  examples: [
    {
      title: "selected by none",
      settings: { preset: "all" },
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
        ^^^ hint: No NetworkPolicy beside it selects the pods of Pod "web".
  labels: { app: web }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api }
spec:
  podSelector: { matchLabels: { app: api } }
`,
    },
    {
      title: "selected, by its labels or with all others",
      settings: { preset: "all" },
      source: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
---
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: api }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec:
  podSelector: { matchLabels: { app: web } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: all, namespace: api }
spec:
  podSelector: {}
`,
    },
  ],
  on: workloads,
  *check(object, _context, scope) {
    const labels = object.podLabels;
    if (!labels || OTHER_POLICIES.some((kind) => deployed(scope, objectFact, kind).length)) return;
    if (meaning(policyFact, { labels, namespace: object.namespace }, scope).length) return;
    yield { at: object.anchor, message: `No NetworkPolicy beside it selects the pods of ${object.title}.` };
  },
});
