import type { Reading } from "../../core/rule";
import type { Offer } from "../../core/refactoring";
import { hcl } from "../../core/example";
import { defineRefactoring } from "../../core/refactoring";
import { range } from "../../core/text";
import type { TerraformBlock } from "../../languages/terraform/block";
import type { GuessedType } from "../../languages/terraform/declaration";
import { looksSecret, variableBlock } from "../../languages/terraform/declaration";
import { insertBehind, replaceRange } from "../../languages/terraform/edit";
import { localFact, variableFact } from "../../languages/terraform/facts";
import type { Attribute } from "../../languages/terraform/node";
import { blocks } from "../../languages/terraform/queries";

/** Arguments that take literals alone, and those that say nothing a variable could. */
const FIXED: ReadonlySet<string> = new Set([
  "source",
  "version",
  "provider",
  "count",
  "for_each",
  "depends_on",
  "prevent_destroy",
  "create_before_destroy",
]);

export default defineRefactoring({
  kind: "refactor.extract",
  examples: [
    {
      title: "a text, a number and a list",
      source: hcl`
resource "aws_sqs_queue" "orders" {
  name                       = "orders"
                               ^^^^^^^^ refactor: Extract to variable orders_name
                               ^^^^^^^^ refactor: Extract to local orders_name
  visibility_timeout_seconds = 30
                               ^^ refactor: Extract to variable orders_visibility_timeout_seconds
                               ^^ refactor: Extract to local orders_visibility_timeout_seconds
}
`,
      result: hcl`
resource "aws_sqs_queue" "orders" {
  name                       = var.orders_name
  visibility_timeout_seconds = 30
}

variable "orders_name" {
  description = ""
  type        = string
  default     = "orders"
}
`,
      otherResults: {
        "Extract to local orders_visibility_timeout_seconds": hcl`
resource "aws_sqs_queue" "orders" {
  name                       = "orders"
  visibility_timeout_seconds = local.orders_visibility_timeout_seconds
}

locals {
  orders_visibility_timeout_seconds = 30
}
`,
      },
    },
    {
      title: "a password gets no default",
      source: hcl`
resource "aws_db_instance" "shop" {
  password = "hunter2"
             ^^^^^^^^^ refactor: Extract to variable shop_password
}
`,
      result: hcl`
resource "aws_db_instance" "shop" {
  password = var.shop_password
}

variable "shop_password" {
  description = ""
  type        = string
  sensitive   = true
}
`,
    },
    {
      title: "what must be a literal, and names that are taken",
      source: hcl`
module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "6.0.1"
}

variable "orders_name" {
  type    = string
  default = "orders"
}

locals {
  orders_name = "x"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}
`,
    },
  ],
  on: blocks,
  *offer(block, reading) {
    if (!["resource", "data", "module"].includes(block.type) || block.open || block.tree.json) return;
    for (const attribute of block.node.attributes) {
      const type = typeOf(attribute, block);
      if (type !== undefined && !FIXED.has(attribute.name)) yield* offersFor(attribute, type, block, reading);
    }
  },
});

function* offersFor(attribute: Attribute, type: GuessedType, block: TerraformBlock, reading: Reading): Iterable<Offer> {
  const { expression } = attribute;
  const name = `${block.name}_${attribute.name}`.replace(/[^A-Za-z0-9_]/g, "_");
  const at = range(expression.start, expression.end);
  const text = reading.part.text.slice(at.start, at.end);
  const secret = looksSecret(attribute.name);
  if (!reading.scope.all(variableFact, name).length)
    yield {
      at,
      title: `Extract to variable ${name}`,
      edits: [...replaceRange(at, `var.${name}`), ...insertBehind(block, variableBlock(name, type, secret ? undefined : text))],
    };
  if (!secret && !reading.scope.all(localFact, name).length)
    yield {
      at,
      title: `Extract to local ${name}`,
      edits: [...replaceRange(at, `local.${name}`), ...insertBehind(block, { header: "locals", attributes: { [name]: text } })],
    };
}

/** The type of a literal on one line. */
function typeOf({ expression }: Attribute, block: TerraformBlock): GuessedType | undefined {
  if (block.reading.part.text.slice(expression.start, expression.end).includes("\n")) return undefined;
  if (expression.kind === "list")
    return expression.items.length && expression.items.every((item) => item.kind === "literal" && typeof item.value === "string")
      ? "list(string)"
      : undefined;
  if (expression.kind !== "literal" || expression.value === null) return undefined;
  const { value } = expression;
  return typeof value === "string" ? "string" : typeof value === "number" ? "number" : "bool";
}
