import { yaml } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { databaseOf, storageOf } from "../../languages/kubernetes/databases";
import { containers } from "../../languages/kubernetes/queries";

export default defineRule({
  id: "kubernetes/deployment-with-database",
  summary: "Database in a Deployment that may run two copies of it",
  severity: "info",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["SSS-07", "SSS-08", "PG-02"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#using-statefulsets"],
  rationale:
    "A Deployment starts the new pod before the old one is gone, so during a rollout two servers open the same files, or the second waits for ever for a volume that is attached elsewhere. A StatefulSet never runs two pods of one identity. A single replica with `strategy: Recreate` is good enough where a short outage is.",
  examples: [
    {
      title: "rolled over its own files",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: db }
spec:
  template:
    spec:
      containers:
        - name: postgres
                ^^^^^^^^ info: A rollout of Deployment "db" starts a second postgres beside the first, over the same volume.
          image: postgres:17.2
          volumeMounts: [{ name: data, mountPath: /var/lib/postgresql/data }]
      volumes:
        - { name: data, persistentVolumeClaim: { claimName: db } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: many }
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: mysql
                ^^^^^ warning: Deployment "many" runs 3 copies of mysql over the same volume.
          image: mysql:8.4.3
          volumeMounts: [{ name: data, mountPath: /var/lib/mysql }]
      volumes:
        - { name: data, persistentVolumeClaim: { claimName: many } }
`,
    },
    {
      title: "Recreate, no volume to share, storage from a template",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: db }
spec:
  strategy: { type: Recreate }
  template:
    spec:
      containers:
        - name: postgres
          image: postgres:17.2
          volumeMounts: [{ name: data, mountPath: /var/lib/postgresql/data }]
      volumes:
        - { name: data, persistentVolumeClaim: { claimName: db } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: templated }
spec:
  template:
    spec:
      containers:
        - name: postgres
          image: postgres:17.2
          volumeMounts: [{ name: data, mountPath: /var/lib/postgresql/data }]
      volumes:
        {{- include "db.volumes" . | nindent 8 }}
`,
    },
  ],
  on: where(containers, ({ object }) => object.is("apps", "Deployment")),
  *check(container) {
    const { object } = container;
    const database = databaseOf(container);
    if (database === undefined || storageOf(object, container) !== "kept") return;
    const replicas = object.spec.lacks("replicas") ? 1 : object.spec.number("replicas");
    const strategy = object.spec.map("strategy");
    if (replicas !== undefined && replicas > 1)
      yield {
        at: container.anchor,
        message: `${object.title} runs ${replicas} copies of ${database} over the same volume.`,
        severity: "warning",
      };
    else if (
      replicas === 1 &&
      (strategy.is("type", "RollingUpdate") || strategy.lacks("type")) &&
      !stopsFirst(strategy.map("rollingUpdate").get("maxSurge"))
    )
      yield {
        at: container.anchor,
        message: `A rollout of ${object.title} starts a second ${database} beside the first, over the same volume.`,
      };
  },
});

const stopsFirst = (surge: unknown): boolean => surge === 0 || surge === "0%";
