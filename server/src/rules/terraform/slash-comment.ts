import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import type { TerraformTree } from "../../languages/terraform/node";
import { fixWith, replaceRange } from "../../languages/terraform/edit";
import { parts } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/slash-comment",
  summary: "Comment that starts with slashes",
  severity: "hint",
  preset: "all",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["tflint:terraform_comment_syntax"],
  references: ["https://developer.hashicorp.com/terraform/language/style#comments"],
  rationale: "Both signs mean the same; the style guide asks for `#`.",
  safeFix: "A comment stays a comment.",
  examples: [
    {
      title: "slashes",
      source: hcl`
// The queue.
^^ 💡 hint: Comments start with #.
resource "aws_sqs_queue" "orders" {
  name = "orders" // a name
                  ^^ 💡 hint: Comments start with #.
}
`,
      fixed: hcl`
# The queue.
resource "aws_sqs_queue" "orders" {
  name = "orders" // a name
}
`,
    },
    {
      title: "a sign, and an address",
      source: '# See https://example.com\nresource "aws_sqs_queue" "orders" {\n  name = "https://x"\n}\n',
    },
  ],
  on: parts,
  *check(reading) {
    const { comments, json } = reading.tree as TerraformTree;
    if (json) return;
    for (const { start, text } of comments)
      if (text.startsWith("//"))
        yield {
          at: range(start, start + 2),
          message: "Comments start with #.",
          fixes: fixWith("Write #", "safe", replaceRange(range(start, start + 2), "#")),
        };
  },
});
