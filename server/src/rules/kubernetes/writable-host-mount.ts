import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { asOpinion, isNodeAgent } from "../../languages/kubernetes/node-agent";
import { containers } from "../../languages/kubernetes/queries";
import { setAt } from "../../languages/yaml/edit";

/** Where Docker keeps the logs of containers; containerd and CRI-O have nothing there. */
const DOCKER_FOLDER = /^\/var\/lib\/docker(?:\/|$)/;

export default defineRule({
  id: "kubernetes/writable-host-mount",
  summary: "Folder of the node that a container may write to",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: ["DKR-26"],
  equivalents: ["kube-linter:writable-host-mount", "trivy:KSV-0028", "kics:volume_mount_with_os_dir_write"],
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/#hostpath"],
  rationale:
    "What is written to the node stays there after the pod is gone, fills its disk, and may be read or run by others. `readOnly: true` suffices for those that only read. Agents of a node that need it are left alone. Under `/var/lib/docker` there is nothing since nodes run containerd: read logs from `/var/log/pods`.",
  examples: [
    {
      title: "a mount that may write, and a folder that is empty now",
      source: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      volumeMounts:
        - name: data
          mountPath: /data
                     ^^^^^ 💡 info: Container "web" may write to /srv/data of its node.
        - { name: logs, mountPath: /logs, readOnly: true }
                                   ^^^^^ info: Container "web" reads /var/lib/docker/containers, which only nodes with Docker have.
  volumes:
    - name: data
      hostPath: { path: /srv/data }
    - name: logs
      hostPath: { path: /var/lib/docker/containers }
`,
    },
    {
      title: "only read, another kind of volume, an agent",
      source: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      volumeMounts:
        - { name: data, mountPath: /data, readOnly: true }
        - { name: cache, mountPath: /cache }
  volumes:
    - { name: data, hostPath: { path: /srv/data } }
    - { name: cache, emptyDir: {} }
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: node-exporter, namespace: kube-system }
spec:
  template:
    spec:
      containers: [{ name: agent, volumeMounts: [{ name: host, mountPath: /host }] }]
      volumes: [{ name: host, hostPath: { path: /proc } }]
`,
    },
  ],
  on: containers,
  *check(container) {
    const { object, podSpec } = container;
    const exempt = isNodeAgent(object) ? asOpinion : {};
    const folders = new Map(
      [...podSpec.list("volumes").maps()].map((volume) => [volume.string("name"), volume.map("hostPath").string("path")]),
    );
    for (const mount of container.root.list("volumeMounts").maps()) {
      const folder = folders.get(mount.string("name"));
      if (folder === undefined) continue;
      const at = mount.has("mountPath") ? mount.rangeOf("mountPath") : mount.anchor;
      if (DOCKER_FOLDER.test(folder))
        yield { at, message: `${container.title} reads ${folder}, which only nodes with Docker have.`, ...exempt };
      else if (mount.lacks("readOnly") || mount.is("readOnly", false))
        yield {
          at,
          message: `${container.title} may write to ${folder} of its node.`,
          ...exempt,
          fixes: [{ title: "Mount it read-only", safety: "suggestion", edits: setAt(mount, ["readOnly"], true, ["mountPath"]) }],
        };
    }
  },
});
