import type { Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { RuleId } from "../../core/settings";
import type { Grant } from "../../languages/kubernetes/rbac";
import { grants, isOperators } from "../../languages/kubernetes/rbac";

interface Row {
  readonly id: RuleId;
  readonly summary: string;
  readonly equivalents: readonly string[];
  readonly rationale: string;
  /** API groups, each with its resources. */
  readonly of: readonly (readonly [group: string, ...resources: string[]])[];
  readonly verbs: readonly string[];
  readonly says: string;
}

const WRITE = ["create", "update", "patch", "delete", "deletecollection"];

const ROWS: readonly Row[] = [
  {
    id: "kubernetes/rbac-service-status",
    summary: "Role that may change where a Service's address points",
    equivalents: ["checkov:CKV2_K8S_4"],
    rationale:
      "Whoever writes the status of Services or Ingresses can announce an address as theirs and draw traffic of the cluster to it (CVE-2020-8554). Only load balancer controllers need it.",
    of: [["", "services/status"]],
    verbs: ["update", "patch"],
    says: "may change the address under which Services are announced",
  },
  {
    id: "kubernetes/rbac-delete-logs",
    summary: "Role that may delete the logs of pods",
    equivalents: ["trivy:KSV-0042"],
    rationale: "Deleting logs removes the traces of whatever was done; nobody who runs an application needs it.",
    of: [["", "pods/log"]],
    verbs: ["delete", "deletecollection"],
    says: "may delete the logs of pods",
  },
  {
    id: "kubernetes/rbac-write-configuration",
    summary: "Role that may change any ConfigMap",
    equivalents: ["trivy:KSV-0049"],
    rationale:
      "ConfigMaps decide what applications do and, in kube-system, who is who: on EKS `aws-auth` maps cloud users to administrators. Restrict the role to the names it needs.",
    of: [["", "configmaps"]],
    verbs: WRITE,
    says: "may change any ConfigMap",
  },
  {
    id: "kubernetes/rbac-write-network",
    summary: "Role that may change how traffic flows",
    equivalents: ["trivy:KSV-0056"],
    rationale:
      "Whoever writes Services, Endpoints, Ingresses or NetworkPolicies can send traffic of others to a pod of theirs, or open what a policy closed.",
    of: [
      ["networking.k8s.io", "networkpolicies", "ingresses"],
      ["", "services", "endpoints"],
      ["discovery.k8s.io", "endpointslices"],
    ],
    verbs: WRITE,
    says: "may change how traffic flows",
  },
  {
    id: "kubernetes/rbac-write-roles",
    summary: "Role that may change who may do what",
    equivalents: ["trivy:KSV-0050", "trivy:KSV-0055"],
    rationale:
      "Whoever writes bindings gives what they hold to anybody, and takes what others need away. The API server keeps them from granting more than they have; whoever deletes a binding is not kept from anything.",
    of: [["rbac.authorization.k8s.io", "roles", "clusterroles", "rolebindings", "clusterrolebindings"]],
    verbs: WRITE,
    says: "may change who may do what",
  },
];

/** Rights that only controllers need: one table, one mechanism. */
export default defineRules(ROWS, (row): Rule<Grant> => ({
  id: row.id,
  summary: row.summary,
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: row.equivalents,
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
  rationale: row.rationale,
  examples: [
    { title: "granted", source: manifest(row, "shop", row.verbs[0] ?? "") },
    {
      title: "only read, or an operator",
      source: `${manifest(row, "shop", "get")}---\n${manifest(row, "ingress-controller", row.verbs[0] ?? "")}`,
    },
  ],
  on: grants,
  *check(grant, _context, scope) {
    const [resource] = row.of.flatMap(([group, ...resources]) => grant.names(group, ...resources));
    if (resource === undefined || !grant.allows(...row.verbs).length || grant.named || isOperators(grant.object, scope)) return;
    yield { at: grant.rangeOf("resources", resource), message: `${grant.object.title} ${row.says}.` };
  },
}));

function manifest({ of, verbs, says }: Row, name: string, verb: string): string {
  const [group = "", resource = ""] = of[0] ?? [];
  const isHit = name === "shop" && verbs.includes(verb);
  const note = isHit ? `      ${"^".repeat(resource.length)} info: ClusterRole "${name}" ${says}.\n` : "";
  return `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: ${name} }\nrules:\n  - apiGroups: ["${group}"]\n    verbs: [${verb}]\n    resources:\n      - ${resource}\n${note.replace(/^ {6}/, "        ")}`;
}
