import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { containersOf } from "../../languages/kubernetes/container";
import { workloads } from "../../languages/kubernetes/queries";
import { volumesOf } from "../../languages/kubernetes/volumes";

const LISTS = ["initContainers", "containers", "ephemeralContainers"];

export default defineRule({
  id: "kubernetes/unused-volume",
  summary: "Volume that no container mounts",
  severity: "hint",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: ["CLB-20", "SSS-06"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/"],
  rationale:
    "A volume that nobody mounts still has to be there before the pod starts: a deleted ConfigMap keeps the pod in ContainerCreating for nothing, and a claim template pays for a disk per replica. Remove it, or mount it where it was meant to go.",
  examples: [
    {
      title: "left over",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      volumeMounts: [{ name: config, mountPath: /etc/web }]
  volumes:
    - name: config
      configMap: { name: web }
    - name: cache
            ^^^^^ hint: No container of Pod "web" mounts the volume "cache".
      emptyDir: {}
`,
    },
    {
      title: "mounted, or mounts from a template",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      volumeMounts:
        {{- toYaml .Values.mounts | nindent 8 }}
  volumes:
    - name: cache
      emptyDir: {}
`,
    },
  ],
  on: workloads,
  *check(object) {
    const { podSpec } = object;
    const volumes = volumesOf(object);
    if (!podSpec || !volumes?.length) return;
    const containers = containersOf(object);
    const written = LISTS.reduce((count, key) => count + podSpec.list(key).length, 0);
    if (!containers.length || LISTS.some((key) => podSpec.list(key).open) || containers.length !== written) return;
    const mounted = new Set<string>();
    for (const { root } of containers)
      for (const key of ["volumeMounts", "volumeDevices"]) {
        const list = root.list(key);
        if (list.open) return;
        const names = [...list.maps()].map((mount) => mount.string("name"));
        if (names.length !== list.length) return;
        for (const name of names) {
          if (name === undefined) return;
          mounted.add(name);
        }
      }
    for (const { name, at } of volumes)
      if (!mounted.has(name)) yield { at, message: `No container of ${object.title} mounts the volume "${name}".`, tag: "unnecessary" };
  },
});
