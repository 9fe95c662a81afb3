import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { resources } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/policy-on-user",
  summary: "Policy attached to a single user",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["checkov:CKV_AWS_40", "checkov:CKV_AWS_273", "trivy:AWS-0143"],
  references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html"],
  rationale:
    "A user has keys that do not expire, and rights that nobody sees when people are looked at by what they do. People sign in once and take roles; programs have roles of their own. Where a user must be, a group holds the rights.",
  examples: [
    {
      title: "rights of one person",
      source: hcl`
resource "aws_iam_user_policy_attachment" "ada" {
                                          ^^^^^ info: The rights are given to a single user: a role or a group can hold them.
  user       = "ada"
  policy_arn = aws_iam_policy.deploy.arn
}
`,
    },
    {
      title: "the user, in the preset of all",
      settings: { preset: "all" },
      source: hcl`
resource "aws_iam_user" "ada" {
                        ^^^^^ info: People sign in once and take roles: a user has a password and keys that do not expire.
  name = "ada"
}
`,
    },
    { title: "a role", source: `resource "aws_iam_role_policy_attachment" "deploy" {\n  role = "deploy"\n}\n` },
  ],
  on: resources("aws_iam_user_policy_attachment", "aws_iam_user_policy", "aws_iam_user"),
  *check(attachment) {
    if (attachment.kind === "aws_iam_user")
      yield {
        at: attachment.anchor,
        preset: "all",
        message: "People sign in once and take roles: a user has a password and keys that do not expire.",
        equivalents: ["checkov:CKV_AWS_273"],
      };
    else
      yield {
        at: attachment.anchor,
        equivalents: ["checkov:CKV_AWS_40", "trivy:AWS-0143"],
        message: "The rights are given to a single user: a role or a group can hold them.",
      };
  },
});
