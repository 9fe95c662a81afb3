import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CodeLens } from "vscode-languageserver";
import type { PlainEdit, RuleSummary, StepEditParams, Subject } from "../../server/src/lsp/protocol";
import { METHODS } from "../../server/src/lsp/protocol";
import { Wire } from "../support/wire";

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: 2 # enough for now
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      serviceAccount: web
      containers:
        - name: web
          image: shop/web:1.4.3
          args: [serve, "--port=80"]
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
`;
const CONFIGURATION = `environments:
  production:
    files: ["prod/**"]
    production: true
    contexts: ["prod-*"]
`;

describe("the language server, about playbooks", () => {
  it("says what of a file a playbook can be started from, with its environment and findings", async () => {
    const wire = await Wire.start({ "prod/web.yaml": WEB, ".plimsoll.yaml": CONFIGURATION });
    await wire.open("prod/web.yaml", "yaml");
    const found = await wire.connection.sendRequest<Subject[]>(METHODS.subjects, { uri: wire.uri("prod/web.yaml") });
    assert.deepEqual(
      found.map(({ kind, name, rollsOut, language }) => [kind, name, rollsOut, language]),
      [
        ["Deployment", "web", true, "kubernetes"],
        ["Service", "web", false, "kubernetes"],
      ],
    );
    const [deployment] = found;
    assert.deepEqual(deployment?.environment, { name: "production", production: true });
    assert.deepEqual(deployment.contexts, ["prod-*"]);
    assert.deepEqual((deployment.manifest as { metadata: unknown }).metadata, { name: "web", namespace: "shop" });
    const { spec } = deployment.manifest as { spec: { template: { spec: unknown } } };
    assert.deepEqual(spec.template.spec, {
      serviceAccount: "web",
      containers: [{ name: "web", image: "shop/web:1.4.3", args: ["serve", "--port=80"] }],
    });
    const renamed = deployment.findings.find(({ rule }) => rule === "kubernetes/deprecated-service-account");
    assert.equal(renamed?.range.start.line, 11);
    await wire.close();
  });

  it("leaves out of an object what a template decides", async () => {
    const wire = await Wire.start({
      "chart/Chart.yaml": "name: shop\n",
      "chart/values.yaml": "image: web\n",
      "chart/templates/web.yaml": WEB.replace("name: web\n", "name: {{ .Release.Name }}\n").replace(
        "replicas: 2",
        "replicas: {{ .Values.none }}",
      ),
    });
    await wire.open("chart/templates/web.yaml", "helm");
    const [deployment] = await wire.connection.sendRequest<Subject[]>(METHODS.subjects, { uri: wire.uri("chart/templates/web.yaml") });
    assert.equal(deployment?.name, "");
    const { metadata, spec } = deployment.manifest as { metadata: object; spec: object };
    assert.deepEqual(metadata, { namespace: "shop" });
    assert.equal("replicas" in spec, false);
    await wire.close();
  });

  it("prepares the edit of a step: a rule's first fix, or values of the object with its comments kept", async () => {
    const wire = await Wire.start({ "web.yaml": WEB });
    await wire.open("web.yaml", "yaml");
    const ask = (edit: StepEditParams["edit"], name = "web") =>
      wire.connection.sendRequest<PlainEdit[]>(METHODS.stepEdit, { uri: wire.uri("web.yaml"), kind: "Deployment", name, edit });
    const [replicas] = await ask({ change: { "spec.replicas": "3" } });
    assert.equal(replicas?.newText, "3");
    assert.deepEqual(replicas.range, { start: { line: 6, character: 12 }, end: { line: 6, character: 13 } });
    const [renamed] = await ask({ fix: "kubernetes/deprecated-service-account" });
    assert.equal(renamed?.newText, "serviceAccountName");
    assert.deepEqual(await ask({ fix: "kubernetes/privileged-container" }), []);
    assert.deepEqual(await ask({ change: { "spec.replicas": "3" } }, "other"), []);
    await wire.close();
  });

  it("offers the rollout of a workload in a line above it, and nothing for what rolls out nothing", async () => {
    const wire = await Wire.start({ "web.yaml": WEB });
    await wire.open("web.yaml", "yaml");
    const found = await wire.connection.sendRequest<CodeLens[]>("textDocument/codeLens", { textDocument: { uri: wire.uri("web.yaml") } });
    const at = found.map(({ range, command }) => [range.start.line, command?.title.replace(/\d+/, "N"), command?.command]);
    assert.deepEqual(at, [
      [0, "N findings", "plimsoll.showFindings"],
      [0, "Roll out…", "plimsoll.startPlaybook"],
    ]);
    assert.deepEqual(found[1]?.command?.arguments, [wire.uri("web.yaml"), { line: 0, character: 0 }]);
    await wire.close();
  });

  it("names the articles behind a rule", async () => {
    const wire = await Wire.start({});
    const rules = await wire.connection.sendRequest<RuleSummary[]>(METHODS.rules, null);
    const probes = rules.find(({ id }) => id === "kubernetes/missing-readiness-probe");
    assert.ok(probes?.articles.every((title) => title !== ""));
    assert.ok(rules.some(({ articles }) => articles.length > 0));
    await wire.close();
  });
});
