import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { objectFact } from "../../languages/kubernetes/facts";
import { kinds } from "../../languages/kubernetes/queries";
import { deployed, inNamespace, mistyped } from "../../languages/kubernetes/related";
import { setAt } from "../../languages/yaml/edit";

const GROUP = "postgresql.cnpg.io";

export default defineRule({
  id: "kubernetes/database-reference-not-found",
  summary: "Pooler or backup of a database cluster that is not there",
  severity: "error",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["PG-34"],
  equivalents: [],
  references: ["https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/"],
  rationale:
    "A Pooler, Backup or ScheduledBackup names its Cluster in the same namespace. A wrong name is accepted, and then nothing is pooled or backed up. Reported where a cluster beside it has all but the same name.",
  examples: [
    {
      title: "a mistyped name",
      source: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: checkout }
spec: { instances: 3 }
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: nightly }
spec:
  schedule: "0 0 2 * * *"
  cluster:
    name: chekout
          ^^^^^^^ 💡 error: There is no database cluster "chekout"; there is "checkout".
`,
      fixed: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: checkout }
spec: { instances: 3 }
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: nightly }
spec:
  schedule: "0 0 2 * * *"
  cluster:
    name: checkout
`,
    },
    {
      title: "there, or elsewhere",
      source: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: checkout }
spec: { instances: 3 }
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: { name: checkout-rw }
spec: { cluster: { name: checkout } }
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: { name: other-rw }
spec: { cluster: { name: elsewhere } }
`,
    },
  ],
  on: kinds(GROUP, "Pooler", "Backup", "ScheduledBackup"),
  *check(object, _context, scope) {
    const cluster = object.spec.map("cluster");
    const name = cluster.string("name");
    const near = inNamespace(deployed(scope, objectFact, "Cluster"), object.namespace, scope).filter(({ value }) => value.group === GROUP);
    if (name === undefined || near.some(({ value }) => value.name === undefined || value.name === name)) return;
    const meant = mistyped(
      name,
      near.flatMap((one) => one.value.name ?? []),
    );
    const there = near.find(({ value }) => value.name === meant);
    if (meant === undefined || !there) return;
    yield {
      at: cluster.rangeOf("name"),
      message: `There is no database cluster "${name}"; there is "${meant}".`,
      related: [{ at: there.at, message: "This Cluster was probably meant." }],
      fixes: [{ title: `Name "${meant}"`, safety: "suggestion", edits: setAt(cluster, ["name"], meant) }],
    };
  },
});
