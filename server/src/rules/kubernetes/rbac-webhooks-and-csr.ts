import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { grants, isOperators } from "../../languages/kubernetes/rbac";

export default defineRule({
  id: "kubernetes/rbac-webhooks-and-csr",
  summary: "Role that can redirect, sign or proxy for the API server",
  severity: "warning",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: ["IDP-06"],
  equivalents: ["checkov:CKV_K8S_155", "checkov:CKV_K8S_156", "trivy:KSV-0114", "trivy:KSV-0047"],
  references: [
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks",
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#csrs-and-certificate-issuing",
  ],
  rationale:
    "A webhook sees, and may rewrite, every object that passes the API server, Secrets among them. Approving a signing request issues a certificate for any user. `nodes/proxy` reaches the kubelet, which runs commands in every pod and writes no audit log. " +
    "Narrow them to the one configuration or signer with `resourceNames`; for metrics of nodes grant `nodes/metrics`. What belongs to an operator is information.",
  examples: [
    {
      title: "three ways around the API server",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: platform
rules:
  - apiGroups: [admissionregistration.k8s.io]
    resources: [mutatingwebhookconfigurations]
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: ClusterRole "platform" may change webhooks, which see and rewrite every object.
    verbs: [get, update]
  - apiGroups: [certificates.k8s.io]
    resources: [certificatesigningrequests/approval]
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: ClusterRole "platform" may approve certificates for any user.
    verbs: [update]
  - apiGroups: [""]
    resources: [nodes/proxy]
                ^^^^^^^^^^^ warning: ClusterRole "platform" may reach every kubelet, and through it run commands in every pod.
    verbs: [get]
`,
    },
    {
      title: "an operator",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cert-manager-cainjector
rules:
  - apiGroups: [admissionregistration.k8s.io]
    resources: [validatingwebhookconfigurations]
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: ClusterRole "cert-manager-cainjector" may change webhooks, which see and rewrite every object.
    verbs: [patch]
`,
    },
    {
      title: "reading, named, or decided by a template",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: platform
rules:
  - apiGroups: [admissionregistration.k8s.io]
    resources: [mutatingwebhookconfigurations]
    verbs: [get, list]
  - apiGroups: [admissionregistration.k8s.io]
    resources: [mutatingwebhookconfigurations]
    resourceNames: [platform]
    verbs: [update]
  - apiGroups: [""]
    resources: [nodes/metrics]
    verbs: [get]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: templated
rules:
  {{- toYaml .Values.rules | nindent 2 }}
`,
    },
  ],
  on: grants,
  *check(grant, _context, scope) {
    if (grant.named) return;
    for (const { group, resources, verbs, what, equivalents } of WAYS) {
      const [resource] = grant.names(group, ...resources);
      if (resource === undefined || !grant.allows(...verbs).length) continue;
      yield {
        at: grant.rangeOf("resources", resource),
        message: `${grant.object.title} may ${what}.`,
        equivalents,
        ...(isOperators(grant.object, scope) ? { severity: "info" as const } : {}),
      };
    }
  },
});

interface Way {
  readonly group: string;
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly what: string;
  readonly equivalents: readonly string[];
}

/** Source: kubernetes.io, "Role Based Access Control Good Practices". */
const WAYS: readonly Way[] = [
  {
    group: "admissionregistration.k8s.io",
    resources: ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
    verbs: ["create", "update", "patch"],
    what: "change webhooks, which see and rewrite every object",
    equivalents: ["checkov:CKV_K8S_155", "trivy:KSV-0114"],
  },
  {
    group: "certificates.k8s.io",
    resources: ["certificatesigningrequests/approval"],
    verbs: ["update", "patch"],
    what: "approve certificates for any user",
    equivalents: ["checkov:CKV_K8S_156"],
  },
  {
    group: "",
    resources: ["nodes/proxy"],
    verbs: ["get", "create"],
    what: "reach every kubelet, and through it run commands in every pod",
    equivalents: ["trivy:KSV-0047"],
  },
];
