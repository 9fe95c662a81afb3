import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import type { Settings } from "../../server/src/core/settings";
import { RULES } from "../../server/src/rules/index.generated";
import { loadGrammarsForTests } from "../support/grammars";
import { problemsIn, workspaceOf } from "../support/workspace";

before(loadGrammarsForTests);

/** Lacks resources, is privileged, and keeps a Secret that holds nothing of a known shape. */
const MANIFEST = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: shop/web:1.4.2
      securityContext:
        privileged: true
---
apiVersion: v1
kind: Secret
metadata:
  name: web
stringData:
  password: tr0ub4dor-7
`;

const found = (settings: Partial<Settings>): string[] =>
  problemsIn(workspaceOf({ "web.yaml": MANIFEST }, RULES, settings))
    .filter(({ severity }) => severity !== "hint")
    .map(({ id, severity }) => `${severity} ${id}`)
    .sort();

describe("below folders of tests and examples", () => {
  it("says everything elsewhere", () => {
    assert.deepEqual(found({}), [
      "error kubernetes/privileged-container",
      "info kubernetes/committed-secret",
      "warning kubernetes/missing-resources",
    ]);
  });

  it("says of an example what is written there, as information", () => {
    assert.deepEqual(found({ sample: "example" }), ["info kubernetes/committed-secret", "info kubernetes/privileged-container"]);
  });

  it("says of a test's input that it cannot be read, and in the strict preset what is graver elsewhere", () => {
    assert.deepEqual(found({ sample: "test" }), []);
    assert.deepEqual(found({ sample: "test", preset: "strict" }), ["info kubernetes/privileged-container"]);
    const torn = problemsIn(workspaceOf({ "web.yaml": "apiVersion: v1\nkind: Pod\nmetadata: { name: web\n" }, RULES, { sample: "test" }));
    assert.deepEqual(
      torn.map(({ id, severity }) => `${severity} ${id}`),
      ["info kubernetes/syntax-error"],
    );
  });

  it("leaves a test's input that breaks the schema alone, and not an example", () => {
    const broken = { "web.yaml": MANIFEST.replace("spec:", "spec:\n  hostnam: web") };
    const has = (sample: Settings["sample"]) =>
      problemsIn(workspaceOf(broken, RULES, { sample })).some(({ id }) => id === "kubernetes/unknown-field");
    assert.deepEqual([has(undefined), has("example"), has("test")], [true, true, false]);
  });

  it("follows a configuration that names the rule", () => {
    const rules = [{ matches: (id: string) => id === "kubernetes/missing-resources", level: "warning" as const }];
    assert.deepEqual(found({ sample: "test", rules }), ["warning kubernetes/missing-resources"]);
  });

  it("keeps the colour of a credential that a service gave out, and not of a key made for the test", () => {
    const severityWith = (secret: string) =>
      problemsIn(workspaceOf({ "web.yaml": MANIFEST.replace("tr0ub4dor-7", secret) }, RULES, { sample: "test" })).find(
        ({ id }) => id === "kubernetes/committed-secret",
      )?.severity;
    assert.equal(severityWith("glpat-aB3dE5fG7hI9jK1lM3nO"), "error");
    assert.equal(severityWith(`"-----BEGIN PRIVATE KEY-----\\n${"MIIEow".repeat(8)}"`), undefined);
  });

  it("does not call a comment about what is not said useless", () => {
    const text = MANIFEST.replace("- name: web\n", "- name: web # plimsoll-ignore kubernetes/missing-memory-limit -- it has no state\n");
    const problems = problemsIn(workspaceOf({ "web.yaml": text }, RULES, { sample: "example" }));
    assert.ok(!problems.some(({ id }) => id === "plimsoll/unused-suppression"));
  });
});
