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
    {
      title: "rules, in the preset of all",
      settings: { preset: "all" },
      source: hcl`
resource "aws_security_group" "web" {
  description = "The shop"

  ingress {
  ^^^^^^^ info: A rule of security group "web" does not say what it is for: description is not set.
    from_port = 443
    to_port   = 443
    protocol  = "tcp"
  }
}

resource "aws_vpc_security_group_ingress_rule" "web" {
                                               ^^^^^ info: Security group rule "web" does not say what it is for: description is not set.
  from_port = 443
}
`,
    },
    { title: "said", source: `resource "aws_security_group" "web" {\n  description = "The shop, from the load balancer"\n}\n` },
  ],
  on: resources(
    "aws_security_group",
    "aws_security_group_rule",
    "aws_vpc_security_group_ingress_rule",
    "aws_vpc_security_group_egress_rule",
  ),
  *check(group) {
    const isRule = group.kind !== "aws_security_group";
    if (group.lacks("description"))
      yield {
        at: group.anchor,
        ...(isRule ? { preset: "all" as const } : {}),
        message: `Security group ${isRule ? "rule " : ""}"${group.name}" does not say what it is for: description is not set.`,
      };
    for (const rule of [...group.blocks("ingress"), ...group.blocks("egress")])
      if (rule.lacks("description"))
        yield {
          at: rule.anchor,
          preset: "all",
          message: `A rule of security group "${group.name}" does not say what it is for: description is not set.`,
        };
  },
});
