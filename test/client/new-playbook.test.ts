import assert from "node:assert/strict";
import { it } from "node:test";
import { playbookIn } from "../../client/src/playbook/catalogue";
import { NEW_PLAYBOOK } from "../../client/src/playbook/new-playbook";
import { RULES } from "../../server/src/rules/index.generated";
import { problemsIn, workspaceOf } from "../support/workspace";

void it("a new playbook is whole and has no findings", () => {
  const text = NEW_PLAYBOOK.replace("{id}", "release-orders");
  assert.equal(playbookIn(text)?.id, "release-orders");
  const workspace = workspaceOf({ ".plimsoll/playbooks/release-orders.yaml": text }, RULES);
  assert.deepEqual(
    problemsIn(workspace).map(({ id, message }) => `${id}: ${message}`),
    [],
  );
});
