import { files, yaml } from "../../core/example";
import type { Field } from "../../core/field";
import { dirname, join } from "../../core/path";
import { defineRule, query } from "../../core/rule";
import type { Reading } from "../../core/rule";
import type { Range } from "../../core/text";
import { documentRoot } from "../../languages/yaml/document";
import type { YamlTree } from "../../languages/yaml/node";

/** A file or folder that a kustomization names. */
interface Named {
  readonly reading: Reading;
  readonly written: string;
  readonly at: Range;
}

export default defineRule({
  id: "kubernetes/missing-kustomize-file",
  summary: "Kustomization names a file or folder that does not exist",
  severity: "error",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/resource/"],
  rationale:
    "`kustomize build` stops at the first path it cannot read, so nothing of the overlay is deployed: most often after a file was renamed, or moved into a base. Paths count from the folder of the kustomization. What Git ignores may be made by a step of its own and is not judged, nor addresses and repositories.",
  examples: [
    {
      title: "a renamed file, a base one folder too high, a patch",
      source: files({
        "prod/kustomization.yaml": yaml`
resources:
  - ../../base
    ^^^^^^^^^^ error: There is no ../../base: kustomize cannot build this folder.
  - deployment.yml
    ^^^^^^^^^^^^^^ error: There is no deployment.yml: kustomize cannot build this folder. Did you mean deployment.yaml?
patches:
  - path: patches/replicas.yaml
          ^^^^^^^^^^^^^^^^^^^^^ error: There is no patches/replicas.yaml: kustomize cannot build this folder.
`,
        "prod/deployment.yaml": "",
        "base/kustomization.yaml": "resources: []\n",
      }),
    },
    {
      title: "there, far away, inline",
      source: files({
        "prod/kustomization.yaml": yaml`
resources:
  - ../base
  - web.yaml
  - github.com/argoproj/argo-cd//manifests/cluster-install?ref=v2.14.2
  - https://example.com/crds.yaml
patches:
  - path: replicas.yaml
  - patch: |-
      - op: remove
        path: /spec/replicas
    target: { kind: Deployment }
patchesStrategicMerge:
  - |-
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web }
`,
        "prod/web.yaml": "",
        "prod/replicas.yaml": "",
        "base/kustomization.yaml": "resources: []\n",
      }),
    },
  ],
  on: query(["kustomization"], named),
  *check({ reading: { path, scope }, written, at }) {
    const folder = dirname(path);
    if (isFarAway(written) || scope.file(join(folder, written)) !== "absent") return;
    const other = written.endsWith(".yml") ? written.replace(/yml$/, "yaml") : written.replace(/yaml$/, "yml");
    const meant = other !== written && scope.file(join(folder, other)) === "present" ? ` Did you mean ${other}?` : "";
    yield { at, message: `There is no ${written}: kustomize cannot build this folder.${meant}` };
  },
});

/** Everything kustomize must read to build, in the order it is written. */
function* named(reading: Reading): Iterable<Named> {
  const root = documentRoot(reading.tree as YamlTree, reading.part);
  if (root.presence !== "written") return;
  const of = (field: Field): Named[] =>
    field.state === "known" && typeof field.value === "string" && !/[\n{]/.test(field.value)
      ? [{ reading, written: field.value, at: field.at }]
      : [];
  for (const key of ["resources", "bases", "components", "crds", "configurations", "patchesStrategicMerge"])
    for (const field of root.list(key).scalars()) yield* of(field);
  for (const key of ["patches", "patchesJson6902", "replacements"])
    for (const entry of root.list(key).maps()) yield* of(entry.field("path"));
}

/** An address, or a repository as go-getter writes it: `github.com/org/repo//path?ref=v1`, `git@host:org/repo`. */
const isFarAway = (written: string): boolean =>
  /:\/\/|\?|^git@|\/\/|::/.test(written) || /^[\w-]+(?:\.[\w-]+)+\//.test(written.replace(/^(?:\.\.?\/)+.*/, ""));
