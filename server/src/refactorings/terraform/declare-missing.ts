import { hcl } from "../../core/example";
import { defineRefactoring } from "../../core/refactoring";
import { range } from "../../core/text";
import { declarationOf } from "../../languages/terraform/declaration";
import { insertBehind } from "../../languages/terraform/edit";
import { localFact, variableFact } from "../../languages/terraform/facts";
import { expressionsOf } from "../../languages/terraform/node";
import { blocks } from "../../languages/terraform/queries";

export default defineRefactoring({
  kind: "refactor.rewrite",
  examples: [
    {
      title: "a variable and a local that are not there yet",
      source: hcl`
resource "aws_db_instance" "shop" {
  password          = var.db_password
                      ^^^^^^^^^^^^^^^ refactor: Declare variable "db_password"
  allocated_storage = local.size
                      ^^^^^^^^^^ refactor: Declare local "size"
  identifier        = var.name
}

variable "name" {
  type = string
}
`,
      result: hcl`
resource "aws_db_instance" "shop" {
  password          = var.db_password
  allocated_storage = local.size
  identifier        = var.name
}

variable "db_password" {
  description = ""
  type        = string
  sensitive   = true
}

variable "name" {
  type = string
}
`,
      otherResults: {
        'Declare local "size"': hcl`
resource "aws_db_instance" "shop" {
  password          = var.db_password
  allocated_storage = local.size
  identifier        = var.name
}

locals {
  size = 0
}

variable "name" {
  type = string
}
`,
      },
    },
  ],
  on: blocks,
  *offer(block, { scope }) {
    if (block.open || block.tree.json) return;
    const offered = new Set<string>();
    for (const expression of expressionsOf(block.node)) {
      if (expression.kind !== "reference") continue;
      const { root, steps } = expression;
      const [name] = steps;
      if (typeof name !== "string" || offered.has(`${root}.${name}`)) continue;
      const declared = root === "var" ? scope.all(variableFact, name) : root === "local" ? scope.all(localFact, name) : undefined;
      if (declared?.length !== 0) continue;
      offered.add(`${root}.${name}`);
      yield {
        at: range(expression.start, expression.end),
        title: `Declare ${root === "var" ? "variable" : "local"} "${name}"`,
        edits: insertBehind(block, declarationOf(block, expression, name)),
      };
    }
  },
});
