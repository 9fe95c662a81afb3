import { files, hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { Range } from "../../core/text";
import { relatedTo } from "../../languages/terraform/block";
import { identityPolicies } from "../../languages/terraform/policies";
import type { Statement } from "../../languages/terraform/policy";
import { findText } from "../../languages/terraform/policy";
import type { Value } from "../../languages/terraform/value";

export default defineRule({
  id: "terraform/wildcard-iam-policy",
  summary: "Policy allows everything on everything",
  severity: "error",
  preset: "essential",
  category: "security",
  since: "0.1.0",
  guidance: ["DRF-03", "SEC-17", "DS-21", "IDP-08"],
  equivalents: [
    "checkov:CKV_AWS_1",
    "checkov:CKV_AWS_62",
    "checkov:CKV_AWS_63",
    "checkov:CKV2_AWS_40",
    "trivy:AWS-0345",
    "kics:iam_role_with_full_privileges",
  ],
  references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
  rationale:
    "Whoever gets hold of this identity, through a leaked key or a bug in the program that uses it, owns the account: data, backups, billing, and the " +
    "right to lock you out. Write down the actions the workload uses and the resources it uses them on. Start from what CloudTrail or IAM Access " +
    "Analyzer has seen, and extend the list when a call is denied. For people who administer the account use an SSO role with a session limit.",
  examples: [
    {
      title: "jsonencode",
      source: hcl`
resource "aws_iam_policy" "deploy" {
  name = "deploy"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "*"
                 ^^^ error: Policy "deploy" allows every action on every resource.
      Resource = "*"
    }]
  })
}
`,
    },
    {
      title: "the policy of those who administer the account",
      source: hcl`
resource "aws_iam_group_policy" "infra-admins" {
  group  = aws_iam_group.admins.name
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
                                              ^^^ info: Policy "infra-admins" allows every action on every resource.
  })
}
`,
    },
    {
      title: "JSON in a heredoc, with a list",
      source: hcl`
resource "aws_iam_role_policy" "deploy" {
  role   = aws_iam_role.deploy.id
  policy = <<EOF
{
  "Statement": [
    { "Effect": "Allow", "Action": ["s3:GetObject", "*"], "Resource": ["*", "\${aws_s3_bucket.logs.arn}/*"] }
                                                    ^^^ error: Policy "deploy" allows every action on every resource.
  ]
}
EOF
}
`,
    },
    {
      title: "a policy document",
      source: hcl`
data "aws_iam_policy_document" "deploy" {
  statement {
    actions   = ["*"]
                 ^^^ error: Policy document "deploy" allows every action on every resource.
    resources = ["*"]
  }
}
`,
    },
    {
      title: "a policy that a local of another file holds",
      source: files({
        "role.tf": hcl`
resource "aws_iam_role" "deploy" {
  inline_policy {
    name   = "all"
    policy = local.everything
             ^^^^^^^^^^^^^^^^ error: Policy "deploy" allows every action on every resource.
  }
}
`,
        "locals.tf": hcl`
locals {
  actions    = ["*"]
  everything = jsonencode({ Statement = [{ Effect = "Allow", Action = local.actions, Resource = "*" }] })
}
`,
      }),
    },
    {
      title: "narrow, denied, conditional, of a resource, and the frame of an organisation",
      source: hcl`
resource "aws_iam_policy" "read" {
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = "s3:*", Resource = "*" },
      { Effect = "Deny", Action = "*", Resource = "*" },
      { Effect = "Allow", Action = "*", Resource = aws_s3_bucket.logs.arn },
      { Effect = "Allow", Action = "*", Resource = "*", Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } } },
    ]
  })
}

data "aws_iam_policy_document" "key" {
  statement {
    actions   = ["*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::123456789012:root"]
    }
  }
}

data "aws_iam_policy_document" "frame" {
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
}

resource "aws_organizations_policy" "frame" {
  content = data.aws_iam_policy_document.frame.json
}
`,
    },
  ],
  on: identityPolicies,
  *check({ title, statements }) {
    for (const statement of statements)
      for (const wildcard of wildcardsIn([statement])) yield finding(title, wildcard, statement.placeOf(wildcard));
  },
});

/** The action that says "everything" of each statement that allows everything on everything. */
const wildcardsIn = (statements: readonly Statement[]): Value[] =>
  statements.flatMap((statement) => {
    if (statement.effect !== "Allow" || statement.inverted || statement.conditional || statement.principals) return [];
    const action = findText(statement.actions, "*", "*:*");
    return action && findText(statement.resources, "*") ? [action] : [];
  });

/** Those who administer the account may do everything, and the policy's name says that it is theirs. */
const ADMINISTRATORS = /(?:^|[-_"])(?:admin(?:istrator)?s?|break-?glass)(?:$|[-_"])/i;

const finding = (title: string, wildcard: Value, at: Range) => ({
  at,
  ...(ADMINISTRATORS.test(title) ? { severity: "info" as const } : {}),
  message: `${title} allows every action on every resource.`,
  related: relatedTo([wildcard]),
});
