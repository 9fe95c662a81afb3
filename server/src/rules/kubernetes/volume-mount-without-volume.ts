import { closest } from "../../core/closest";
import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { containersOf } from "../../languages/kubernetes/container";
import { isWrittenHere } from "../../languages/kubernetes/quantity";
import { workloads } from "../../languages/kubernetes/queries";
import { volumesOf } from "../../languages/kubernetes/volumes";
import { inSentence } from "../../languages/kubernetes/words";
import { setAt } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/volume-mount-without-volume",
  summary: "Mount of a volume that the pod does not declare",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CLB-20"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/#how-volumes-work"],
  rationale:
    "A container mounts by name what the pod declares under `volumes`, or a StatefulSet under `volumeClaimTemplates`. A name that is in neither makes the API server reject the pod; of a Deployment only the events of its ReplicaSet say so.",
  examples: [
    {
      title: "a misspelt volume",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      volumeMounts:
        - name: configs
                ^^^^^^^ 💡 error: Container "web" mounts "configs", but Pod "web" has no such volume: the API server rejects it.
          mountPath: /etc/web
  volumes:
    - name: config
      configMap: { name: web }
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      volumeMounts:
        - name: config
          mountPath: /etc/web
  volumes:
    - name: config
      configMap: { name: web }
`,
    },
    {
      title: "a claim template, a patch's volume, volumes from a template",
      source: {
        "set.yaml": yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  template:
    spec:
      containers:
        - name: db
          volumeMounts: [{ name: data, mountPath: /data }]
  volumeClaimTemplates:
    - metadata: { name: data }
---
apiVersion: v1
kind: Pod
metadata: { name: templated }
spec:
  containers:
    - name: web
      volumeMounts: [{ name: config, mountPath: /etc/web }]
  volumes:
    {{- toYaml .Values.volumes | nindent 4 }}
`,
        "base/web.yaml": yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers:
        - name: web
          volumeMounts: [{ name: config, mountPath: /etc/web }]
`,
        "base/kustomization.yaml": "resources: [web.yaml]\npatches:\n  - path: volumes.yaml\n",
        "base/volumes.yaml": yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      volumes: [{ name: config, configMap: { name: web } }]
`,
      },
    },
  ],
  on: workloads,
  *check(object) {
    const volumes = volumesOf(object);
    if (!volumes || object.podSpec?.presence !== "written") return;
    const names = volumes.map(({ name }) => name);
    for (const container of containersOf(object)) {
      // Istio brings the volumes of its own container when it injects the rest of it.
      if (container.name === "istio-proxy") continue;
      for (const key of ["volumeMounts", "volumeDevices"])
        for (const mount of container.root.list(key).maps()) {
          const name = mount.string("name");
          if (name === undefined || names.includes(name)) continue;
          const meant = closest(name, names);
          yield {
            at: mount.rangeOf("name"),
            message: `${container.title} mounts "${name}", but ${inSentence(object.kind) === "pod" ? object.title : `the pod of ${object.title}`} has no such volume: the API server rejects it.`,
            fixes:
              meant === undefined || !isWrittenHere(mount.field("name"))
                ? []
                : [{ title: `Mount "${meant}"`, safety: "suggestion", edits: setAt(mount, ["name"], meant) }],
          };
        }
    }
  },
});
