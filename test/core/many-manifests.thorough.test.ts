import assert from "node:assert/strict";
import { it } from "node:test";
import { RULES } from "../../server/src/rules/index.generated";
import { deployment, service } from "../support/manifests";
import { absolute, workspaceOf } from "../support/workspace";
import type { Files } from "../support/workspace";

it("a workspace keeps a change to its folder in a workspace of 2,000 manifests", () => {
  const files: Files = {};
  for (let i = 0; i < 1000; i++) {
    files[`team${i % 20}/service${i}.yaml`] = service(`s${i}`, `s${i}`);
    files[`team${i % 20}/deployment${i}.yaml`] = deployment(`s${i}`);
  }
  const workspace = workspaceOf(files, RULES);
  const checkAll = (): number => {
    const before = workspace.engine.checkedParts;
    for (const path of Object.keys(files)) workspace.reportNow(absolute(path));
    return workspace.engine.checkedParts - before;
  };
  assert.equal(checkAll(), 2000);
  workspace.set(absolute("team0/deployment0.yaml"), deployment("s0").replaceAll("app: s0", "app: elsewhere"));
  const relabelled = checkAll();
  assert.ok(relabelled > 1 && relabelled <= 51, `new labels concern the workload and the 50 Services beside it, not ${relabelled} parts`);
  workspace.set(absolute("team1/service1.yaml"), service("s1", "elsewhere"));
  const reselected = checkAll();
  assert.ok(reselected <= 51, `a new selector concerns the Service and the 50 workloads beside it, not ${reselected} parts`);
});
