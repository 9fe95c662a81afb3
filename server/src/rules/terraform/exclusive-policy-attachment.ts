import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { resources } from "../../languages/terraform/queries";
import type { Value } from "../../languages/terraform/value";

export default defineRule({
  id: "terraform/exclusive-policy-attachment",
  summary: "Attachment that takes the policy away from everyone else",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["tflint:aws_iam_policy_attachment_exclusive_attachment"],
  references: ["https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_policy_attachment"],
  rationale:
    "This resource owns every attachment of the policy in the whole account: users, groups and roles that are not listed here lose it at the next apply, those of other teams and other stacks included. With a managed policy of AWS that has stopped whole clusters. The `_role_`, `_group_` and `_user_policy_attachment` resources manage one attachment each.",
  examples: [
    {
      title: "everyone else loses it",
      source: hcl`
resource "aws_iam_policy_attachment" "nodes" {
                                     ^^^^^^^ warning: Attachment "nodes" takes the policy away from everyone who is not listed here.
  name       = "nodes"
  roles      = [aws_iam_role.node.name]
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy"
}
`,
    },
    {
      title: "one role, and a policy that lives here",
      source: hcl`
resource "aws_iam_role_policy_attachment" "nodes" {
  role       = aws_iam_role.node.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy"
}
`,
    },
  ],
  on: resources("aws_iam_policy_attachment"),
  *check(attachment) {
    // A policy of this directory is attached where its resource is: less can be taken from others.
    const isOwn = /^aws_iam_policy\./.test(referenceIn(attachment.value("policy_arn")) ?? "");
    yield {
      at: attachment.anchor,
      ...(isOwn ? { severity: "info" as const, preset: "strict" as const } : {}),
      message: `Attachment "${attachment.name}" takes the policy away from everyone who is not listed here.`,
    };
  },
});

const referenceIn = (value: Value | undefined): string | undefined => (value?.kind === "unknown" ? value.reference : undefined);
