import { commandOf } from "./commands";
import type { Container } from "./container";
import type { KubernetesObject } from "./object";

/** Words in the names of agents that manage their node: CNI and CSI plug-ins, log shippers, eBPF tools, device plug-ins. */
const AGENT_NAME =
  /(?:^|-)(?:cni|csi|calico|cilium|canal|flannel|weave|kube-proxy|kube-router|multus|antrea|node|nodes|daemon|agent|agents|fluent|fluentd|fluentbit|fluent-bit|promtail|filebeat|vector|alloy|falco|tetragon|pixie|ebpf|bpf|beyla|parca|device-plugin|nvidia|gpu|longhorn|rook|ceph|openebs|speaker|metallb|exporter|datadog|newrelic|dynatrace|sysdig|installer|tuned|sriov)(?:-|$)/;

/** Agents that are known by their names alone, whatever runs them. */
const KNOWN_AGENT =
  /(?:^|-)(?:calico|cilium|canal|flannel|weave|kube-proxy|multus|antrea|fluentd|fluentbit|fluent-bit|promtail|filebeat|falco|tetragon|device-plugin|node-exporter|datadog|newrelic|dynatrace|sysdig|cadvisor|csi)(?:-|$)/;

/**
 * Whether a workload is one that has to reach into its node: a DaemonSet in kube-system, one named like a kind of agent, or anything named
 * after a known agent: some run as a Deployment (CSI controllers) or were written before there were DaemonSets.
 */
export function isNodeAgent(object: KubernetesObject): boolean {
  const name = object.name ?? "";
  if (KNOWN_AGENT.test(name)) return true;
  // A name that a template makes may be that of an agent: most DaemonSets are one.
  const isUnnamed = object.metadata.field("name").state === "unknown";
  return object.kind === "DaemonSet" && (object.namespace === "kube-system" || isUnnamed || AGENT_NAME.test(name));
}

/** How something is said of a program that needs what others do not: only to those who ask for every opinion. */
export const asOpinion = { severity: "hint", preset: "all" } as const;

/** Whether an init container only sets kernel parameters of its node, which takes all rights and a second. */
export function onlySetsSysctls(container: Container): boolean {
  const command = container.role === "init" ? commandOf(container) : undefined;
  const steps = command?.split(/&&|;|\n/).map((step) => step.trim().replace(/^(?:sudo|exec) /, "")) ?? [];
  return (
    steps.some((step) => SETS_SYSCTL.test(step)) && steps.every((step) => step === "" || HARMLESS.test(step) || SETS_SYSCTL.test(step))
  );
}

const SETS_SYSCTL = /^(?:\/sbin\/)?sysctl (?:-[a-z]+ )*|^echo \S+ >{1,2} ?\/(?:proc|sys)\/|^ulimit /;
const HARMLESS = /^(?:set -|true$|echo [^>]*$|mount -o \S*\bremount\b)/;
