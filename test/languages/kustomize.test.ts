import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RULES } from "../../server/src/rules/index.generated";
import { absolute, problemsIn, workspaceOf } from "../support/workspace";
import type { Files } from "../support/workspace";

const DEPLOYMENT = (name: string, labels: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  selector:\n    matchLabels: { ${labels} }\n  template:\n    metadata:\n      labels: { ${labels} }\n    spec:\n      containers:\n        - name: web\n          image: shop/web:1.4.2\n          ports: [{ name: http, containerPort: 8080 }]\n`;
const SERVICE = (selector: string, more = "") =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: storefront\n${more}spec:\n  selector: { ${selector} }\n  ports: [{ port: 80, targetPort: http }]\n`;
const KUSTOMIZATION = (resources: string, more = "") => `resources: [${resources}]\n${more}`;

const found = (files: Files, ...ids: string[]) =>
  problemsIn(
    workspaceOf(
      files,
      RULES.filter(({ id }) => ids.includes(id)),
    ),
  ).map(({ path, message }) => `${path.slice(3)}: ${message}`);

const selecting = (files: Files) => found(files, "kubernetes/service-selects-nothing");

describe("what a kustomization builds is deployed together", () => {
  it("a Service of an overlay selects the pods of its base", () => {
    const files = {
      "base/kustomization.yaml": KUSTOMIZATION("web.yaml"),
      "base/web.yaml": DEPLOYMENT("storefront", "app: storefront"),
      "prod/kustomization.yaml": KUSTOMIZATION("../base, service.yaml"),
      "prod/service.yaml": SERVICE("app: storefrunt"),
    };
    assert.deepEqual(selecting(files), [
      'prod/service.yaml: Service "storefront" selects app=storefrunt, which no pod has; those of Deployment "storefront" have app=storefront.',
    ]);
    assert.deepEqual(selecting({ ...files, "prod/service.yaml": SERVICE("app: storefront") }), []);
  });

  it("a base sees what its overlays add, but an overlay does not see its neighbour", () => {
    const files = {
      "base/kustomization.yaml": KUSTOMIZATION("service.yaml"),
      "base/service.yaml": SERVICE("app: storefront"),
      "prod/kustomization.yaml": KUSTOMIZATION("../base, web.yaml"),
      "prod/web.yaml": DEPLOYMENT("storefront", "app: storefront"),
      "dev/kustomization.yaml": KUSTOMIZATION("other.yaml"),
      "dev/other.yaml": DEPLOYMENT("storefront", "app: storefrunt"),
    };
    assert.deepEqual(selecting(files), []);
  });

  it("labels that reach the pods are there to select", () => {
    const files = {
      "kustomization.yaml": KUSTOMIZATION("web.yaml, service.yaml"),
      "web.yaml": DEPLOYMENT("storefront", "app: storefront, tier: backends"),
      "service.yaml": SERVICE("app: storefront, tier: backend"),
    };
    assert.equal(selecting(files).length, 1);
    const labels = "labels:\n  - pairs: { tier: backend }\n    includeTemplates: true\n";
    assert.deepEqual(selecting({ ...files, "kustomization.yaml": KUSTOMIZATION("web.yaml, service.yaml", labels) }), []);
    const unreached = "labels:\n  - pairs: { tier: backend }\n";
    assert.equal(selecting({ ...files, "kustomization.yaml": KUSTOMIZATION("web.yaml, service.yaml", unreached) }).length, 1);
    const common = "commonLabels: { tier: backend }\n";
    assert.deepEqual(selecting({ ...files, "kustomization.yaml": KUSTOMIZATION("web.yaml, service.yaml", common) }), []);
  });

  it("a namespace that is set for all joins what is written apart", () => {
    const files = {
      "kustomization.yaml": KUSTOMIZATION("web.yaml, service.yaml"),
      "web.yaml": DEPLOYMENT("storefront", "app: storefrunt").replace("metadata:\n", "metadata:\n  namespace: one\n"),
      "service.yaml": SERVICE("app: storefront", "  namespace: two\n"),
    };
    assert.deepEqual(selecting(files), []);
    assert.equal(selecting({ ...files, "kustomization.yaml": KUSTOMIZATION("web.yaml, service.yaml", "namespace: shop\n") }).length, 1);
  });

  it("a name may be written as it is built", () => {
    const ingress = `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\nspec:\n  defaultBackend:\n    service: { name: %, port: { number: 80 } }\n`;
    const missing = (name: string, more = "") =>
      found(
        {
          "kustomization.yaml": KUSTOMIZATION("service.yaml, ingress.yaml", more),
          "service.yaml": SERVICE("app: storefront"),
          "ingress.yaml": ingress.replace("%", name),
        },
        "kubernetes/ingress-backend-missing",
      );
    assert.equal(missing("storefrontx").length, 1);
    assert.deepEqual(missing("storefrontx", "nameSuffix: x\n"), []);
    assert.deepEqual(missing("xstorefront", "namePrefix: x\n"), []);
  });

  it("hears of a base that changes", () => {
    const files: Files = {
      "base/kustomization.yaml": KUSTOMIZATION("web.yaml"),
      "base/web.yaml": DEPLOYMENT("storefront", "app: storefrunt"),
      "prod/kustomization.yaml": KUSTOMIZATION("../base, service.yaml"),
      "prod/service.yaml": SERVICE("app: storefront"),
    };
    const workspace = workspaceOf(
      files,
      RULES.filter(({ id }) => id === "kubernetes/service-selects-nothing"),
    );
    assert.equal(problemsIn(workspace).length, 1);
    workspace.set(absolute("base/web.yaml"), DEPLOYMENT("storefront", "app: storefront"));
    assert.equal(problemsIn(workspace).length, 0);
    workspace.set(absolute("prod/kustomization.yaml"), KUSTOMIZATION("service.yaml"));
    workspace.set(absolute("base/web.yaml"), DEPLOYMENT("storefront", "app: storefrunt"));
    assert.equal(problemsIn(workspace).length, 0);
  });
});
