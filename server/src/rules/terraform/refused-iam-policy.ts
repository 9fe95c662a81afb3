import { hcl } from "../../core/example";
import type { Finding } from "../../core/rule";
import { defineRule } from "../../core/rule";
import { identityPolicies } from "../../languages/terraform/policies";
import type { Policy } from "../../languages/terraform/policies";
import { isWhole, plain, textOf } from "../../languages/terraform/value";

/** Characters of a policy, white space aside. Source: IAM quotas. */
const LIMITS: Readonly<Record<string, { readonly most: number; readonly names: readonly string[] }>> = {
  aws_iam_policy: { most: 6144, names: ["tflint:aws_iam_policy_too_long_policy"] },
  aws_iam_group_policy: { most: 5120, names: ["tflint:aws_iam_group_policy_too_long"] },
  aws_iam_role_policy: { most: 10_240, names: [] },
  aws_iam_user_policy: { most: 2048, names: [] },
};

export default defineRule({
  id: "terraform/refused-iam-policy",
  summary: "Policy that IAM refuses",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [
    "tflint:aws_iam_policy_sid_invalid_characters",
    "tflint:aws_iam_policy_too_long_policy",
    "tflint:aws_iam_group_policy_too_long",
  ],
  references: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
  ],
  rationale:
    "Statement ids of IAM policies are letters and digits alone, and the whole policy has a greatest length: the plan passes and the apply fails half-way.",
  examples: [
    {
      title: "an id with a dash",
      source: hcl`
resource "aws_iam_policy" "read" {
  policy = jsonencode({
    Statement = [{ Sid = "read-logs", Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::logs/*" }]
                         ^^^^^^^^^^^ error: IAM refuses the statement id "read-logs": letters and digits alone are allowed.
  })
}
`,
    },
    {
      title: "too long",
      source: `resource "aws_iam_user_policy" "read" {\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = [${Array.from({ length: 60 }, (_, i) => `"arn:aws:s3:::a-bucket-with-a-long-name-${i}/*"`).join(", ")}] }] })\n  ^^^^^^ error: Policy "read" has 2,821 characters, IAM takes 2,048.\n}\n`,
    },
    {
      title: "letters and digits",
      source: hcl`
resource "aws_iam_policy" "read" {
  policy = jsonencode({
    Statement = [{ Sid = "ReadLogs1", Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::logs/*" }]
  })
}
`,
    },
  ],
  on: identityPolicies,
  *check(policy) {
    for (const statement of policy.statements) {
      const sid = textOf(statement.sid);
      if (sid !== undefined && statement.sid && /[^0-9A-Za-z]/.test(sid) && !policy.isDocument)
        yield {
          at: statement.placeOf(statement.sid),
          message: `IAM refuses the statement id "${sid}": letters and digits alone are allowed.`,
          equivalents: ["tflint:aws_iam_policy_sid_invalid_characters"],
        };
    }
    yield* judgeLength(policy);
  },
});

function* judgeLength({ block, title }: Policy): Iterable<Finding> {
  const limit = LIMITS[block.kind];
  const value = limit && block.value("policy");
  if (!limit || !value || !isWhole(value)) return;
  const length = String(plain(value)).replace(/\s/g, "").length;
  if (length > limit.most)
    yield {
      at: block.nameRange("policy"),
      message: `${title} has ${length.toLocaleString("en-US")} characters, IAM takes ${limit.most.toLocaleString("en-US")}.`,
      equivalents: limit.names,
    };
}
