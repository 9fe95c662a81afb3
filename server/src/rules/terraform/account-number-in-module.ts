import { files, hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { scopeParts } from "../../core/scope";
import { range } from "../../core/text";
import { callFact } from "../../languages/terraform/facts";
import { expressionsOf } from "../../languages/terraform/node";
import { blocks } from "../../languages/terraform/queries";

/** Blocks whose job is to write things down. */
const DECLARATIONS: ReadonlySet<string> = new Set(["variable", "locals", "moved", "import", "removed", "terraform"]);

export default defineRule({
  id: "terraform/account-number-in-module",
  summary: "Shared module that names an account",
  severity: "info",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: ["CP-25"],
  equivalents: [],
  references: ["https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/caller_identity"],
  rationale:
    "A module that names an account or region in an ARN works in that one alone, and fails elsewhere in ways that look like missing rights. Make it a variable, or ask `data.aws_caller_identity` and `data.aws_region`.",
  examples: [
    {
      title: "an account in an ARN",
      source: files({
        "modules/queue/main.tf": hcl`
resource "aws_sqs_queue" "orders" {
  kms_master_key_id = "arn:aws:kms:eu-central-1:111122223333:key/orders"
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: This module names account 111122223333: it works in that one alone.
}
`,
      }),
    },
    {
      title: "asked for; a root; managed policies of AWS",
      source: files({
        "modules/queue/main.tf": hcl`
resource "aws_sqs_queue" "orders" {
  kms_master_key_id = "arn:aws:kms:eu-central-1:\${data.aws_caller_identity.current.account_id}:key/orders"
  policy_arn        = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
`,
        "main.tf": hcl`
provider "aws" {
}

resource "aws_sqs_queue" "orders" {
  kms_master_key_id = "arn:aws:kms:eu-central-1:111122223333:key/orders"
}
`,
      }),
    },
  ],
  on: blocks,
  *check(block, _context, scope) {
    if (DECLARATIONS.has(block.type) || block.tree.json) return;
    const { folder } = scopeParts(scope.id);
    if (!scope.all(callFact).length && !/(?:^|\/)modules?\//.test(`${folder}/`)) return;
    for (const expression of expressionsOf(block.node)) {
      if (expression.kind !== "literal" || typeof expression.value !== "string") continue;
      const account = /^arn:aws[\w-]*:[\w-]+:[\w-]*:(\d{12}):/.exec(expression.value)?.[1];
      if (account !== undefined)
        yield {
          at: range(expression.start, expression.end),
          message: `This module names account ${account}: it works in that one alone.`,
        };
    }
  },
});
