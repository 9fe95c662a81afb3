import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { relatedTo } from "../../languages/terraform/block";
import { attributePolicy } from "../../languages/terraform/policies";
import { resources } from "../../languages/terraform/queries";
import { textOf } from "../../languages/terraform/value";

export default defineRule({
  id: "terraform/trust-of-whole-account",
  summary: "Role that a whole account may take",
  severity: "info",
  preset: "all",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["checkov:CKV_AWS_61"],
  references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts"],
  rationale:
    "The root of an account stands for everyone in it who may assume roles at all, so the decision is handed to that account's IAM. That is how roles between accounts are usually made; naming the one role that needs it is narrower.",
  examples: [
    {
      title: "the root of an account",
      source: hcl`
resource "aws_iam_role" "audit" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::123456789012:root" } }]
                                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: Role "audit" may be taken by whomever the account 123456789012 lets.
  })
}
`,
    },
    {
      title: "one role, and a condition",
      source: hcl`
resource "aws_iam_role" "audit" {
  assume_role_policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::123456789012:role/audit" } },
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "123456789012" }, Condition = { StringEquals = { "sts:ExternalId" = "acme" } } },
    ]
  })
}
`,
    },
  ],
  on: resources("aws_iam_role"),
  *check(role) {
    for (const statement of attributePolicy(role, role, "assume_role_policy").statements) {
      if (statement.effect !== "Allow" || statement.inverted || statement.conditional) continue;
      for (const principal of statement.principals ?? []) {
        const account = /^(?:arn:aws[\w-]*:iam::)?(\d{12})(?::root)?$/.exec(textOf(principal) ?? "")?.[1];
        if (account !== undefined)
          yield {
            at: statement.placeOf(principal),
            message: `Role "${role.name}" may be taken by whomever the account ${account} lets.`,
            related: relatedTo([principal]),
          };
      }
    }
  },
});
