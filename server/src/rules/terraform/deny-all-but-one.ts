import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { attributePolicy } from "../../languages/terraform/policies";
import { resources } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/deny-all-but-one",
  summary: "Policy of a secret that shuts out all but one role",
  severity: "hint",
  preset: "strict",
  category: "reliability",
  since: "0.1.0",
  guidance: ["IAM-21"],
  equivalents: [],
  references: ["https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html"],
  rationale:
    "A Deny wins over everything, administrators included. With one role as its exception it also stops the function that rotates the secret and the people who must repair it at night, and nobody but that role can then take the policy away. Add both to the exceptions before you apply it.",
  examples: [
    {
      title: "one exception",
      source: hcl`
resource "aws_secretsmanager_secret_policy" "shop" {
  secret_arn = aws_secretsmanager_secret.shop.arn
  policy = jsonencode({
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "secretsmanager:GetSecretValue"
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: Policy "shop" shuts out all but one role, also who rotates and who repairs.
      Resource  = "*"
      Condition = { StringNotEquals = { "aws:PrincipalArn" = [aws_iam_role.shop.arn] } }
    }]
  })
}
`,
    },
    {
      title: "several exceptions",
      source: hcl`
resource "aws_secretsmanager_secret_policy" "shop" {
  secret_arn = aws_secretsmanager_secret.shop.arn
  policy = jsonencode({
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "secretsmanager:GetSecretValue"
      Resource  = "*"
      Condition = { StringNotEquals = { "aws:PrincipalArn" = [aws_iam_role.shop.arn, aws_iam_role.rotation.arn] } }
    }]
  })
}
`,
    },
  ],
  on: resources("aws_secretsmanager_secret_policy"),
  *check(resource) {
    const policy = attributePolicy(resource, resource, "policy");
    for (const statement of policy.statements) {
      const but = statement.conditions.find(({ test, key }) => /^(?:String|Arn)Not/.test(test) && /^aws:Principal(?:Arn|Tag)/i.test(key));
      const [action] = statement.actions;
      if (statement.effect === "Deny" && statement.conditions.length === 1 && but?.values.length === 1 && action)
        yield { at: statement.placeOf(action), message: `${policy.title} shuts out all but one role, also who rotates and who repairs.` };
    }
  },
});
