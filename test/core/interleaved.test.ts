import assert from "node:assert/strict";
import { before, it } from "node:test";
import { RULES } from "../../server/src/rules/index.generated";
import { loadGrammarsForTests } from "../support/grammars";
import { absolute, workspaceOf } from "../support/workspace";

before(loadGrammarsForTests);

it("a file that is read while another one is checked is there for the parts that follow", () => {
  const files = { "main.tf": 'output "a" {\n  value = var.a\n}\n\noutput "b" {\n  value = var.a\n}\n' };
  const variables = absolute("variables.tf");
  const workspace = workspaceOf(files, RULES);
  workspace.list([variables], () => false);
  const steps = workspace.report(absolute("main.tf"));
  assert.equal(steps.next().done, false, "the first part was checked, and another is to come");
  workspace.set(variables, 'variable "a" {}\n');
  workspace.list([], () => true);
  let step = steps.next();
  while (!step.done) step = steps.next();
  assert.deepEqual(
    step.value?.problems.filter(({ id }) => id === "terraform/undeclared-reference"),
    [],
  );
});
