import { hcl } from "../../core/example";
import { defineRefactoring } from "../../core/refactoring";
import { range } from "../../core/text";
import { insertBehind, replaceRange } from "../../languages/terraform/edit";
import { referenceFact } from "../../languages/terraform/facts";
import { blocks } from "../../languages/terraform/queries";

/** `my-Queue` → `my_queue`; undefined where nothing is left to change, or nothing to keep. */
function conventional(name: string): string | undefined {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toLowerCase();
  return words === name || !/^[a-z]/.test(words) ? undefined : words;
}

export default defineRefactoring({
  kind: "refactor.rewrite",
  examples: [
    {
      title: "a resource keeps what it stands for",
      source: hcl`
resource "aws_sqs_queue" "newOrders" {
                         ^^^^^^^^^^^ refactor: Rename to new_orders, with a moved block
  name = "orders"
}
`,
      result: hcl`
resource "aws_sqs_queue" "new_orders" {
  name = "orders"
}

moved {
  from = aws_sqs_queue.newOrders
  to   = aws_sqs_queue.new_orders
}
`,
    },
    {
      title: "a module too, and not where others refer to it or the name is as it should be",
      source: hcl`
module "vpc-main" {
       ^^^^^^^^^^ refactor: Rename to vpc_main, with a moved block
  source = "./vpc"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_sqs_queue" "dead-orders" {
  name = "dead"
}

output "arn" {
  value = aws_sqs_queue.dead-orders.arn
}
`,
    },
  ],
  on: blocks,
  *offer(block, reading) {
    const label = block.node.labels.at(-1);
    if ((block.type !== "resource" && block.type !== "module") || !label || block.open || block.tree.json) return;
    const name = conventional(label.text);
    // Only what nothing refers to can be renamed in one place; the editor's own rename follows references.
    if (name === undefined || reading.scope.all(referenceFact, block.address).length > 0) return;
    const prefix = block.type === "module" ? "module" : block.kind;
    yield {
      at: range(label.start, label.end),
      title: `Rename to ${name}, with a moved block`,
      edits: [
        ...replaceRange(range(label.start, label.end), `"${name}"`),
        ...insertBehind(block, { header: "moved", attributes: { from: `${prefix}.${label.text}`, to: `${prefix}.${name}` } }),
      ],
    };
  },
});
