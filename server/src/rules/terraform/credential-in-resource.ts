import { hcl } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { underline } from "../../core/text";
import { credentialIn, literalsOf } from "../../languages/terraform/literal";
import { blocks } from "../../languages/terraform/queries";

const USER_DATA = ["checkov:CKV_AWS_46", "trivy:AWS-0029", "kics:user_data_contains_encoded_private_key"];

/** The peers' names, which are about some resource types each. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  aws_lambda_function: ["checkov:CKV_AWS_45"],
  aws_instance: USER_DATA,
  aws_launch_configuration: [...USER_DATA, "trivy:AWS-0129"],
  aws_launch_template: ["checkov:CKV_AWS_46", "trivy:AWS-0129"],
  aws_ecs_task_definition: ["trivy:AWS-0036", "kics:ecs_task_definition_container_has_password"],
};

export default defineRule({
  id: "terraform/credential-in-resource",
  summary: "Credential is written into a resource",
  severity: "error",
  preset: "essential",
  category: "security",
  since: "0.1.0",
  guidance: ["CMP-18", "SEC-30", "IAM-07", "IAM-09", "SEC-37", "IAM-10", "IDP-05"],
  equivalents: [
    "checkov:CKV_AWS_45",
    "checkov:CKV_AWS_46",
    "trivy:AWS-0029",
    "trivy:AWS-0129",
    "trivy:AWS-0036",
    "kics:ecs_task_definition_container_has_password",
    "kics:user_data_contains_encoded_private_key",
  ],
  references: ["https://developer.hashicorp.com/terraform/language/manage-sensitive-data"],
  rationale:
    "What stands in the file is in every clone and backup of the repository, and Terraform copies it into the state and into the resource, where " +
    "everyone who may look at its settings reads it. Let a store make and keep it: `manage_master_user_password` for RDS, a Secrets Manager secret " +
    "that the task or function reads, at the least a `sensitive` variable. Then replace the value: removing the line does not remove the history.",
  examples: [
    {
      title: "a database password, and one in a container's environment",
      source: hcl`
resource "aws_db_instance" "shop" {
  username = "shop"
  password = "kT9-vgX2-plQ7"
             ^^^^^^^^^^^^^^^ error: A password is written into "aws_db_instance.shop".
}

resource "aws_ecs_task_definition" "shop" {
  family = "shop"
  container_definitions = jsonencode([{
    name = "shop"
    environment = [
      { name = "API_TOKEN", value = "q8Zp-77Lm-xW3r" },
                                    ^^^^^^^^^^^^^^^^ error: A token is written into "aws_ecs_task_definition.shop".
      { name = "LOG_LEVEL", value = "info" },
    ]
  }])
}
`,
    },
    {
      title: "references, names and generated values",
      source: hcl`
resource "aws_db_instance" "shop" {
  username                    = "shop"
  password                    = random_password.shop.result
  manage_master_user_password = true
}

resource "aws_secretsmanager_secret" "shop" {
  name = "shop/db-password"
}

resource "random_password" "shop" {
  length = 24
}
`,
    },
  ],
  on: where(blocks, (block) => ["resource", "data", "module", "locals"].includes(block.type)),
  *check(block) {
    const title = block.type === "locals" ? "a local value" : `"${block.address}"`;
    const equivalents = NAMES[block.kind] ?? [];
    for (const literal of literalsOf(block.node)) {
      const credential = credentialIn(literal);
      // A data source asks for things by their names.
      if (!credential || (block.type === "data" && credential.certainty !== "shape")) continue;
      const at = underline(block.reading.part.text, literal.at);
      const { what, certainty } = credential;
      if (certainty === "placeholder") {
        yield { at, severity: "info", preset: "strict", equivalents, message: `A placeholder for ${what} is written into ${title}.` };
        continue;
      }
      yield {
        at,
        certain: credential.issued,
        equivalents,
        message: `${what.charAt(0).toUpperCase()}${what.slice(1)} is written into ${title}.`,
      };
    }
  },
});
