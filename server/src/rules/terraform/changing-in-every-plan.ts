import { hcl } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { range } from "../../core/text";
import { expressionsIn, expressionsOf } from "../../languages/terraform/node";
import { blocks } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/changing-in-every-plan",
  summary: "Resource that changes in every plan",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DRF-27", "GOV-05"],
  equivalents: [],
  references: ["https://developer.hashicorp.com/terraform/language/functions/timestamp"],
  rationale:
    "`timestamp()` and `uuid()` give another value on each run: every plan has a change, and the one that matters is overlooked among them. `time_static` and `random_uuid` keep the first value in the state; `ignore_changes` on the argument works as well.",
  examples: [
    {
      title: "a tag with the time",
      source: hcl`
resource "aws_sqs_queue" "orders" {
  name = "orders"
  tags = { applied = timestamp() }
                     ^^^^^^^^^^^ warning: timestamp() is another value in every plan.
}
`,
    },
    {
      title: "ignored, and on purpose",
      source: hcl`
resource "aws_sqs_queue" "orders" {
  tags = { applied = timestamp() }

  lifecycle {
    ignore_changes = [tags]
  }
}

resource "terraform_data" "always" {
  triggers_replace = timestamp()
}
`,
    },
  ],
  on: where(blocks, ({ type }) => type === "resource" || type === "module"),
  *check(block) {
    if (/^(?:null_resource|terraform_data|time_)/.test(block.kind)) return;
    const ignored = block.blocks("lifecycle").flatMap(({ node }) => [...expressionsOf(node)]);
    for (const { name, expression } of block.node.attributes) {
      if (ignored.some((each) => each.kind === "reference" && (each.root === name || each.root === "all"))) continue;
      for (const call of expressionsIn(expression))
        if (call.kind === "call" && (call.name === "timestamp" || call.name === "uuid") && !call.args.length)
          yield { at: range(call.start, call.end), message: `${call.name}() is another value in every plan.` };
    }
  },
});
