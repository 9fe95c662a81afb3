import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { isNodeAgent } from "../../languages/kubernetes/node-agent";
import { workloads } from "../../languages/kubernetes/queries";

const SOCKET = /(?:^|\/)(?:docker|containerd|crio|podman)\.sock$/;

export default defineRule({
  id: "kubernetes/runtime-socket-mount",
  summary: "Pod mounts the socket of the container runtime, or the node's root",
  severity: "error",
  preset: "essential",
  category: "security",
  since: "0.1.0",
  guidance: ["DKR-02", "POD-09", "DS-43"],
  equivalents: ["kube-linter:docker-sock", "checkov:CKV_K8S_27", "trivy:KSV-0006", "kics:docker_daemon_socket_exposed"],
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/#hostpath"],
  rationale:
    "Whoever can talk to the runtime's socket can start a privileged container, so the socket is root on the node, read-only mount or not; the node's `/` is the same by another door. " +
    "Build images with BuildKit's rootless mode or Buildah, and ask the Kubernetes API instead of the runtime. On nodes with containerd the Docker socket is usually not there at all.",
  examples: [
    {
      title: "the Docker socket",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: ci
spec:
  containers:
    - name: build
      image: docker:27.3.1-cli
  volumes:
    - name: docker
      hostPath:
        path: /var/run/docker.sock
              ^^^^^^^^^^^^^^^^^^^^ error: Pod "ci" mounts the container runtime's socket: whoever is in it can own the node.
    - name: root
      hostPath: { path: / }
                        ^ error: Pod "ci" mounts the node's whole file system.
`,
    },
    {
      title: "a node agent is information only",
      source: yaml`
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: falco
spec:
  template:
    spec:
      volumes:
        - name: containerd
          hostPath:
            path: /run/containerd/containerd.sock
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: DaemonSet "falco" mounts the container runtime's socket: whoever is in it can own the node.
`,
    },
    {
      title: "a folder of its own",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: cache
      hostPath:
        path: /var/cache/web
    - name: work
      emptyDir: {}
`,
    },
  ],
  on: workloads,
  *check(object) {
    for (const volume of object.podSpec?.list("volumes").maps() ?? []) {
      const hostPath = volume.map("hostPath");
      const path = hostPath.string("path");
      if (path === undefined) continue;
      const what = SOCKET.test(path)
        ? "the container runtime's socket: whoever is in it can own the node"
        : path === "/"
          ? "the node's whole file system"
          : undefined;
      if (what === undefined) continue;
      yield {
        at: hostPath.rangeOf("path"),
        message: `${object.title} mounts ${what}.`,
        ...(isNodeAgent(object) ? { severity: "info" as const } : {}),
      };
    }
  },
});
