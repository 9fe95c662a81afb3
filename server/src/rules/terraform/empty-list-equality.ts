import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { fixWith, replaceRange } from "../../languages/terraform/edit";
import { expressionsOf } from "../../languages/terraform/node";
import { blocks } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/empty-list-equality",
  summary: "Comparison with [] that is never true",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["tflint:terraform_empty_list_equality"],
  references: ["https://developer.hashicorp.com/terraform/language/expressions/operators#equality-operators"],
  rationale:
    "`[]` is an empty tuple. A value of a variable of type list is of another type, and values of different types are never equal: the condition always goes one way, and no plan says so. Ask for the length.",
  examples: [
    {
      title: "an empty list",
      source: hcl`
resource "aws_sqs_queue" "orders" {
  count = var.names == [] ? 0 : 1
          ^^^^^^^^^^^^^^^ 💡 warning: A list is never equal to []: ask for its length.
}
`,
      fixed: hcl`
resource "aws_sqs_queue" "orders" {
  count = length(var.names) == 0 ? 0 : 1
}
`,
    },
    {
      title: "the length",
      source: 'resource "aws_sqs_queue" "orders" {\n  count = length(var.names) == 0 || var.more == ["a"] ? 0 : 1\n}\n',
    },
  ],
  on: blocks,
  *check(block) {
    const { text } = block.reading.part;
    if (block.tree.json || block.open) return;
    for (const operation of expressionsOf(block.node)) {
      if (operation.kind !== "operation" || !["==", "!="].includes(operation.operator)) continue;
      const [left, right] = operation.operands;
      const empty = [left, right].find((side) => side?.kind === "list" && !side.items.length && text[side.start] === "[");
      const other = empty === left ? right : left;
      if (!empty || !other || other.kind === "list") continue;
      yield {
        at: range(operation.start, operation.end),
        message: "A list is never equal to []: ask for its length.",
        fixes: fixWith(
          "Ask for its length",
          "suggestion",
          replaceRange(operation, `length(${text.slice(other.start, other.end)}) ${operation.operator} 0`),
        ),
      };
    }
  },
});
