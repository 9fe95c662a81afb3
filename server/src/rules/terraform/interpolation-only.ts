import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { fixWith, replaceRange } from "../../languages/terraform/edit";
import { blocks } from "../../languages/terraform/queries";
import { attributesOf } from "../../languages/terraform/walk";

export default defineRule({
  id: "terraform/interpolation-only",
  summary: "Text that is one interpolation and nothing else",
  severity: "hint",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["tflint:terraform_deprecated_interpolation"],
  references: ["https://developer.hashicorp.com/terraform/language/expressions/strings#string-templates"],
  rationale:
    "Terraform 0.11 needed the quotes; since 0.12 the expression alone is the same, shorter, and keeps its type where that is no text.",
  examples: [
    {
      title: "quotes around a reference",
      source: hcl`
resource "aws_sqs_queue" "orders" {
  name = "\${var.name}"
         ^^^^^^^^^^^^^ 💡 hint: The quotes and the interpolation add nothing.
}
`,
      fixed: hcl`
resource "aws_sqs_queue" "orders" {
  name = var.name
}
`,
    },
    {
      title: "with text, and escaped",
      source: 'resource "aws_sqs_queue" "orders" {\n  name = "\${var.name}-orders"\n  tags = { a = "$$\{x}" }\n}\n',
    },
  ],
  on: blocks,
  *check(block) {
    const { text } = block.reading.part;
    if (block.open) return;
    for (const { expression } of attributesOf(block.node)) {
      const written = text.slice(expression.start, expression.end);
      const inner = /^"\$\{\s*([^"{}~][^"{}]*?)\s*\}"$/.exec(written)?.[1];
      // A conversion may be wanted: what is no plain reference may be a number or a list.
      if (inner === undefined || !/^[A-Za-z_][\w.[\]-]*$/.test(inner)) continue;
      yield {
        at: range(expression.start, expression.end),
        tag: "deprecated",
        message: "The quotes and the interpolation add nothing.",
        fixes: fixWith("Take them away", "suggestion", replaceRange(expression, inner)),
      };
    }
  },
});
