import { yaml } from "../../core/example";
import type { Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { RuleId } from "../../core/settings";
import { asOpinion, isNodeAgent } from "../../languages/kubernetes/node-agent";
import type { KubernetesObject } from "../../languages/kubernetes/object";
import { workloads } from "../../languages/kubernetes/queries";
import { removeKey } from "../../languages/yaml/edit";

interface Row {
  readonly id: RuleId;
  readonly field: string;
  readonly summary: string;
  readonly consequence: string;
  readonly rationale: string;
  readonly equivalents: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    id: "kubernetes/host-network",
    field: "hostNetwork",
    summary: "Pod in the network of its node",
    consequence: "it sees the node's traffic, and network policies do not hold it",
    rationale:
      "On the node's network a pod can listen to other pods, reach services bound to localhost of the node and the cloud's metadata, and takes node ports away from others. NetworkPolicies do not apply to it.",
    equivalents: [
      "kube-linter:host-network",
      "polaris:hostNetworkSet",
      "checkov:CKV_K8S_19",
      "trivy:KSV-0009",
      "kics:shared_host_network",
      "kics:shared_host_network_namespace",
    ],
  },
  {
    id: "kubernetes/host-pid",
    field: "hostPID",
    summary: "Pod that sees every process of its node",
    consequence: "it sees every process of the node, their arguments and their environment",
    rationale:
      "In the node's process namespace a pod reads command lines and environments of all others, secrets among them, and can signal them; with ptrace it is root on the node.",
    equivalents: ["kube-linter:host-pid", "polaris:hostPIDSet", "checkov:CKV_K8S_17", "trivy:KSV-0010", "kics:shared_host_pid"],
  },
  {
    id: "kubernetes/host-ipc",
    field: "hostIPC",
    summary: "Pod in the IPC namespace of its node",
    consequence: "it can read the shared memory of other programs on the node",
    rationale:
      "Shared memory segments and semaphores of the node's own programs, and of other pods that share them, are open to the pod. Containers of one pod share theirs without this.",
    equivalents: ["kube-linter:host-ipc", "polaris:hostIPCSet", "checkov:CKV_K8S_18", "trivy:KSV-0008", "kics:shared_host_ipc"],
  },
];

/** Namespaces of the node that a pod joins: three fields, one mechanism. */
export default defineRules(ROWS, ({ id, field, summary, consequence, rationale, equivalents }): Rule<KubernetesObject> => ({
  id,
  summary,
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["BM-15", "POD-10"],
  equivalents,
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline"],
  rationale: `${rationale} Agents that manage their node are left alone.`,
  examples: [
    {
      title: "joined",
      source: `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  ${field}: true\n  ${" ".repeat(field.length + 2)}^^^^ 💡 warning: Pod "web" sets ${field}: ${consequence}.\n  containers: []\n`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers: []
`,
    },
    { title: "not joined", source: `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  ${field}: false\n` },
    {
      title: "an agent of the node",
      source: `apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: node-exporter\nspec:\n  template:\n    spec:\n      ${field}: true\n`,
    },
  ],
  on: workloads,
  *check(object) {
    const { podSpec } = object;
    if (podSpec?.is(field, true) !== true) return;
    yield {
      at: podSpec.rangeOf(field),
      message: `${object.title} sets ${field}: ${consequence}.`,
      ...(isNodeAgent(object) ? asOpinion : {}),
      fixes: [{ title: `Remove ${field}`, safety: "suggestion", edits: removeKey(podSpec, field) }],
    };
  },
}));
