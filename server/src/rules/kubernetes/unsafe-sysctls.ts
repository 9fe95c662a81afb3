import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { asOpinion, isNodeAgent } from "../../languages/kubernetes/node-agent";
import { workloads } from "../../languages/kubernetes/queries";

/** What every kubelet accepts. Source: kubernetes.io, "Using sysctls in a Kubernetes Cluster" (v1.34). */
const SAFE: readonly string[] = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
];

export default defineRule({
  id: "kubernetes/unsafe-sysctls",
  summary: "Pod sets a kernel parameter that nodes refuse by default",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["kube-linter:unsafe-sysctls", "trivy:KSV-0026", "kics:cluster_allows_unsafe_sysctls"],
  references: ["https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/"],
  rationale:
    "A kubelet starts a pod with such a parameter only if it was configured with `allowedUnsafeSysctls`; on every other node the pod ends with SysctlForbidden. " +
    "They are called unsafe because one pod's value can starve or disturb the others. If you need one, allow it on a pool of nodes and bind the pod to it.",
  examples: [
    {
      title: "a parameter outside the safe set",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: proxy
spec:
  securityContext:
    sysctls:
      - name: net.core.somaxconn
              ^^^^^^^^^^^^^^^^^^ warning: Nodes refuse Pod "proxy" unless they allow the sysctl "net.core.somaxconn".
        value: "4096"
      - name: net.ipv4.ip_unprivileged_port_start
        value: "0"
  containers: []
`,
    },
    {
      title: "safe ones, and a template",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: proxy
spec:
  securityContext:
    sysctls:
      - name: net/ipv4/tcp_syncookies
        value: "1"
      - name: {{ .Values.sysctl }}
        value: "1"
  containers: []
`,
    },
  ],
  on: workloads,
  *check(object) {
    if (!object.podSpec) return;
    for (const sysctl of object.podSpec.map("securityContext").list("sysctls").maps()) {
      const name = sysctl.string("name");
      if (name === undefined || SAFE.includes(name.replaceAll("/", "."))) continue;
      yield {
        at: sysctl.rangeOf("name"),
        message: `Nodes refuse ${object.title} unless they allow the sysctl "${name}".`,
        ...(isNodeAgent(object) ? asOpinion : {}),
      };
    }
  },
});
