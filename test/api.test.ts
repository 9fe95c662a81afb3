import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { linterWith } from "../server/src/service/linter";
import { loadGrammarsForTests } from "./support/grammars";
import { TODAY } from "./support/workspace";

before(loadGrammarsForTests);

const POD =
  "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  serviceAccount: web\n  containers:\n    - name: web\n      securityContext: { privileged: true }\n";

describe("the embedding API", () => {
  it("lints the files of a call as one isolated workspace", () => {
    const linter = linterWith({ today: TODAY });
    const templated = POD.replace("true", "{{ .Values.debug }}");
    const files = [
      { path: "chart/Chart.yaml", text: "name: shop\n" },
      { path: "chart/values.yaml", text: "debug: true\n" },
      { path: "chart/templates/pod.yaml", text: templated },
    ];
    const rules = (result: ReturnType<typeof linter.lint>) => result.flatMap(({ findings }) => findings.map(({ rule }) => rule));
    assert.ok(rules(linter.lint(files)).includes("kubernetes/privileged-container"));
    assert.ok(!rules(linter.lint(files.slice(2))).includes("kubernetes/privileged-container"), "nothing is left of the call before");
  });

  it("leaves out what is not ours and keeps the order given", () => {
    const results = linterWith({ today: TODAY }).lint([
      { path: "b.yaml", text: POD },
      { path: "readme.md", text: "x" },
      { path: "./a.yaml", text: POD },
    ]);
    assert.deepEqual(
      results.map(({ path }) => path),
      ["b.yaml", "./a.yaml"],
    );
  });

  it("fixes what is safe and says what is left", () => {
    const { files, results } = linterWith({ today: TODAY }).fix([{ path: "pod.yaml", text: POD }]);
    assert.equal(files[0]?.text, POD.replace("serviceAccount:", "serviceAccountName:"));
    assert.ok(results[0]?.findings.every(({ rule }) => rule !== "kubernetes/deprecated-service-account"));
  });

  it("takes a configuration as text or object, and names the line that is wrong", () => {
    const off = { rules: { "kubernetes/*": "off" } };
    assert.deepEqual(linterWith({ config: off }).lint([{ path: "pod.yaml", text: POD }])[0]?.findings, []);
    assert.throws(() => linterWith({ config: "rules:\n  kubernetes/nope: off\n" }), /config, line 2: There is no rule "kubernetes\/nope"/);
  });
});
