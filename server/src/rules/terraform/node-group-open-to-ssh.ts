import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { resources } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/node-group-open-to-ssh",
  summary: "Nodes that every address may log in to",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["checkov:CKV_AWS_100"],
  references: ["https://docs.aws.amazon.com/eks/latest/userguide/create-managed-node-group.html"],
  rationale:
    "With a key and no security group named, EKS opens port 22 of the nodes to 0.0.0.0/0. Name the groups that may connect, or use Session Manager and no key.",
  examples: [
    {
      title: "a key and no group",
      source: hcl`
resource "aws_eks_node_group" "main" {
  remote_access {
    ec2_ssh_key = "ops"
    ^^^^^^^^^^^ warning: Node group "main" opens SSH to every address.
  }
}
`,
    },
    {
      title: "a group, and no key",
      source:
        'resource "aws_eks_node_group" "main" {\n  remote_access {\n    ec2_ssh_key = "ops"\n    source_security_group_ids = [aws_security_group.ops.id]\n  }\n}\n\nresource "aws_eks_node_group" "rest" {\n}\n',
    },
  ],
  on: resources("aws_eks_node_group"),
  *check(group) {
    for (const access of group.blocks("remote_access"))
      if (access.has("ec2_ssh_key") && !access.lacks("ec2_ssh_key") && access.lacks("source_security_group_ids"))
        yield { at: access.nameRange("ec2_ssh_key"), message: `Node group "${group.name}" opens SSH to every address.` };
  },
});
