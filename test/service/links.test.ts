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
});
