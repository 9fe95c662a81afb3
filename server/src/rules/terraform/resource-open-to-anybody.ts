import { hcl } from "../../core/example";
import type { Finding } from "../../core/rule";
import { defineRule } from "../../core/rule";
import type { TerraformBlock } from "../../languages/terraform/block";
import { relatedTo } from "../../languages/terraform/block";
import type { Policy } from "../../languages/terraform/policies";
import { attributePolicy } from "../../languages/terraform/policies";
import { findText } from "../../languages/terraform/policy";
import { resources } from "../../languages/terraform/queries";
import { RESOURCE_POLICIES } from "./resource-open-to-anybody.table";

export default defineRule({
  id: "terraform/resource-open-to-anybody",
  summary: "Policy lets every AWS account in",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["IAM-20"],
  equivalents: [...new Set(RESOURCE_POLICIES.flatMap(({ names }) => names)), "checkov:CKV_AWS_301", "trivy:AWS-0067"],
  references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
  rationale:
    "A principal `*` without a condition is every account in the world, and for some services everyone without an account. Name the accounts or roles, or " +
    "keep the `*` and add a condition: `aws:PrincipalOrgID` for the organisation, `aws:SourceArn` for the one topic or bucket that sends. A queue that is " +
    "fed by a topic needs exactly that.",
  examples: [
    {
      title: "a queue for everyone",
      source: hcl`
resource "aws_sqs_queue_policy" "orders" {
  queue_url = aws_sqs_queue.orders.id
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = aws_sqs_queue.orders.arn }]
                                                 ^^^ warning: Queue policy "orders" lets every AWS account in.
  })
}
`,
    },
    {
      title: "a role that every account may take",
      source: hcl`
resource "aws_iam_role" "deploy" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "sts:AssumeRole" }]
                                                         ^^^ error: Role "deploy" lets every AWS account in.
  })
}
`,
    },
    {
      title: "a function that everyone may call",
      source: hcl`
resource "aws_lambda_permission" "all" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  principal     = "*"
                  ^^^ warning: Permission "all" lets every AWS account in.
}
`,
    },
    {
      title: "a condition, an account, a service",
      source: hcl`
resource "aws_sqs_queue_policy" "orders" {
  queue_url = aws_sqs_queue.orders.id
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Condition = { ArnEquals = { "aws:SourceArn" = aws_sns_topic.orders.arn } } },
      { Effect = "Deny", Principal = "*", Action = "sqs:*", Resource = "*" },
      { Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "sqs:SendMessage" },
      { Effect = "Allow", Principal = { Service = "events.amazonaws.com" }, Action = "sqs:SendMessage" },
    ]
  })
}

resource "aws_lambda_permission" "events" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  principal     = "*"
  source_arn    = aws_cloudwatch_event_rule.orders.arn
}
`,
    },
  ],
  on: resources("aws_lambda_permission", ...RESOURCE_POLICIES.map(({ kind }) => kind)),
  *check(resource) {
    if (resource.kind === "aws_lambda_permission") {
      yield* judgePermission(resource);
      return;
    }
    for (const { kind, attribute, noun, names } of RESOURCE_POLICIES)
      if (kind === resource.kind)
        for (const finding of judge(attributePolicy(resource, resource, attribute, noun))) yield { ...finding, equivalents: names };
  },
});

function* judge({ block, title, statements }: Policy): Iterable<Finding> {
  for (const statement of statements) {
    const everyone = statement.principals && findText(statement.principals, "*");
    if (!everyone || statement.effect !== "Allow" || statement.inverted || statement.conditional) continue;
    yield {
      at: statement.placeOf(everyone),
      ...(block.kind === "aws_iam_role" ? { severity: "error" as const } : {}),
      message: `${title} lets every AWS account in.`,
      related: relatedTo([everyone]),
    };
  }
}

function* judgePermission(permission: TerraformBlock): Iterable<Finding> {
  const narrowed = ["source_arn", "source_account", "principal_org_id", "function_url_auth_type"].some((name) => !permission.lacks(name));
  if (!permission.is("principal", "*") || narrowed) return;
  yield {
    at: permission.rangeOf("principal"),
    message: `Permission "${permission.name}" lets every AWS account in.`,
    equivalents: ["checkov:CKV_AWS_301", "trivy:AWS-0067"],
    related: relatedTo([permission.value("principal")]),
  };
}
