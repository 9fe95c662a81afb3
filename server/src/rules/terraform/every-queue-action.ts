import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { relatedTo } from "../../languages/terraform/block";
import { attributePolicy } from "../../languages/terraform/policies";
import { findText } from "../../languages/terraform/policy";
import { resources } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/every-queue-action",
  summary: "Queue policy that allows every action",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["checkov:CKV_AWS_72", "trivy:AWS-0097"],
  references: ["https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html"],
  rationale:
    "Whoever may send may then delete the queue as well, and change this policy. Senders need `sqs:SendMessage`, readers three more.",
  examples: [
    {
      title: "all of it",
      source: hcl`
resource "aws_sqs_queue_policy" "orders" {
  queue_url = aws_sqs_queue.orders.id
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "sqs:*", Resource = "*" }]
                                                                                    ^^^^^^^ info: Queue policy "orders" allows every action on the queue.
  })
}
`,
    },
    {
      title: "what a sender needs",
      source: hcl`
resource "aws_sqs_queue_policy" "orders" {
  queue_url = aws_sqs_queue.orders.id
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "sqs:SendMessage", Resource = "*" }]
  })
}
`,
    },
  ],
  on: resources("aws_sqs_queue_policy", "aws_sqs_queue"),
  *check(queue) {
    for (const statement of attributePolicy(queue, queue, "policy").statements) {
      const every = findText(statement.actions, "*", "sqs:*", "SQS:*");
      if (every && statement.effect === "Allow" && !statement.inverted)
        yield {
          at: statement.placeOf(every),
          message: `Queue policy "${queue.name}" allows every action on the queue.`,
          related: relatedTo([every]),
        };
    }
  },
});
