import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { relatedTo } from "../../languages/terraform/block";
import { resources } from "../../languages/terraform/queries";

/** Policies of AWS with which one may do everything, or give oneself the right to. */
const ADMINISTRATOR = /:policy\/(?:AdministratorAccess|IAMFullAccess|PowerUserAccess)$/;

export default defineRule({
  id: "terraform/administrator-attached",
  summary: "Administrator policy of AWS attached",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["checkov:CKV_AWS_274", "checkov:CKV_AWS_275", "checkov:CKV2_AWS_56"],
  references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
  rationale:
    "Whoever takes over what has this policy has the account. Programs need a handful of actions; people take such a role for an hour, and the pipeline that deploys is the one place where it is often wanted.",
  examples: [
    {
      title: "everything",
      source: hcl`
resource "aws_iam_role_policy_attachment" "web" {
  role       = aws_iam_role.web.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: AdministratorAccess gives the whole account.
}
`,
    },
    {
      title: "a narrow one",
      source: `resource "aws_iam_role_policy_attachment" "web" {\n  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"\n}\n`,
    },
  ],
  on: resources(
    "aws_iam_role_policy_attachment",
    "aws_iam_user_policy_attachment",
    "aws_iam_group_policy_attachment",
    "aws_iam_policy_attachment",
    "aws_ssoadmin_managed_policy_attachment",
  ),
  *check(attachment) {
    const name = attachment.kind.startsWith("aws_ssoadmin") ? "managed_policy_arn" : "policy_arn";
    const arn = attachment.string(name) ?? "";
    if (!ADMINISTRATOR.test(arn)) return;
    yield {
      at: attachment.rangeOf(name),
      message: `${arn.slice(arn.lastIndexOf("/") + 1)} gives the whole account.`,
      related: relatedTo([attachment.value(name)]),
    };
  },
});
