import { closest } from "../../core/closest";
import type { Fix } from "../../core/edit";
import { files, hcl } from "../../core/example";
import type { Fact } from "../../core/fact";
import { defineRule } from "../../core/rule";
import type { Scope } from "../../core/scope";
import { underline } from "../../core/text";
import type { TerraformBlock } from "../../languages/terraform/block";
import { declarationOf } from "../../languages/terraform/declaration";
import { isGenerated } from "../../languages/terraform/directory";
import type { Declared } from "../../languages/terraform/facts";
import { declaredFact, localFact, variableFact } from "../../languages/terraform/facts";
import type { ReferenceExpression } from "../../languages/terraform/node";
import { expressionsOf } from "../../languages/terraform/node";
import { blocks } from "../../languages/terraform/queries";
import { fixWith, insertBehind } from "../../languages/terraform/edit";

export default defineRule({
  id: "terraform/undeclared-reference",
  summary: "Variable or local that is declared nowhere",
  severity: "error",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://developer.hashicorp.com/terraform/language/values/variables"],
  rationale:
    "Terraform reads all files of the directory and stops with an error: no plan can be made. Usually a name was mistyped or renamed in one place; a value for it in a `.tfvars` file declares nothing.",
  examples: [
    {
      title: "declared nowhere",
      source: hcl`
resource "aws_sqs_queue" "orders" {
  name                       = local.prefix
                               ^^^^^^^^^^^^ 💡 error: Local "prefix" is declared nowhere in this directory.
  visibility_timeout_seconds = var.timeout
                               ^^^^^^^^^^^ 💡 error: Variable "timeout" is declared nowhere in this directory.
}
`,
      fixed: hcl`
resource "aws_sqs_queue" "orders" {
  name                       = local.prefix
  visibility_timeout_seconds = var.timeout
}

locals {
  prefix = ""
}
`,
      otherFixes: {
        'Declare variable "timeout"': hcl`
resource "aws_sqs_queue" "orders" {
  name                       = local.prefix
  visibility_timeout_seconds = var.timeout
}

variable "timeout" {
  description = ""
  type        = number
}
`,
      },
    },
    {
      title: "a slip of the pen",
      source: files({
        "main.tf": hcl`
resource "aws_sqs_queue" "orders" {
  name = "\${var.envrionment}-orders"
            ^^^^^^^^^^^^^^^ 💡 error: Variable "envrionment" is declared nowhere in this directory: "environment" is.
}
`,
        "variables.tf": hcl`
variable "environment" {
  type = string
}
`,
      }),
    },
    {
      title: "declared in other files, or generated",
      source: files({
        "a/main.tf": hcl`
resource "aws_sqs_queue" "orders" {
  name = "\${local.prefix}-\${var.name}-\${each.key}"
}
`,
        "a/variables.tf.json": '{ "variable": { "name": {} }, "locals": { "prefix": "shop" } }',
        "b/terragrunt.hcl": "",
        "b/main.tf": hcl`
resource "aws_sqs_queue" "orders" {
  name = var.name
}
`,
      }),
    },
  ],
  on: blocks,
  *check(block, _context, scope) {
    // A mixin is a piece of whatever directory it is copied into.
    if (/\.(?:tftest|tfmock|tfquery|mixin)\.|\/mixins\//.test(block.reading.path)) return;
    const told = new Set<string>();
    for (const expression of expressionsOf(block.node)) {
      if (expression.kind !== "reference") continue;
      const name = missingIn(expression, scope);
      if (name === undefined || told.has(`${expression.root}.${name}`) || isGenerated(scope)) continue;
      told.add(`${expression.root}.${name}`);
      const noun = expression.root === "var" ? "Variable" : "Local";
      const similar = scope.pick(declaredFact, "", closestTo, { root: expression.root, name });
      yield {
        at: underline(block.reading.part.text, expression),
        message: `${noun} "${name}" is declared nowhere in this directory${similar === undefined ? "" : `: "${similar}" is`}.`,
        fixes: fixesOf(block, expression, name, noun),
      };
    }
  },
});

const closestTo = (
  declared: readonly Fact<Declared>[],
  { root, name }: Pick<ReferenceExpression, "root"> & Pick<Declared, "name">,
): string | undefined =>
  closest(
    name,
    declared.flatMap(({ value }) => (value.root === root ? [value.name] : [])),
  );

function missingIn({ root, steps }: ReferenceExpression, scope: Scope): string | undefined {
  const [name] = steps;
  if (typeof name !== "string") return undefined;
  const facts = root === "var" ? scope.all(variableFact, name) : root === "local" ? scope.all(localFact, name) : undefined;
  return facts?.length === 0 ? name : undefined;
}

function fixesOf(block: TerraformBlock, expression: ReferenceExpression, name: string, noun: string): Fix[] {
  return fixWith(`Declare ${noun.toLowerCase()} "${name}"`, "suggestion", insertBehind(block, declarationOf(block, expression, name)));
}
