import { files, yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { deploymentsOfImage, mayAgree, versionOf } from "../../languages/compose/deployed-tags";
import { services } from "../../languages/compose/queries";
import { parseImage } from "../../languages/shared/image";

export default defineRule({
  id: "compose/image-differs-from-manifest",
  summary: "Image that a manifest of the workspace runs in another version",
  severity: "info",
  preset: "strict",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://docs.docker.com/reference/compose-file/services/#image"],
  rationale:
    "What is tried on the desk is then not what runs in the cluster: a query that the newer database plans differently, a setting that the older one does not know. Raise both together, or say in a comment why they differ. " +
    "Said where both versions are written out, no manifest agrees and no kustomization replaces the tag; `16` agrees with `16.4`.",
  examples: [
    {
      title: "another version of the database, and of the shop's own image",
      settings: { preset: "strict" },
      source: files({
        "compose.yaml": yaml`
services:
  db:
    image: postgres:15.2-alpine
           ^^^^^^^^^^^^^^^^^^^^ info: Service "db" runs postgres 15.2, StatefulSet "db" runs 16.4.
  api:
    image: ghcr.io/acme/api:v1.3.0
           ^^^^^^^^^^^^^^^^^^^^^^^ info: Service "api" runs ghcr.io/acme/api 1.3.0, Deployment "api" runs 1.4.2.
`,
        "k8s/all.yaml": yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec: { template: { spec: { containers: [{ name: db, image: "postgres:16.4" }] } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec: { template: { spec: { containers: [{ name: api, image: "ghcr.io/acme/api:v1.4.2" }] } } }
`,
      }),
    },
    {
      title: "agreement, a line of versions, another repository, a replaced tag, a build, a variable",
      settings: { preset: "strict" },
      source: files({
        "compose.yaml": `services:
  db: { image: "postgres:16" }
  cache: { image: "redis:7.4-alpine" }
  proxy: { image: "bitnami/nginx:1.25.1" }
  api: { image: "acme/api:1.3" }
  web: { image: "acme/web:1.3", build: . }
  job: { image: "acme/job:\${TAG}" }
  tool: { image: "acme/tool:dev" }
`,
        "k8s/all.yaml": `apiVersion: v1
kind: Pod
metadata: { name: all }
spec:
  containers:
    - { name: db, image: "postgres:16.4" }
    - { name: old, image: "redis:6.2.1" }
    - { name: cache, image: "redis:7.4.1" }
    - { name: proxy, image: "nginx:1.29.1" }
    - { name: web, image: "acme/web:1.4" }
    - { name: job, image: "acme/job:1.4" }
    - { name: tool, image: "acme/tool:1.4" }
`,
        "overlay/kustomization.yaml": `images: [{ name: acme/api, newTag: "1.3" }]\nresources: [api.yaml]\n`,
        "overlay/api.yaml": `apiVersion: v1\nkind: Pod\nmetadata: { name: api }\nspec: { containers: [{ name: api, image: "acme/api:1.2" }] }\n`,
      }),
    },
  ],
  on: services,
  *check(service, _context, scope) {
    const text = service.written.string("image");
    const image = text === undefined || service.has("build") ? undefined : parseImage(text);
    const version = versionOf(image?.tag);
    if (!image || version === undefined) return;
    const deployments = deploymentsOfImage(image, scope);
    const [first] = deployments;
    if (!first || deployments.some((each) => mayAgree(each.version, version))) return;
    yield {
      at: service.written.rangeOf("image"),
      message: `Service "${service.name}" runs ${image.familiar} ${version}, ${first.by} runs ${first.version}.`,
      related: deployments.slice(0, MOST).map(({ by, at }) => ({ at, message: `${by} runs the image.` })),
    };
  },
});

/** How many workloads are named. */
const MOST = 3;
