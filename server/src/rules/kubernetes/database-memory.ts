import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { memoryLimit, memoryParameter } from "../../languages/kubernetes/postgres-memory";
import { kinds } from "../../languages/kubernetes/queries";

/** PostgreSQL documentation: a quarter of the memory is a good start, more than 40 % is unlikely to help. */
const MOST = 0.5;
/** PostgreSQL's default. */
const DEFAULT_CONNECTIONS = 100;

const gigabytes = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(1).replace(/\.0$/, "")} GiB`;

export default defineRule({
  id: "kubernetes/database-memory",
  summary: "Postgres memory settings that do not fit the pod",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["PG-29", "PG-30"],
  equivalents: [],
  references: ["https://www.postgresql.org/docs/current/runtime-config-resource.html#RUNTIME-CONFIG-RESOURCE-MEMORY"],
  rationale:
    "Postgres takes `shared_buffers` once and `work_mem` for each sort of each connection. A quarter of the pod's memory for the first is a good start; above the limit the kernel kills the database. Whether all connections sort at once is a matter of load, so the sum is reported only in the strict preset.",
  examples: [
    {
      title: "buffers of three quarters, and sorts beyond the limit",
      settings: { preset: "strict" },
      source: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders }
spec:
  resources: { limits: { memory: 4Gi } }
  postgresql:
    parameters:
      shared_buffers: 3GB
                      ^^^ warning: shared_buffers takes 75 % of the 4 GiB of Cluster "orders"; a quarter is a good start.
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: cart }
spec:
  resources: { limits: { memory: 4Gi } }
  postgresql:
    parameters:
      shared_buffers: 1GB
      max_connections: "200"
      work_mem: 64MB
                ^^^^ info: 200 connections that sort at once take 13.5 GiB of the 4 GiB of Cluster "cart".
`,
    },
    {
      title: "a quarter, and no limit to compare with",
      settings: { preset: "strict" },
      source: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders }
spec:
  resources: { limits: { memory: 4Gi } }
  postgresql: { parameters: { shared_buffers: 1GB, work_mem: 8MB } }
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: cart }
spec:
  postgresql: { parameters: { shared_buffers: 30GB } }
`,
    },
  ],
  on: kinds("postgresql.cnpg.io", "Cluster"),
  *check(object) {
    const { spec } = object;
    const parameters = spec.map("postgresql").map("parameters");
    const limit = memoryLimit(spec);
    const buffers = memoryParameter(parameters.string("shared_buffers"));
    if (limit === undefined || buffers === undefined) return;
    if (buffers > MOST * limit) {
      const share = Math.round((buffers / limit) * 100);
      const what = `shared_buffers takes ${share} % of the ${gigabytes(limit)} of ${object.title}`;
      yield { at: parameters.rangeOf("shared_buffers"), message: `${what}; a quarter is a good start.` };
    }
    const each = memoryParameter(parameters.string("work_mem"));
    const connections = parameters.lacks("max_connections") ? DEFAULT_CONNECTIONS : Number(parameters.string("max_connections"));
    if (each === undefined || !Number.isInteger(connections)) return;
    const whole = buffers + connections * each;
    if (whole > limit)
      yield {
        at: parameters.rangeOf("work_mem"),
        message: `${connections} connections that sort at once take ${gigabytes(whole)} of the ${gigabytes(limit)} of ${object.title}.`,
        severity: "info",
        preset: "strict",
      };
  },
});
