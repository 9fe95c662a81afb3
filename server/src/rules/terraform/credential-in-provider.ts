import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { Query } from "../../core/rule";
import { query } from "../../core/rule";
import { underline } from "../../core/text";
import type { TerraformBlock } from "../../languages/terraform/block";
import { fixWith, removeAttribute } from "../../languages/terraform/edit";
import { credentialIn, literalsOf } from "../../languages/terraform/literal";
import { backends, providers } from "../../languages/terraform/queries";

const logins: Query<TerraformBlock> = query(["terraform"], (reading) => [...providers.of(reading), ...backends.of(reading)]);

export default defineRule({
  id: "terraform/credential-in-provider",
  summary: "Provider or backend logs in with a written credential",
  severity: "error",
  preset: "essential",
  category: "security",
  since: "0.1.0",
  guidance: ["IAM-02", "SEC-33", "IAM-01"],
  equivalents: ["checkov:CKV_AWS_41"],
  references: ["https://registry.terraform.io/providers/hashicorp/aws/latest/docs#authentication-and-configuration"],
  rationale:
    "The key belongs to one person or job and reaches everybody who clones the repository, its forks and its backups. Delete it here: providers and " +
    "backends take credentials from the environment, a profile, or better a role (`assume_role`, OIDC in the pipeline) whose keys expire by themselves. " +
    "Then deactivate the old key and look for its use in CloudTrail: deleting the line does not delete the history.",
  examples: [
    {
      title: "keys in the provider",
      source: hcl`
provider "aws" {
  region     = "eu-central-1"
  secret_key = "kT9/vgX2plQ7+mmR4sYbN1cWq0HdZ8uJfEoLxA3i" # Ann's
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 error: Provider "aws" logs in with a key that is written here.
}
`,
      fixed: hcl`
provider "aws" {
  region = "eu-central-1"
}
`,
    },
    {
      title: "a token in a backend",
      source: hcl`
terraform {
  backend "http" {
    address      = "https://state.example.com/shop"
    lock_address = "https://state.example.com/shop/lock"
    password     = "kT9-vgX2-plQ7"
                   ^^^^^^^^^^^^^^^ 💡 error: Backend "http" logs in with a password that is written here.
  }
}
`,
      fixed: hcl`
terraform {
  backend "http" {
    address      = "https://state.example.com/shop"
    lock_address = "https://state.example.com/shop/lock"
  }
}
`,
    },
    {
      title: "a role, a variable, and the fixed words of an emulator",
      source: hcl`
provider "aws" {
  region = "eu-central-1"
  assume_role {
    role_arn = "arn:aws:iam::123456789012:role/deploy"
  }
}

provider "github" {
  token = var.github_token
}

provider "aws" {
  alias                       = "local"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
}
`,
    },
  ],
  on: logins,
  *check(block) {
    for (const literal of literalsOf(block.node)) {
      const credential = credentialIn(literal);
      // Emulators such as LocalStack want some word, and offline plans one that nobody checks: a placeholder gives nothing away.
      if (!credential || credential.certainty === "placeholder") continue;
      const isOwn = block.attribute(literal.name)?.expression.start === literal.at.start;
      yield {
        at: underline(block.reading.part.text, literal.at),
        certain: credential.issued,
        message: `${block.type === "provider" ? "Provider" : "Backend"} "${block.kind}" logs in with ${credential.what} that is written here.`,
        fixes: isOwn ? fixWith("Remove it and take it from the environment", "suggestion", removeAttribute(block, literal.name)) : [],
      };
    }
  },
});
