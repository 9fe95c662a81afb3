import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { relatedTo } from "../../languages/terraform/block";
import { identityPolicies } from "../../languages/terraform/policies";
import { textOf } from "../../languages/terraform/value";

const WRITES = /^secretsmanager:(?:put\w*|update\w*|delete\w*|\*)$/i;

export default defineRule({
  id: "terraform/secret-reader-that-writes",
  summary: "Reader of a secret that may also overwrite it",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: ["SCR-16"],
  equivalents: [],
  references: ["https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html"],
  rationale:
    "A program that reads a secret need not be able to overwrite or delete it, which locks out every other reader. Leave `secretsmanager:GetSecretValue`, and give writing to the role that rotates.",
  examples: [
    {
      title: "both in one policy",
      source: hcl`
data "aws_iam_policy_document" "shop" {
  statement {
    actions   = ["secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"]
                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: Policy document "shop" reads a secret and may also change it: secretsmanager:PutSecretValue.
    resources = [aws_secretsmanager_secret.shop.arn]
  }
}
`,
    },
    {
      title: "a reader; and the one that rotates",
      source: hcl`
data "aws_iam_policy_document" "shop" {
  statement {
    actions   = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"]
    resources = [aws_secretsmanager_secret.shop.arn]
  }
}

data "aws_iam_policy_document" "rotation" {
  statement {
    actions   = ["secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"]
    resources = [aws_secretsmanager_secret.shop.arn]
  }
}
`,
    },
  ],
  on: identityPolicies,
  *check(policy) {
    const allowed = policy.statements.filter(({ effect, inverted, principals }) => effect === "Allow" && !inverted && !principals);
    const actions = allowed.flatMap((statement) => statement.actions.map((action) => ({ statement, action, text: textOf(action) ?? "" })));
    const has = (pattern: RegExp) => actions.find(({ text }) => pattern.test(text));
    if (has(/^secretsmanager:UpdateSecretVersionStage$/i) || !has(/^secretsmanager:(?:GetSecretValue|Get\*|\*)$/i)) return;
    const written = has(WRITES);
    // Where every service is listed with its star, secrets are not what is wrong.
    const isWide = written?.text.endsWith("*") === true && !actions.every(({ text }) => /^(?:secretsmanager|kms):/i.test(text));
    if (written && !isWide)
      yield {
        at: written.statement.placeOf(written.action),
        message: `${policy.title} reads a secret and may also change it: ${written.text}.`,
        related: relatedTo([written.action]),
      };
  },
});
