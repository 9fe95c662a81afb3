import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { namesSecret } from "../../languages/shared/credentials";
import type { TerraformBlock } from "../../languages/terraform/block";
import { fixWith, setAttribute } from "../../languages/terraform/edit";
import type { Expression } from "../../languages/terraform/node";
import { outputs } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/sensitive-output",
  summary: "Output prints a secret into every log",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["SEC-32", "IAM-40", "SCR-11"],
  equivalents: [],
  references: ["https://developer.hashicorp.com/terraform/language/block/output#sensitive"],
  rationale:
    "Terraform prints outputs at the end of each apply, so the value ends up in terminals and in the logs of the pipeline, readable by all who may " +
    "see a build. `sensitive = true` keeps it off the screen; the state still holds it. Better still, output the name or ARN of the secret and let " +
    "the consumer fetch it.",
  examples: [
    {
      title: "a password",
      source: hcl`
output "db_password" {
       ^^^^^^^^^^^^^ 💡 warning: Output "db_password" prints a secret: it is not marked sensitive.
  value = random_password.db.result
}
`,
      fixed: hcl`
output "db_password" {
  value     = random_password.db.result
  sensitive = true
}
`,
    },
    {
      title: "a private key under a harmless name",
      source: hcl`
output "ssh" {
  value     = tls_private_key.node.private_key_pem
  sensitive = false
              ^^^^^ 💡 warning: Output "ssh" prints a secret: it is not marked sensitive.
}
`,
      fixed: hcl`
output "ssh" {
  value     = tls_private_key.node.private_key_pem
  sensitive = true
}
`,
    },
    {
      title: "marked, ephemeral, or only the name of a secret",
      source: hcl`
output "db_password" {
  value     = random_password.db.result
  sensitive = true
}

output "db_secret" {
  value = aws_secretsmanager_secret.db.arn
}

output "token_endpoint" {
  value = "https://login.example.com/token"
}
`,
    },
  ],
  patient: true,
  on: outputs,
  *check(output) {
    const expression = output.attribute("value")?.expression;
    if (!expression || output.is("ephemeral", true) || !(output.lacks("sensitive") || output.is("sensitive", false))) return;
    if (NAMES_A_PLACE.test(output.name)) return;
    if (!holdsSecret(expression) && !(namesSecret(output.name) && mayHoldText(expression, output))) return;
    yield {
      at: output.rangeOf("sensitive"),
      message: `Output "${output.name}" prints a secret: it is not marked sensitive.`,
      fixes: fixWith("Mark it sensitive", "suggestion", setAttribute(output, "sensitive", "true")),
    };
  },
});

/** Where a secret is kept is none. */
const NAMES_A_PLACE = /(?:^|_)ssm_|(?:^|_)path_/i;

const SECRET_ATTRIBUTE =
  /^(?:password|master_password|admin_password|secret_string|secret_access_key|private_key|private_key_pem|private_key_openssh|auth_token|client_secret|kube_config_raw)$/;

const lastStep = (expression: Expression): string | undefined => {
  const step =
    expression.kind === "reference" || expression.kind === "access"
      ? expression.steps.findLast((each) => typeof each === "string")
      : undefined;
  return typeof step === "string" ? step : undefined;
};

function holdsSecret(expression: Expression): boolean {
  if (expression.kind === "call" && ["try", "one", "tostring", "join", "coalesce", "element"].includes(expression.name))
    return expression.args.some(holdsSecret);
  const last = lastStep(expression);
  if (expression.kind !== "reference" || last === undefined || expression.root === "var" || expression.root === "local") return false;
  return (
    SECRET_ATTRIBUTE.test(last) ||
    (expression.root === "random_password" && last === "result") ||
    (expression.root === "aws_iam_access_key" && last === "secret")
  );
}

/** A name alone says nothing where the value is known to be an identifier, or is taken from a module or data source under a harmless name. */
function mayHoldText(expression: Expression, output: TerraformBlock): boolean {
  const value = output.evaluate(expression);
  if (value.kind !== "unknown") return false;
  const last = lastStep(expression);
  return (
    last !== undefined && namesSecret(last) && /(?:password|passphrase|secret|private_?key|api_?key|access_?key|auth_?token)$/i.test(last)
  );
}
