import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { resources } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/secret-without-fields",
  summary: "Secret that is a bare string",
  severity: "hint",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: ["IAM-22"],
  equivalents: [],
  references: ["https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html"],
  rationale:
    "A bare string has no room for a second field. As JSON the secret can gain a user name or an endpoint without a change in what reads it, ECS can hand single keys to a container, and the managed rotation understands it.",
  examples: [
    {
      title: "a variable as it is",
      source: hcl`
resource "aws_secretsmanager_secret_version" "api" {
  secret_id     = aws_secretsmanager_secret.api.id
  secret_string = var.api_key
                  ^^^^^^^^^^^ hint: Secret version "api" is a bare string, with no room for a second field.
}
`,
    },
    {
      title: "JSON, and what may be JSON",
      source: hcl`
resource "aws_secretsmanager_secret_version" "api" {
  secret_id     = aws_secretsmanager_secret.api.id
  secret_string = jsonencode({ api_key = var.api_key })
}

resource "aws_secretsmanager_secret_version" "other" {
  secret_id     = aws_secretsmanager_secret.other.id
  secret_string = var.settings
}
`,
    },
  ],
  on: resources("aws_secretsmanager_secret_version"),
  *check(version) {
    for (const name of ["secret_string", "secret_string_wo"]) {
      const expression = version.attribute(name)?.expression;
      if (expression?.kind !== "reference") continue;
      const last = expression.steps.findLast((step) => typeof step === "string");
      // The name says that it is one value.
      if (typeof last !== "string" || !/(?:^|_)(?:key|token|password|passwd|result|pat)$/.test(last)) continue;
      yield { at: version.rangeOf(name), message: `Secret version "${version.name}" is a bare string, with no room for a second field.` };
    }
  },
});
