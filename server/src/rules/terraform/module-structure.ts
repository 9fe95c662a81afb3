import { files, hcl } from "../../core/example";
import { basename } from "../../core/path";
import type { Finding } from "../../core/rule";
import { defineRule } from "../../core/rule";
import { scopeParts } from "../../core/scope";
import type { TerraformBlock } from "../../languages/terraform/block";
import { resourceFact } from "../../languages/terraform/facts";
import { blocks } from "../../languages/terraform/queries";

const HOMES: Readonly<Record<string, string>> = { variable: "variables.tf", output: "outputs.tf" };

export default defineRule({
  id: "terraform/module-structure",
  summary: "Declaration outside of the file where people look",
  severity: "hint",
  preset: "all",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["tflint:terraform_standard_module_structure"],
  references: ["https://developer.hashicorp.com/terraform/language/modules/develop/structure"],
  rationale:
    "Terraform does not mind. People look for inputs in `variables.tf`, outputs in `outputs.tf` and the start in `main.tf`: an opinion.",
  examples: [
    {
      title: "all in one file",
      source: hcl`
variable "name" {
         ^^^^^^ hint: Variable "name" is not in variables.tf.
  type = string
}

resource "aws_sqs_queue" "orders" {
                         ^^^^^^^^ hint: The directory has no outputs.tf and variables.tf.
  name = var.name
}
`,
    },
    {
      title: "each in its place",
      source: files({
        "main.tf": 'resource "aws_sqs_queue" "orders" {\n  name = var.name\n}\n',
        "variables.tf": 'variable "name" {\n  type = string\n}\n',
        "outputs.tf": 'output "arn" {\n  value = aws_sqs_queue.orders.arn\n}\n',
      }),
    },
  ],
  on: blocks,
  *check(block, _context, scope) {
    const home = HOMES[block.type];
    if (home !== undefined) yield* judgeHome(block, home);
    const [first] = scope.all(resourceFact);
    if (!first || first.at.part !== block.reading.part || block.tree.blocks[0] !== block.node) return;
    const { folder } = scopeParts(scope.id);
    const missing = ["main.tf", "outputs.tf", "variables.tf"].filter(
      (name) => scope.file(folder === "" ? name : `${folder}/${name}`) === "absent",
    );
    if (missing.length) yield { at: block.anchor, message: `The directory has no ${missing.join(" and ")}.` };
  },
});

function* judgeHome(block: TerraformBlock, home: string): Iterable<Finding> {
  if (basename(block.reading.path) !== home && !block.tree.json)
    yield { at: block.anchor, message: `${block.type === "variable" ? "Variable" : "Output"} "${block.name}" is not in ${home}.` };
}
