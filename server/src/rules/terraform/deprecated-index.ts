import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { fixWith, replaceRange } from "../../languages/terraform/edit";
import { expressionsOf } from "../../languages/terraform/node";
import { blocks } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/deprecated-index",
  summary: "List item that is named with a dot",
  severity: "hint",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["tflint:terraform_deprecated_index"],
  references: ["https://developer.hashicorp.com/terraform/language/expressions/references"],
  rationale: "`list.0` is the syntax of Terraform 0.11, kept for old configurations. `list[0]` means the same and can hold an expression.",
  safeFix: "Both read the same item, so the plan stays as it is.",
  examples: [
    {
      title: "a dot and a number",
      source: hcl`
resource "aws_eip" "nat" {
  instance = aws_instance.nat.0.id
                             ^^ 💡 hint: List items stand in brackets: [0].
}
`,
      fixed: hcl`
resource "aws_eip" "nat" {
  instance = aws_instance.nat[0].id
}
`,
    },
    {
      title: "brackets, and a number with a point",
      source: 'resource "aws_eip" "nat" {\n  instance = aws_instance.nat[0].id\n  weight = 1.0\n}\n',
    },
  ],
  on: blocks,
  *check(block) {
    const { text } = block.reading.part;
    if (block.tree.json) return;
    for (const expression of expressionsOf(block.node)) {
      if (expression.kind !== "reference" && expression.kind !== "access") continue;
      for (const step of expression.steps) {
        if (typeof step !== "object" || step.kind !== "literal") continue;
        const written = text.slice(step.start, step.end);
        const start = written.startsWith(".") ? step.start : text[step.start - 1] === "." ? step.start - 1 : -1;
        const index = written.replace(/^\./, "");
        if (start < 0 || !/^\d+$/.test(index)) continue;
        yield {
          at: range(start, step.end),
          tag: "deprecated",
          message: `List items stand in brackets: [${index}].`,
          fixes: fixWith("Write brackets", "safe", replaceRange(range(start, step.end), `[${index}]`)),
        };
      }
    }
  },
});
