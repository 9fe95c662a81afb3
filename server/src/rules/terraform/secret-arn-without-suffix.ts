import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { relatedTo } from "../../languages/terraform/block";
import { identityPolicies } from "../../languages/terraform/policies";
import type { Value } from "../../languages/terraform/value";
import { HOLE, textOf } from "../../languages/terraform/value";

export default defineRule({
  id: "terraform/secret-arn-without-suffix",
  summary: "Policy that names a secret without its suffix",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["IAM-12"],
  equivalents: [],
  references: ["https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html"],
  rationale:
    "Secrets Manager adds a hyphen and six random characters to the ARN of every secret, so a policy with the bare name matches nothing, and the program is refused when it starts. Refer to the secret's `arn`, or end the name with `-??????`.",
  examples: [
    {
      title: "the bare name",
      source: hcl`
data "aws_iam_policy_document" "shop" {
  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = ["arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/database"]
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Policy document "shop" names secret shop/database without its suffix: it matches nothing.
  }
}
`,
    },
    {
      title: "a pattern, the whole name, a reference",
      source: hcl`
data "aws_iam_policy_document" "shop" {
  statement {
    actions = ["secretsmanager:GetSecretValue"]
    resources = [
      "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/database-??????",
      "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/*",
      "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/database-a1B2c3",
      "arn:aws:secretsmanager:eu-central-1:111122223333:secret:\${var.name}",
      aws_secretsmanager_secret.shop.arn,
    ]
  }
}
`,
    },
  ],
  on: identityPolicies,
  *check(policy) {
    for (const statement of policy.statements) {
      if (statement.inverted) continue;
      for (const resource of statement.resources) {
        const name = bareName(resource);
        if (name !== undefined)
          yield {
            at: statement.placeOf(resource),
            message: `${policy.title} names secret ${name} without its suffix: it matches nothing.`,
            related: relatedTo([resource]),
          };
      }
    }
  },
});

/** The name of a secret in an ARN that ends with it; undefined where a pattern or what may be a suffix follows, and where the end is not known. */
function bareName(resource: Value): string | undefined {
  const text = resource.kind === "text" ? resource.text : textOf(resource);
  const name = /^arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:(.+)$/.exec(text ?? "")?.[1];
  return name === undefined || name.includes(HOLE) || /[*?]|-[A-Za-z0-9]{6}$/.test(name) ? undefined : name;
}
