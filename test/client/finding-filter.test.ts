import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NO_FILTER, filterText, passes, readFilter } from "../../client/src/playbook/finding-filter";

const FINDING = {
  message: 'Container "web" has no readiness probe.',
  rule: "kubernetes/missing-readiness-probe",
  path: "deploy/prod/web.yaml",
  severity: "warning",
} as const;

describe("the filter of findings", () => {
  it("wants every word, wherever it stands, and one of the severities", () => {
    for (const text of ["", "readiness", "PROD probe", "@warning", "@error @warning web"])
      assert.ok(passes(readFilter(text), FINDING), text);
    for (const text of ["liveness", "prod staging", "@error", "@error web"]) assert.ok(!passes(readFilter(text), FINDING), text);
  });

  it("can be read back as it was typed, whatever stands in it", () => {
    assert.equal(filterText(readFilter("  web @hint  @error ")), "web @error @hint");
    assert.equal(filterText(NO_FILTER), "");
    assert.deepEqual(readFilter("@nobody").words, ["@nobody"]);
  });
});
