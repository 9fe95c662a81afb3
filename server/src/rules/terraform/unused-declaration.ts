import { files, hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import type { Finding } from "../../core/rule";
import type { TerraformBlock } from "../../languages/terraform/block";
import type { Scope } from "../../core/scope";
import { isGenerated } from "../../languages/terraform/directory";
import { fixWith, removeAttribute, removeTopBlock } from "../../languages/terraform/edit";
import { useFact } from "../../languages/terraform/facts";
import { blocks } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/unused-declaration",
  summary: "Variable, local or data source that nothing uses",
  severity: "hint",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["tflint:terraform_unused_declarations"],
  references: ["https://developer.hashicorp.com/terraform/language/values/variables"],
  rationale:
    "Whoever sets an unused variable believes that it does something, and an unused data source is still asked for in each plan, with the rights that takes. A variable that only its own validation mentions is unused too.",
  examples: [
    {
      title: "a variable, a local and a data source",
      source: hcl`
variable "size" {
         ^^^^^^ 💡 hint: Variable "size" is used nowhere in this directory.
  type = number

  validation {
    condition     = var.size > 0
    error_message = "At least one."
  }
}

locals {
  name   = "shop"
  region = "eu-central-1"
  ^^^^^^ 💡 hint: Local "region" is used nowhere in this directory.
}

data "aws_caller_identity" "current" {}
                           ^^^^^^^^^ 💡 hint: Data source "current" is used nowhere in this directory.

resource "aws_sqs_queue" "orders" {
  name = local.name
}
`,
      fixed: hcl`
locals {
  name   = "shop"
  region = "eu-central-1"
}

data "aws_caller_identity" "current" {}

resource "aws_sqs_queue" "orders" {
  name = local.name
}
`,
      otherFixes: {
        'Remove local "region"': hcl`
variable "size" {
  type = number

  validation {
    condition     = var.size > 0
    error_message = "At least one."
  }
}

locals {
  name = "shop"
}

data "aws_caller_identity" "current" {}

resource "aws_sqs_queue" "orders" {
  name = local.name
}
`,
      },
    },
    {
      title: "used in another file, in an output, in a string, for its effect",
      source: files({
        "variables.tf": hcl`
variable "size" {
  type = number
}

locals {
  name = "shop"
}

data "aws_ami" "base" {
  owners = ["amazon"]

  lifecycle {
    postcondition {
      condition     = self.architecture == "arm64"
      error_message = "Not for ARM."
    }
  }
}
`,
        "main.tf": hcl`
resource "aws_sqs_queue" "orders" {
  name = "\${local.name}-\${upper("x")}"
}

output "size" {
  value = [for each in [1] : var.size]
}
`,
      }),
    },
  ],
  on: blocks,
  *check(block, _context, scope) {
    if (block.open || block.tree.json) return;
    switch (block.type) {
      case "variable":
        if (block.node.labels.length) yield* judge(block, scope, `Variable "${block.name}"`, "variable");
        return;
      case "data":
        // A condition on it is a use, and so is waiting for it.
        if (block.node.labels.length > 1 && block.kind !== "external" && block.lacksBlock("lifecycle"))
          yield* judge(block, scope, `Data source "${block.name}"`, "data source");
        return;
      case "locals":
        for (const { name, start, nameEnd } of block.node.attributes)
          if (!isUsed(scope, `local.${name}`))
            yield {
              at: range(start, nameEnd),
              tag: "unnecessary",
              message: `Local "${name}" is used nowhere in this directory.`,
              fixes: fixWith(`Remove local "${name}"`, "suggestion", removeAttribute(block, name)),
            };
    }
  },
});

function* judge(block: TerraformBlock, scope: Scope, title: string, noun: string): Iterable<Finding> {
  if (isUsed(scope, block.address)) return;
  yield {
    at: block.anchor,
    tag: "unnecessary",
    message: `${title} is used nowhere in this directory.`,
    fixes: fixWith(`Remove ${noun} "${block.name}"`, "suggestion", removeTopBlock(block)),
  };
}

/** Files that are generated may use anything. */
const isUsed = (scope: Scope, address: string): boolean => scope.all(useFact, address).length > 0 || isGenerated(scope);
