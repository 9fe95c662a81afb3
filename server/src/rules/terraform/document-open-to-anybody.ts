import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { relatedTo } from "../../languages/terraform/block";
import { policyDocuments } from "../../languages/terraform/policies";
import { findText } from "../../languages/terraform/policy";

export default defineRule({
  id: "terraform/document-open-to-anybody",
  summary: "Policy document that lets every AWS account in",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: ["IAM-20"],
  equivalents: ["checkov:CKV_AWS_283"],
  references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
  rationale:
    "Where the document is attached decides how bad that is: a bucket of public downloads wants it, a key or a queue does not. Name the accounts, or add a condition such as `aws:PrincipalOrgID` or `aws:SourceArn`.",
  examples: [
    {
      title: "a principal for everyone",
      source: hcl`
data "aws_iam_policy_document" "queue" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.orders.arn]
    principals {
      type        = "*"
      identifiers = ["*"]
                     ^^^ info: Policy document "queue" lets every AWS account in.
    }
  }
}
`,
    },
    {
      title: "on a condition, and denied",
      source: hcl`
data "aws_iam_policy_document" "queue" {
  statement {
    actions = ["sqs:SendMessage"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_sns_topic.orders.arn]
    }
  }
  statement {
    effect  = "Deny"
    actions = ["sqs:*"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}
`,
    },
  ],
  on: policyDocuments,
  *check({ title, statements }) {
    for (const statement of statements) {
      const everyone = statement.principals && findText(statement.principals, "*");
      if (!everyone || statement.effect !== "Allow" || statement.inverted || statement.conditional) continue;
      yield { at: statement.placeOf(everyone), message: `${title} lets every AWS account in.`, related: relatedTo([everyone]) };
    }
  },
});
