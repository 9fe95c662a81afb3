import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { databaseOf, storageOf } from "../../languages/kubernetes/databases";
import { servingContainers } from "../../languages/kubernetes/queries";

export default defineRule({
  id: "kubernetes/database-on-ephemeral-storage",
  summary: "Database whose data is gone with its pod",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["PG-03", "BM-18", "SSS-05"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/#emptydir"],
  rationale:
    "Without a claim the database writes to the container's own layer or to an `emptyDir`, and both are deleted with the pod: the next rollout, eviction or node upgrade starts an empty database. Mount a PersistentVolumeClaim at the data directory of the image. If the data may be lost, suppress this with a word why.",
  patient: true,
  examples: [
    {
      title: "nothing mounted, and an emptyDir",
      source: yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  template:
    spec:
      containers:
        - name: postgres
                ^^^^^^^^ warning: Container "postgres" runs postgres without a persistent volume: its data is gone with the pod.
          image: docker.io/library/postgres:17.2
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: mongo }
spec:
  template:
    spec:
      containers:
        - name: mongo
                ^^^^^ warning: Container "mongo" runs mongo without a persistent volume: its data is gone with the pod.
          image: mongo:8.0.3
          volumeMounts: [{ name: data, mountPath: /data/db }]
      volumes: [{ name: data, emptyDir: {} }]
`,
    },
    {
      title: "a claim template, a host path, volumes from a template",
      source: yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  template:
    spec:
      containers:
        - name: postgres
          image: postgres:17.2
          volumeMounts: [{ name: data, mountPath: /var/lib/postgresql/data }]
  volumeClaimTemplates: [{ metadata: { name: data } }]
---
apiVersion: v1
kind: Pod
metadata: { name: etcd }
spec:
  containers:
    - { name: etcd, image: registry.k8s.io/etcd:3.5.16-0, volumeMounts: [{ name: data, mountPath: /var/lib/etcd }] }
  volumes: [{ name: data, hostPath: { path: /var/lib/etcd } }]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: templated }
spec:
  template:
    spec:
      containers:
        - name: postgres
          image: postgres:17.2
          volumeMounts:
            {{- toYaml .Values.mounts | nindent 12 }}
`,
    },
  ],
  on: servingContainers,
  *check(container) {
    const database = databaseOf(container);
    if (database === undefined || container.podSpec.presence !== "written") return;
    if (storageOf(container.object, container) !== "lost") return;
    yield {
      at: container.anchor,
      message: `${container.title} runs ${database} without a persistent volume: its data is gone with the pod.`,
    };
  },
});
