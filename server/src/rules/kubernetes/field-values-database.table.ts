import { yaml } from "../../core/example";
import type { FieldRow } from "./field-values.table";

const CLUSTERS: FieldRow["groups"] = [["postgresql.cnpg.io", "Cluster"]];
const POOLERS: FieldRow["groups"] = [["postgresql.cnpg.io", "Pooler"]];
const SAMPLES = ["https://cloudnative-pg.io/documentation/current/samples/"];
const BACKUP = ["https://cloudnative-pg.io/documentation/current/backup/"];

/** CloudNativePG. */
export const DATABASE_FIELDS: readonly FieldRow[] = [
  {
    id: "kubernetes/single-database-instance",
    summary: "Postgres cluster of a single instance",
    severity: "warning",
    preset: "strict",
    category: "reliability",
    guidance: ["PG-11"],
    references: SAMPLES,
    rationale:
      "With one instance there is nothing to fail over to: the database is down while its node is drained, upgraded or lost. Three survive a failure and still have a standby during maintenance. Said by default only where production is known.",
    groups: CLUSTERS,
    paths: [["spec", "instances"]],
    inProduction: true,
    wrong: (instances) => (instances === 1 ? "has one instance: nothing takes over when its node goes" : undefined),
    hit: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders }
spec:
  instances: 1
             ^ warning: Cluster "orders" has one instance: nothing takes over when its node goes (said because the path says prod).
  storage: { size: 20Gi }
`,
    clean: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders }
spec:
  instances: 3
  storage: { size: 20Gi }
`,
  },
  {
    id: "kubernetes/database-without-backup",
    summary: "Postgres cluster without a backup",
    severity: "warning",
    preset: "strict",
    category: "reliability",
    guidance: ["PG-22"],
    references: BACKUP,
    rationale:
      "Replicas repeat a wrong DELETE within milliseconds; only a backup with its WAL archive goes back in time. Configure `backup` or a backup plugin, and restore from it once. Said by default only where production is known.",
    groups: CLUSTERS,
    paths: [["spec", "backup"]],
    inProduction: true,
    missing: (spec) => (spec.presence === "written" && spec.lacks("plugins") ? "is backed up by nothing in its own settings" : undefined),
    hit: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders }
spec:
^^^^ warning: Cluster "orders" is backed up by nothing in its own settings (said because the path says prod).
  instances: 3
`,
    clean: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders }
spec:
  backup: { retentionPolicy: 30d }
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: cart }
spec:
  plugins: [{ name: barman-cloud.cloudnative-pg.io, isWALArchiver: true }]
`,
  },
  {
    id: "kubernetes/backup-retention",
    summary: "Backup retention that the operator rejects, or none",
    severity: "warning",
    preset: "recommended",
    category: "cost",
    guidance: ["PG-23"],
    references: BACKUP,
    rationale:
      "A retention is a number and `d`, `w` or `m`, such as `30d`; the operator rejects anything else. Without one no backup is ever deleted: the bucket grows, and so does what a leak would hold.",
    groups: CLUSTERS,
    paths: [["spec", "backup", "retentionPolicy"]],
    wrong: (policy) =>
      /^[1-9][0-9]*[dwm]$/.test(String(policy))
        ? undefined
        : `keeps backups for "${String(policy)}", which is no number of days, weeks or months`,
    missing: (backup) =>
      backup.map("barmanObjectStore").presence === "written" ? "never deletes a backup: it sets no retention" : undefined,
    hit: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders }
spec:
  backup:
    retentionPolicy: 30 days
                     ^^^^^^^ warning: Cluster "orders" keeps backups for "30 days", which is no number of days, weeks or months.
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: cart }
spec:
  backup:
  ^^^^^^ warning: Cluster "cart" never deletes a backup: it sets no retention.
    barmanObjectStore: { destinationPath: s3://backups/cart }
`,
    clean: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders }
spec:
  backup:
    barmanObjectStore: { destinationPath: s3://backups/orders }
    retentionPolicy: 30d
`,
  },
  {
    id: "kubernetes/backup-with-static-keys",
    summary: "Backups written with long-lived access keys",
    severity: "info",
    preset: "strict",
    category: "security",
    guidance: ["PG-26"],
    references: ["https://cloudnative-pg.io/documentation/current/appendixes/object_stores/"],
    rationale:
      "A static key is valid until somebody rotates it, wherever it was copied to. On EKS the ServiceAccount of the cluster can carry an IAM role instead: `inheritFromIAMRole: true`.",
    groups: CLUSTERS,
    paths: [["spec", "backup", "barmanObjectStore", "s3Credentials", "accessKeyId", "name"]],
    wrong: () => "writes its backups with a static access key",
    hit: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders }
spec:
  backup:
    barmanObjectStore:
      s3Credentials:
        accessKeyId: { name: s3, key: id }
                             ^^ info: Cluster "orders" writes its backups with a static access key.
