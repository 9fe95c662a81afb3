import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { links } from "../../server/src/service/links";
import { loadGrammarsForTests } from "../support/grammars";
import { absolute, workspaceOf } from "../support/workspace";

before(loadGrammarsForTests);

function linksIn(files: Record<string, string>, path: string): string[] {
  return links(workspaceOf(files, []), absolute(path)).map(({ range, target }) => {
    const text = files[path]?.slice(range.start, range.end) ?? "";
    return `${text} → ${"path" in target ? target.path.slice(3) : target.url}`;
  });
}

describe("document links", () => {
  it("lead from a kustomization to what it builds from", () => {
    const files = {
      "prod/kustomization.yaml": `resources: [../base, web.yaml, https://example.com/x.yaml, lost.yaml]
patches:
  - path: patch.yaml
  - patch: |-
      kind: Deployment
configMapGenerator:
  - name: settings
    files: [app.json=settings.json]
`,
      "prod/web.yaml": "",
      "prod/patch.yaml": "",
      "prod/settings.json": "",
      "base/kustomization.yml": "resources: []\n",
    };
    assert.deepEqual(linksIn(files, "prod/kustomization.yaml"), [
      "../base → base/kustomization.yml",
      "web.yaml → prod/web.yaml",
      "patch.yaml → prod/patch.yaml",
      "app.json=settings.json → prod/settings.json",
    ]);
  });

  it("lead from a module call to the module's folder", () => {
    const files = {
      "main.tf": 'module "network" {\n  source = "./modules/network"\n}\nmodule "far" {\n  source = "terraform-aws-modules/vpc/aws"\n}\n',
      "modules/network/main.tf": "",
    };
    assert.deepEqual(linksIn(files, "main.tf"), ['"./modules/network" → modules/network/main.tf']);
  });

  it("lead from a Dockerfile to who builds and runs it, and back", () => {
    const files = {
      "compose.yaml": "services:\n  shop:\n    image: acme/shop:1.2\n    build:\n      context: app\n      target: web\n",
      "app/Dockerfile": "FROM node:22 AS web\nFROM web\n",
      "orders/Dockerfile": "FROM node:22\n",
      "nginx/Dockerfile": "FROM nginx:1.29\n",
      "k8s/pods.yaml":
        "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n" +
        ["acme/shop:1.2", "ghcr.io/acme/orders:3", "nginx:1.29"].map((image) => `    - { name: x, image: "${image}" }\n`).join(""),
    };
    assert.deepEqual(linksIn(files, "app/Dockerfile"), ["FROM → compose.yaml", "FROM → k8s/pods.yaml"]);
    assert.deepEqual(linksIn(files, "orders/Dockerfile"), ["FROM → k8s/pods.yaml"]);
    assert.deepEqual(linksIn(files, "nginx/Dockerfile"), []);
    assert.deepEqual(linksIn(files, "k8s/pods.yaml"), ['"acme/shop:1.2" → app/Dockerfile', '"ghcr.io/acme/orders:3" → orders/Dockerfile']);
    assert.deepEqual(linksIn(files, "compose.yaml"), ["app → app/Dockerfile", "web → app/Dockerfile"]);
  });

  it("lead nowhere when two folders have the name of an image", () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: x, image: "acme/orders:1" }] }\n';
    const files = { "a/orders/Dockerfile": "FROM a\n", "b/orders/Dockerfile": "FROM b\n", "pod.yaml": pod };
    assert.deepEqual(linksIn(files, "pod.yaml"), []);
    assert.deepEqual(linksIn(files, "a/orders/Dockerfile"), []);
  });
});
