import assert from "node:assert/strict";
import { NODES, all, deployment } from "./objects";
import type { Rehearsal } from "./rehearse";
import type { Stage } from "./stage";

const WORKER = "v1 Node worker-1";
const DRAIN = "kubectl drain worker-1 --ignore-daemonsets --delete-emptydir-data --timeout 10m";
const UNCORDON = "kubectl uncordon worker-1";

/** A Deployment that may always lose one pod, on two nodes. */
const node = {
  playbook: "drain-node",
  text: NODES.slice(0, NODES.indexOf("---")),
  objects: all(
    NODES,
    deployment("web", "web:1", 4),
    "{ apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: { name: web }, spec: { minAvailable: 1, selector: { matchLabels: { app: web } } } }\n",
    `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent, uid: agent }
spec: { selector: { matchLabels: { app: agent } } }
`,
    `apiVersion: v1
kind: Pod
metadata:
  name: agent-1
  labels: { app: agent }
  ownerReferences: [{ apiVersion: apps/v1, kind: DaemonSet, name: agent, uid: agent, controller: true }]
spec: { nodeName: worker-1, containers: [{ name: agent, image: "agent:1" }] }
`,
  ),
  begin: (stage: Stage) => stage.cluster.until("pods serve", () => stage.read("apps/v1 Deployment web", "status.readyReplicas") === 4),
};
/** What runs on a node, by the names of their workloads. */
const runsOn = (stage: Stage, name: string): string[] =>
  stage.cluster
    .names("v1 Pod", ({ spec }) => (spec as { readonly nodeName?: string }).nodeName === name)
    .map((pod) => pod.replace(/-.*/, ""));

const STATEFUL = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  replicas: 3
  selector:
    matchLabels: { app: db }
  template:
    metadata:
      labels: { app: db }
    spec:
      containers:
        - name: db
          image: registry.example.com/db:16.4
          volumeMounts:
            - name: data
              mountPath: /data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 10Gi } }
`;
const stateful = {
  playbook: "stateful-set-bring-up",
  text: STATEFUL,
  objects: all(
    NODES,
    "{ apiVersion: v1, kind: Service, metadata: { name: db }, spec: { clusterIP: None, selector: { app: db } } }\n",
    "{ apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: { name: standard }, provisioner: example.com/disk }\n",
  ),
  script: {
    exec: (_pod: string, command: readonly string[]) => ({ code: command[2] === "db-0.db" ? 0 : 2, stdout: "10.0.0.1 db-0.db\n" }),
  },
};
const APPLY = "kubectl apply --filename /files/object.yaml";

const BACKUP = `apiVersion: postgresql.cnpg.io/v1
kind: Backup
metadata: { name: before-upgrade }
spec: { cluster: { name: orders } }
`;
const RESTORED = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders-restored }
spec: { instances: 1, bootstrap: { recovery: { backup: { name: before-upgrade } } } }
`;
const ORDERS = "{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: orders }, spec: { instances: 3 } }\n";
const TAKE = ["kubectl apply --filename /files/file.yaml", "kubectl apply --filename /files/restoreFile.yaml"];
const DROP = "kubectl delete cluster.postgresql.cnpg.io/orders-restored";
const postgres = {
  playbook: "cnpg-backup-restore",
  text: ORDERS,
  objects: all(NODES, ORDERS),
  inputs: { backup: "before-upgrade", restored: "orders-restored" },
  files: { file: BACKUP, restoreFile: RESTORED },
};
const assertPostgres = (stage: Stage, restored: string | undefined): void => {
  assert.equal(stage.read("postgresql.cnpg.io/v1 Backup before-upgrade", "status.phase"), "completed");
  assert.equal(stage.read("postgresql.cnpg.io/v1 Cluster orders-restored", "metadata.name"), restored);
  assert.equal(stage.read("postgresql.cnpg.io/v1 Cluster orders", "spec.instances"), 3);
};

export const MACHINES: readonly Rehearsal[] = [
  {
    ...node,
    title: "empties the node and puts it back to use",
    status: "done",
    changes: [DRAIN, UNCORDON],
    then: (stage) => {
      assert.notEqual(stage.read(WORKER, "spec.unschedulable"), true);
      assert.deepEqual(runsOn(stage, "worker-1"), ["agent"]);
      assert.deepEqual(runsOn(stage, "worker-2"), ["web", "web", "web", "web"]);
    },
  },
  {
    ...node,
    title: "turns round after the drain: the node takes pods again",
    back: "drain",
    status: "rolledBack",
    changes: [DRAIN, UNCORDON],
    then: (stage) => {
      assert.notEqual(stage.read(WORKER, "spec.unschedulable"), true);
    },
  },
  {
    ...node,
    title: "turns round at the end: what was done last is undone first",
    back: "uncordon",
    status: "rolledBack",
    changes: [DRAIN, UNCORDON, "kubectl cordon worker-1", UNCORDON],
    then: (stage) => {
      assert.notEqual(stage.read(WORKER, "spec.unschedulable"), true);
    },
  },
  {
    ...stateful,
    title: "starts every member with its volume and its name",
    status: "done",
    changes: [APPLY],
    then: (stage) => {
      assert.equal(stage.read("apps/v1 StatefulSet db", "status.readyReplicas"), 3);
      assert.deepEqual(stage.cluster.names("v1 PersistentVolumeClaim"), ["data-db-0", "data-db-1", "data-db-2"]);
    },
  },
  {
    ...stateful,
    title: "takes the StatefulSet and its members away, and leaves the volumes",
    back: "apply",
    status: "rolledBack",
    changes: [APPLY, "kubectl delete statefulset db --ignore-not-found"],
    then: async (stage) => {
      assert.equal(stage.read("apps/v1 StatefulSet db", "metadata.name"), undefined);
      await stage.cluster.until("the members are gone", () => stage.cluster.names("v1 Pod").length === 0);
      assert.deepEqual(stage.cluster.names("v1 PersistentVolumeClaim"), ["data-db-0", "data-db-1", "data-db-2"]);
    },
  },
  {
    ...postgres,
    title: "restores beside the old cluster, and tidies up after a drill",
    choose: { "why-restore": "A drill" },
    status: "done",
    changes: [...TAKE, DROP],
    then: (stage) => {
      assertPostgres(stage, undefined);
    },
  },
  {
    ...postgres,
    title: "keeps both clusters when it is no drill",
    choose: { "why-restore": "Recovering" },
    status: "done",
    changes: TAKE,
    then: (stage) => {
      assertPostgres(stage, "orders-restored");
    },
  },
  {
    ...postgres,
    title: "takes the restored cluster away on the way back, and keeps the backup",
    back: "create",
    status: "rolledBack",
    changes: [...TAKE, `${DROP} --ignore-not-found`],
    then: (stage) => {
      assertPostgres(stage, undefined);
    },
  },
];
