import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULT_SETTINGS } from "../../server/src/core/settings";
import { NO_NEIGHBOURS } from "../../server/src/lsp/protocol";
import { standDown } from "../../server/src/lsp/stand-down";
import { RULES } from "../../server/src/rules/index.generated";
import { isOn } from "../../server/src/service/severity";

const SYNTAX = ["syntax-error", "duplicate-key"];

describe("standing down beside other extensions", () => {
  it("leaves a manifest's schema to whom shows it", () => {
    const auto = (neighbours: Partial<typeof NO_NEIGHBOURS>) => standDown("kubernetes", { ...NO_NEIGHBOURS, ...neighbours }, "auto");
    assert.deepEqual(auto({}), ["modeline"]);
    assert.deepEqual(auto({ kubernetes: true }), ["schema"]);
    assert.deepEqual(auto({ yaml: true }), [...SYNTAX, "modeline"]);
    assert.deepEqual(auto({ yaml: true, kubernetesSchema: true }), [...SYNTAX, "schema"]);
    assert.deepEqual(auto({ kubernetesSchema: true }), ["modeline"]);
  });

  it("does as it is told", () => {
    const all = { yaml: true, kubernetesSchema: true, kubernetes: true, docker: true, terraform: true };
    for (const kind of ["kubernetes", "compose", "terraform", "helm-template"] as const) {
      assert.deepEqual(standDown(kind, all, "on"), []);
      assert.deepEqual(standDown(kind, NO_NEIGHBOURS, "off"), [...SYNTAX, "schema"]);
    }
    assert.deepEqual(standDown("helm-template", all, "auto"), []);
  });

  it("leaves a Compose file's schema to the YAML extension", () => {
    assert.deepEqual(standDown("compose", { ...NO_NEIGHBOURS, yaml: true }, "auto"), [...SYNTAX, "schema"]);
    assert.deepEqual(standDown("compose", NO_NEIGHBOURS, "auto"), []);
    const off = RULES.filter((rule) => !isOn(rule, { ...DEFAULT_SETTINGS, preset: "all", standDown: ["schema"] }))
      .map(({ id }) => id)
      .filter((id) => id.startsWith("compose/"));
    assert.deepEqual(off.sort(), ["compose/invalid-value", "compose/unknown-key", "compose/wrong-type"]);
  });

  it("switches off the schema rules and no others", () => {
    const off = RULES.filter((rule) => !isOn(rule, { ...DEFAULT_SETTINGS, preset: "all", standDown: ["schema"] }))
      .map(({ id }) => id)
      .filter((id) => id.startsWith("kubernetes/"));
    assert.deepEqual(off.sort(), [
      "kubernetes/invalid-enum-value",
      "kubernetes/missing-required-field",
      "kubernetes/unknown-field",
      "kubernetes/unknown-kind",
      "kubernetes/wrong-type",
    ]);
  });
});
