import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { Range } from "../../core/text";
import type { KubernetesObject } from "../../languages/kubernetes/object";
import { objects } from "../../languages/kubernetes/queries";
import { isPermitted, regionOfEndpoint } from "../../languages/shared/regions";
import type { Mapping } from "../../languages/yaml/mapping";

interface Options {
  readonly regions: readonly string[];
}

/** Where an object says which region its data, or its pods, are to be in. */
const PLACES: readonly { readonly group: RegExp; readonly kind: RegExp; readonly path: readonly string[]; readonly key: string }[] = [
  { group: /^postgresql\.cnpg\.io$/, kind: /^Cluster$/, path: ["spec", "backup", "barmanObjectStore"], key: "endpointURL" },
  { group: /^barmancloud\.cnpg\.io$/, kind: /^ObjectStore$/, path: ["spec", "configuration"], key: "endpointURL" },
  { group: /^velero\.io$/, kind: /^(?:BackupStorage|VolumeSnapshot)Location$/, path: ["spec", "config"], key: "region" },
  { group: /^external-secrets\.io$/, kind: /^(?:Cluster)?SecretStore$/, path: ["spec", "provider", "aws"], key: "region" },
  { group: /\.crossplane\.io$|\.upbound\.io$/, kind: /./, path: ["spec", "forProvider"], key: "region" },
];

/** The label that the cloud's controller gives every node. Source: Kubernetes documentation, "Well-Known Labels". */
const NODE_LABEL = "topology.kubernetes.io/region";

export default defineRule<KubernetesObject, Options>({
  id: "kubernetes/region-not-permitted",
  summary: "Region that is not among the permitted ones",
  severity: "error",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["CP-05"],
  equivalents: [],
  references: [
    "https://cloudnative-pg.io/documentation/current/appendixes/object_stores/",
    "https://kubernetes.io/docs/reference/labels-annotations-taints/#topologykubernetesioregion",
  ],
  rationale:
    "Backups hold everything, and where they lie is where the data lies: a copy in the wrong region may break a law or a contract as much as the database would. Silent until the option `regions` lists the permitted ones; a name may end with `*`, as in `eu-*`.",
  options: {
    default: { regions: [] },
    schema: { type: "object", additionalProperties: false, properties: { regions: { type: "array", items: { type: "string" } } } },
  },
  examples: [
    {
      title: "backups, a bucket and pods that are pinned",
      options: { regions: ["eu-*"] },
      source: yaml`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders }
spec:
  backup:
    barmanObjectStore:
      destinationPath: s3://orders-backup/
      endpointURL: https://s3.us-east-1.amazonaws.com
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: Region us-east-1 is not permitted.
---
apiVersion: s3.aws.upbound.io/v1beta1
kind: Bucket
metadata: { name: invoices }
spec:
  forProvider:
    region: ap-southeast-2
            ^^^^^^^^^^^^^^ error: Region ap-southeast-2 is not permitted.
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      nodeSelector:
        topology.kubernetes.io/region: us-west-2
                                       ^^^^^^^^^ error: Region us-west-2 is not permitted.
`,
    },
    {
      title: "permitted ones, an address without a region, one that a template decides",
      options: { regions: ["eu-*", "fr-par"] },
      source: {
        "stores.yaml": yaml`
apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: { name: orders }
spec: { configuration: { endpointURL: "https://s3.fr-par.scw.cloud" } }
---
apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: { name: carts }
spec: { configuration: { endpointURL: "http://minio.storage:9000" } }
---
apiVersion: velero.io/v1
kind: BackupStorageLocation
metadata: { name: default }
spec: { provider: aws, config: { region: eu-west-1 } }
`,
        "chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
        "chart/templates/store.yaml": yaml`
apiVersion: external-secrets.io/v1
kind: SecretStore
metadata: { name: shop }
spec: { provider: { aws: { service: SecretsManager, region: {{ .Values.region }} } } }
`,
      },
    },
    {
      title: "nobody has said which",
      source: yaml`
apiVersion: velero.io/v1
kind: BackupStorageLocation
metadata: { name: default }
spec: { provider: aws, config: { region: us-east-1 } }
`,
    },
  ],
  on: objects,
  *check(object, { options: { regions } }) {
    if (!regions.length) return;
    for (const { region, at } of regionsOf(object))
      if (!isPermitted(region, regions)) yield { at, message: `Region ${region} is not permitted.` };
  },
});

function* regionsOf(object: KubernetesObject): Iterable<{ readonly region: string; readonly at: Range }> {
  const own = PLACES.filter(({ group, kind }) => group.test(object.group) && kind.test(object.kind));
  const found = own.map(({ path, key }): [Mapping, string] => [path.reduce((mapping, each) => mapping.map(each), object.root), key]);
  if (object.podSpec) found.push([object.podSpec.map("nodeSelector"), NODE_LABEL]);
  for (const [mapping, key] of found) {
    const written = mapping.string(key);
    const region = written !== undefined && key === "endpointURL" ? regionOfEndpoint(written) : written;
    if (region !== undefined) yield { region, at: mapping.rangeOf(key) };
  }
}
