import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { resources } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/undescribed-security-group",
  summary: "Security group that does not say what it is for",
  severity: "info",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  patient: true,
  guidance: [],
  equivalents: ["checkov:CKV_AWS_23", "trivy:AWS-0099", "trivy:AWS-0124"],
  references: ["https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"],
  rationale:
    "The provider writes “Managed by Terraform” in its place, and the description cannot be changed without a new group: in a year nobody dares to close a port.",
  examples: [
    {
      title: "nothing",
      source: hcl`
resource "aws_security_group" "web" {
                              ^^^^^ info: Security group "web" does not say what it is for: description is not set.
  vpc_id = var.vpc
}
`,
    },
    { title: "said", source: `resource "aws_security_group" "web" {\n  description = "The shop, from the load balancer"\n}\n` },
  ],
  on: resources("aws_security_group"),
  *check(group) {
    if (group.lacks("description"))
      yield { at: group.anchor, message: `Security group "${group.name}" does not say what it is for: description is not set.` };
  },
});
