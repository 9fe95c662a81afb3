import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { resources } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/default-network",
  summary: "Default VPC of the account in use",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["checkov:CKV_AWS_148", "trivy:AWS-0101"],
  references: ["https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html"],
  rationale:
    "Every subnet of it is public and gives public addresses, every region has one, and its addresses are the same in all accounts, so two of them cannot be joined. A network of one's own costs nothing.",
  examples: [
    {
      title: "taken over",
      source: hcl`
resource "aws_default_vpc" "main" {
                           ^^^^^^ info: The account's default network is public throughout: make one of your own.
}
`,
    },
    { title: "a network of one's own", source: `resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n` },
  ],
  on: resources("aws_default_vpc"),
  *check(network) {
    yield { at: network.anchor, message: "The account's default network is public throughout: make one of your own." };
  },
});
