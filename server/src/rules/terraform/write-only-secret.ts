import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { blocks } from "../../languages/terraform/queries";

/** Arguments that have a write-only form, by resource type. Source: the provider's documentation of each. */
const WRITE_ONLY: Readonly<Record<string, string>> = {
  aws_db_instance: "password",
  aws_docdb_cluster: "master_password",
  aws_rds_cluster: "master_password",
  aws_redshift_cluster: "master_password",
  aws_redshiftserverless_namespace: "admin_user_password",
  aws_secretsmanager_secret_version: "secret_string",
  aws_ssm_parameter: "value",
};

/** Data sources whose result is kept in the state, and that have an ephemeral form. */
const EPHEMERAL: ReadonlySet<string> = new Set([
  "aws_secretsmanager_secret_version",
  "aws_secretsmanager_random_password",
  "aws_ssm_parameter",
  "aws_kms_secrets",
  "aws_lambda_invocation",
  "aws_eks_cluster_auth",
  "aws_cognito_identity_openid_token_for_developer_identity",
]);

export default defineRule({
  id: "terraform/write-only-secret",
  summary: "Secret that Terraform keeps in its state",
  severity: "info",
  preset: "all",
  category: "security",
  since: "0.1.0",
  guidance: ["SCR-12", "IAM-08"],
  equivalents: ["tflint:aws_write_only_arguments", "tflint:aws_ephemeral_resources"],
  references: ["https://developer.hashicorp.com/terraform/language/manage-sensitive-data"],
  rationale:
    "Whoever may read the state reads this value. Since Terraform 1.11 an argument that ends in `_wo` is handed to the provider and kept nowhere, and since 1.10 an `ephemeral` block reads a secret without keeping it. RDS can also manage the password itself.",
  examples: [
    {
      title: "a password, and a secret that is read",
      source: hcl`
resource "aws_db_instance" "shop" {
  password = var.password
  ^^^^^^^^ info: Terraform keeps password in its state: password_wo is kept nowhere.
}

data "aws_secretsmanager_secret_version" "shop" {
                                         ^^^^^^ info: Terraform keeps what "shop" reads in its state: an ephemeral block does not.
  secret_id = "shop"
}
`,
    },
    {
      title: "write-only, managed, a plain parameter",
      source: hcl`
resource "aws_db_instance" "shop" {
  password_wo         = var.password
  password_wo_version = 1
}

resource "aws_ssm_parameter" "size" {
  type  = "String"
  value = "3"
}
`,
    },
  ],
  on: blocks,
  *check(block) {
    if (block.type === "data" && EPHEMERAL.has(block.kind) && block.kind !== "aws_lambda_invocation")
      yield {
        at: block.anchor,
        message: `Terraform keeps what "${block.name}" reads in its state: an ephemeral block does not.`,
        equivalents: ["tflint:aws_ephemeral_resources"],
      };
    const argument = block.type === "resource" ? WRITE_ONLY[block.kind] : undefined;
    if (argument === undefined || !block.has(argument) || block.lacks(argument)) return;
    if (block.kind === "aws_ssm_parameter" && !block.is("type", "SecureString")) return;
    yield {
      at: block.nameRange(argument),
      message: `Terraform keeps ${argument} in its state: ${argument}_wo is kept nowhere.`,
      equivalents: ["tflint:aws_write_only_arguments"],
    };
  },
});
