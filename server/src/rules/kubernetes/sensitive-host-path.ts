import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { Range } from "../../core/text";
import { isNodeAgent } from "../../languages/kubernetes/node-agent";
import { workloads } from "../../languages/kubernetes/queries";

/** Folders of a node that give it away, with what they hold. `deep`: everything below as well. */
const SENSITIVE: readonly { readonly path: string; readonly deep?: boolean; readonly what: string }[] = [
  { path: "/etc", what: "the node's configuration and passwords" },
  { path: "/etc/kubernetes", deep: true, what: "the cluster's certificates and keys" },
  { path: "/etc/cron.d", deep: true, what: "commands that the node runs as root" },
  { path: "/etc/systemd", deep: true, what: "services that the node runs as root" },
  { path: "/etc/ssh", deep: true, what: "the node's SSH keys" },
  { path: "/etc/shadow", what: "the node's passwords" },
  { path: "/etc/passwd", what: "the node's users" },
  { path: "/etc/sudoers", what: "who may become root on the node" },
  { path: "/proc", what: "every process of the node" },
  { path: "/sys", what: "the node's devices and kernel settings" },
  { path: "/dev", what: "every device of the node" },
  { path: "/boot", deep: true, what: "the node's kernel" },
  { path: "/root", deep: true, what: "the home folder of the node's root" },
  { path: "/usr", what: "the node's programs" },
  { path: "/usr/bin", what: "the node's programs" },
  { path: "/usr/sbin", what: "the node's programs" },
  { path: "/bin", what: "the node's programs" },
  { path: "/sbin", what: "the node's programs" },
  { path: "/lib", what: "the node's libraries" },
  { path: "/var", what: "the data of every pod on the node" },
  { path: "/run", what: "the sockets of the node's services" },
  { path: "/var/run", what: "the sockets of the node's services" },
  { path: "/var/lib", what: "the data of every pod on the node" },
  { path: "/var/lib/kubelet", what: "the Secrets of every pod on the node" },
  { path: "/var/lib/kubelet/pki", deep: true, what: "the kubelet's key" },
  { path: "/var/lib/kubelet/pods", what: "the Secrets of every pod on the node" },
  { path: "/var/lib/docker", what: "the files of every container on the node" },
  { path: "/var/lib/containerd", what: "the files of every container on the node" },
  { path: "/var/lib/etcd", deep: true, what: "the cluster's database, Secrets included" },
  { path: "/run/containerd", what: "the container runtime's sockets" },
  { path: "/var/run/containerd", what: "the container runtime's sockets" },
];

export default defineRule({
  id: "kubernetes/sensitive-host-path",
  summary: "Pod mounts a folder that gives its node away",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["DS-43", "BM-15"],
  equivalents: [
    "kube-linter:sensitive-host-mounts",
    "polaris:hostPathSet",
    "trivy:KSV-0121",
    "trivy:KSV-0023",
    "kics:workload_mounting_sensitive_os_dir",
    "kics:non_kube_system_pod_with_host_mount",
  ],
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/#hostpath"],
  rationale:
    "Through these folders a pod reads keys of the node and Secrets of its neighbours; writable, it plants a service or a cron job and is root there. Mount the one file that is needed, read-only, or ask the API for it. " +
    "Agents of the node, and what runs in kube-system, are reported in the strict preset, as information. Time zone, certificates and single devices are left alone.",
  examples: [
    {
      title: "more of the node than a service needs",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      volumes:
        - name: config
          hostPath:
            path: /etc/
                  ^^^^^ warning: Deployment "web" mounts /etc/ of its node: the node's configuration and passwords.
        - name: pods
          hostPath: { path: /var/lib/kubelet/pods, type: Directory }
                            ^^^^^^^^^^^^^^^^^^^^^ warning: Deployment "web" mounts /var/lib/kubelet/pods of its node: the Secrets of every pod on the node.
`,
    },
    {
      title: "an agent of the node, in the strict preset",
      settings: { preset: "strict" },
      source: yaml`
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: node-exporter
spec:
  template:
    spec:
      volumes:
        - name: proc
          hostPath: { path: /proc }
                            ^^^^^ info: DaemonSet "node-exporter" mounts /proc, /sys of its node.
        - name: sys
          hostPath: { path: /sys }
`,
    },
    {
      title: "single files, a folder of its own, an agent, a template",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: time
      hostPath: { path: /etc/localtime }
    - name: tun
      hostPath: { path: /dev/net/tun }
    - name: cache
      hostPath: { path: /var/cache/web }
    - name: templated
      hostPath:
        path: {{ .Values.path }}
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: node-exporter
spec:
  template:
    spec:
      volumes:
        - name: proc
          hostPath: { path: /proc }
`,
    },
  ],
  on: workloads,
  *check(object) {
    const isExpected = isNodeAgent(object) || object.namespace === "kube-system";
    const found: { readonly path: string; readonly what: string; readonly at: Range }[] = [];
    for (const volume of object.podSpec?.list("volumes").maps() ?? []) {
      const hostPath = volume.map("hostPath");
      const path = hostPath.string("path");
      if (path === undefined || hostPath.scalar("path").state !== "known") continue;
      const plain = path.length > 1 ? path.replace(/\/+$/, "") : path;
      const folder = SENSITIVE.find(({ path: known, deep }) => plain === known || (deep && plain.startsWith(`${known}/`)));
      if (folder) found.push({ path, what: folder.what, at: hostPath.rangeOf("path") });
    }
    const [first] = found;
    if (first && isExpected)
      yield {
        at: first.at,
        message: `${object.title} mounts ${found.map(({ path }) => path).join(", ")} of its node.`,
        severity: "info",
        preset: "strict",
      };
    else for (const { path, what, at } of found) yield { at, message: `${object.title} mounts ${path} of its node: ${what}.` };
  },
});
