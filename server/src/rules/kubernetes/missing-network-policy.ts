import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { objectFact, workloadFact } from "../../languages/kubernetes/facts";
import { kinds } from "../../languages/kubernetes/queries";
import { deployed } from "../../languages/kubernetes/related";

const SYSTEM = /^(?:kube-|default$)/;
const POLICIES = ["NetworkPolicy", "CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy", "GlobalNetworkPolicy", "AdminNetworkPolicy"];

export default defineRule({
  id: "kubernetes/missing-network-policy",
  summary: "Namespace without a NetworkPolicy beside it",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: ["ING-36", "BM-13", "PG-37"],
  equivalents: [
    "kube-linter:non-isolated-pod",
    "kube-score:pod-networkpolicy",
    "polaris:missingNetworkPolicy",
    "checkov:CKV2_K8S_6",
    "trivy:KSV-0038",
    "kics:pod_misconfigured_networkpolicy",
  ],
  references: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies"],
  rationale:
    "Until a policy selects them, all pods of the cluster may talk to all pods of the namespace: one that is broken into reaches every database. Start with a policy that denies everything, then open the paths in use. Said once, on the Namespace, and only where the namespace is declared beside what runs in it.",
  patient: true,
  examples: [
    {
      title: "a namespace that is open to all",
      source: yaml`
apiVersion: v1
kind: Namespace
metadata:
  name: shop
        ^^^^ info: Nothing here restricts who may talk to the pods of namespace "shop": there is no NetworkPolicy.
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
`,
    },
    {
      title: "a policy, a policy whose namespace a template decides, a namespace of the system",
      source: {
        "a/all.yaml": yaml`
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: shop }
`,
        "b/all.yaml": yaml`
apiVersion: v1
kind: Namespace
metadata: { name: other }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: other }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny
  namespace: {{ .Values.namespace }}
---
apiVersion: v1
kind: Namespace
metadata: { name: kube-system }
`,
      },
    },
  ],
  on: kinds("", "Namespace"),
  *check(object, _context, scope) {
    const { name } = object;
    if (name === undefined || SYSTEM.test(name)) return;
    const policies = POLICIES.flatMap((kind) => deployed(scope, objectFact, kind));
    if (!deployed(scope, workloadFact).some(({ value }) => value.namespace === name)) return;
    if (policies.some(({ value }) => value.namespace === undefined || value.namespace === name)) return;
    yield {
      at: object.anchor,
      message: `Nothing here restricts who may talk to the pods of namespace "${name}": there is no NetworkPolicy.`,
    };
  },
});