`,
    clean: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders }
spec:
  backup:
    barmanObjectStore:
      s3Credentials: { inheritFromIAMRole: true }
`,
  },
  {
    id: "kubernetes/mutable-database-image",
    summary: "Postgres image without a version",
    severity: "warning",
    preset: "recommended",
    category: "reliability",
    guidance: ["PG-47"],
    references: ["https://cloudnative-pg.io/documentation/current/postgres_upgrades/"],
    rationale:
      "With `latest`, or no tag, a restart may bring another version, and a new major version cannot read the old data. Pin major and minor; changing the major is an upgrade with downtime and a plan.",
    groups: CLUSTERS,
    paths: [["spec", "imageName"]],
    wrong: (image) =>
      /@sha256:/.test(String(image)) || /:(?!latest$)[^/]+$/.test(String(image))
        ? undefined
        : `runs "${String(image)}", whose version a restart may change`,
    hit: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders }
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:latest
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Cluster "orders" runs "ghcr.io/cloudnative-pg/postgresql:latest", whose version a restart may change.
`,
    clean: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders }
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.2
`,
  },
  {
    id: "kubernetes/database-instances-together",
    summary: "Postgres instances that may share a node",
    severity: "info",
    preset: "strict",
    category: "reliability",
    guidance: ["PG-50"],
    references: ["https://cloudnative-pg.io/documentation/current/scheduling/"],
    rationale:
      "CloudNativePG spreads instances over nodes unless it is told not to. Together on one node they disappear together, and the standby was of no use.",
    groups: CLUSTERS,
    paths: [["spec", "affinity", "enablePodAntiAffinity"]],
    inProduction: true,
    wrong: (spread) => (spread === false ? "lets all its instances run on one node" : undefined),
    fix: { title: "Spread them over nodes", value: true },
    hit: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders }
spec:
  instances: 3
  affinity:
    enablePodAntiAffinity: false
                           ^^^^^ 💡 info: Cluster "orders" lets all its instances run on one node (said because the path says prod).
`,
    fixed: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders }
spec:
  instances: 3
  affinity:
    enablePodAntiAffinity: true
`,
    clean: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders }
spec:
  instances: 3
  affinity: { enablePodAntiAffinity: true, topologyKey: kubernetes.io/hostname }
`,
  },
  {
    id: "kubernetes/unsuited-database-storage",
    summary: "Postgres on a storage class not meant for databases",
    severity: "info",
    preset: "strict",
    category: "performance",
    guidance: ["PG-13"],
    references: ["https://cloudnative-pg.io/documentation/current/storage/"],
    rationale:
      "A database waits for its disk at every commit. Network file systems may even lose the order of writes, and volumes of one node vanish with it. Choose a class of SSD block storage, and measure it.",
    groups: CLUSTERS,
    paths: [
      ["spec", "storage", "storageClass"],
      ["spec", "walStorage", "storageClass"],
    ],
    wrong: (name) =>
      /(?:^|-)(?:hostpath|nfs|efs|azurefile|gp2)(?:-|$)/.test(String(name))
        ? `keeps its data on class "${String(name)}", which is slow or unsafe for a database`
        : undefined,
    hit: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders }
spec:
  storage:
    size: 20Gi
    storageClass: efs-sc
                  ^^^^^^ info: Cluster "orders" keeps its data on class "efs-sc", which is slow or unsafe for a database.
`,
    clean: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders }
spec:
  storage: { size: 20Gi, storageClass: gp3 }
`,
  },
  {
    id: "kubernetes/single-pooler",
    summary: "Connection pooler of a single instance",
    severity: "info",
    preset: "strict",
    category: "reliability",
    guidance: ["PG-32"],
    references: ["https://cloudnative-pg.io/documentation/current/connection_pooling/"],
    rationale:
      "All connections go through the pooler: with one instance the database is out of reach whenever that one restarts. Run two or more. Said by default only where production is known.",
    groups: POOLERS,
    paths: [["spec", "instances"]],
    inProduction: true,
    wrong: (instances) => (instances === 1 ? "has one instance: the database is out of reach when it restarts" : undefined),
    missing: "has one instance by default: the database is out of reach when it restarts",
    hit: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: { name: orders-rw }
spec:
  instances: 1
             ^ info: Pooler "orders-rw" has one instance: the database is out of reach when it restarts (said because the path says prod).
`,
    clean: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: { name: orders-rw }
spec:
  instances: 2
`,
  },
  {
    id: "kubernetes/session-pooling",
    summary: "Pooler that keeps a connection for each session",
    severity: "hint",
    preset: "strict",
    category: "performance",
    guidance: ["PG-33"],
    references: ["https://www.pgbouncer.org/features.html"],
    rationale:
      "In session mode, the default, a server connection belongs to a client until it leaves, so idle clients hold as many connections as without a pooler. Transaction mode shares them, provided the application needs no session state: advisory locks, LISTEN, temporary tables.",
    groups: POOLERS,
    paths: [["spec", "pgbouncer", "poolMode"]],
    wrong: (mode) => (mode === "session" ? "keeps a server connection for each client" : undefined),
    missing: (pgbouncer) => (pgbouncer.presence === "written" ? "keeps a server connection for each client, as is the default" : undefined),
    hit: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: { name: orders-rw }
spec:
  instances: 2
  pgbouncer:
    poolMode: session
              ^^^^^^^ hint: Pooler "orders-rw" keeps a server connection for each client.
`,
    clean: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: { name: orders-rw }
spec:
  instances: 2
  pgbouncer: { poolMode: transaction }
`,
  },
];
