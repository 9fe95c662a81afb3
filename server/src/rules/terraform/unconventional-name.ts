import { hcl } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { blocks } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/unconventional-name",
  summary: "Name that is not in snake case",
  severity: "hint",
  preset: "all",
  category: "maintainability",
  since: "0.1.0",
  guidance: ["MOD-24"],
  equivalents: ["tflint:terraform_naming_convention", "kics:name_is_not_snake_case"],
  references: ["https://developer.hashicorp.com/terraform/language/style#resource-naming"],
  rationale:
    "Lower case and underscores are what the style guide asks for. A name of its own kind is still a good name, and to change it moves the resource: an opinion.",
  examples: [
    {
      title: "a dash",
      source: hcl`
resource "aws_sqs_queue" "new-orders" {
                         ^^^^^^^^^^^^ hint: "new-orders" is not written in snake case.
}
`,
    },
    { title: "underscores", source: `resource "aws_sqs_queue" "new_orders" {\n}\nlocals {\n}\n` },
  ],
  on: where(blocks, ({ type }) => ["resource", "data", "module", "variable", "output"].includes(type)),
  *check(block) {
    if (block.labels.length > 0 && !/^[a-z_][a-z0-9_]*$/.test(block.name))
      yield { at: block.anchor, message: `"${block.name}" is not written in snake case.` };
  },
});
