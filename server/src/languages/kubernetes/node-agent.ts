import type { KubernetesObject } from "./object";

/** Words in the names of agents that manage their node: CNI and CSI plug-ins, log shippers, eBPF tools, device plug-ins. */
const AGENT_NAME =
  /(?:^|-)(?:cni|csi|calico|cilium|canal|flannel|weave|kube-proxy|kube-router|multus|antrea|node|nodes|daemon|agent|agents|fluent|fluentd|fluentbit|fluent-bit|promtail|filebeat|vector|alloy|falco|tetragon|pixie|ebpf|bpf|beyla|parca|device-plugin|nvidia|gpu|longhorn|rook|ceph|openebs|speaker|metallb|node-exporter|datadog|newrelic|dynatrace|sysdig|installer|tuned|sriov)(?:-|$)/;

/** Whether a workload is one that has to reach into its node: a DaemonSet in kube-system, or one named like a known kind of agent. */
export function isNodeAgent(object: KubernetesObject): boolean {
  if (object.kind !== "DaemonSet") return false;
  return object.namespace === "kube-system" || (object.name !== undefined && AGENT_NAME.test(object.name));
}
