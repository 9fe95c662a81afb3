import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { fixWith, replaceRange } from "../../languages/terraform/edit";
import { expressionsOf } from "../../languages/terraform/node";
import { blocks } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/deprecated-lookup",
  summary: "lookup() without a default",
  severity: "hint",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["tflint:terraform_deprecated_lookup"],
  references: ["https://developer.hashicorp.com/terraform/language/functions/lookup"],
  rationale: "Without a default the function does what brackets do, and has been deprecated since 0.7.",
  safeFix: "Both take the same item and fail alike where there is none, so the plan stays as it is.",
  examples: [
    {
      title: "two arguments",
      source: hcl`
resource "aws_sqs_queue" "orders" {
  name = lookup(var.names, "orders")
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 hint: lookup() without a default is what brackets are for.
}
`,
      fixed: hcl`
resource "aws_sqs_queue" "orders" {
  name = var.names["orders"]
}
`,
    },
    { title: "with a default", source: 'resource "aws_sqs_queue" "orders" {\n  name = lookup(var.names, "orders", "orders")\n}\n' },
  ],
  on: blocks,
  *check(block) {
    const { text } = block.reading.part;
    if (block.tree.json || block.open) return;
    for (const call of expressionsOf(block.node)) {
      if (call.kind !== "call" || call.name !== "lookup" || call.spread) continue;
      const [map, key, more] = call.args;
      if (!map || !key || more || text.slice(call.start, call.end).includes("\n")) continue;
      const canBeIndexed = map.kind === "reference" || map.kind === "call" || map.kind === "access";
      const written = `${text.slice(map.start, map.end)}[${text.slice(key.start, key.end)}]`;
      yield {
        at: range(call.start, call.end),
        tag: "deprecated",
        message: "lookup() without a default is what brackets are for.",
        fixes: canBeIndexed ? fixWith("Write brackets", "safe", replaceRange(call, written)) : [],
      };
    }
  },
});
