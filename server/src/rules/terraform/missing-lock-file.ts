import { files, hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { rootOf, speaksForDirectory, isGenerated } from "../../languages/terraform/directory";
import { providerUseFact } from "../../languages/terraform/facts";
import { lockFilePresence } from "../../languages/terraform/lock-file";
import { terraformBlocks } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/missing-lock-file",
  summary: "Root without a lock file of its providers",
  severity: "info",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["IDP-13"],
  equivalents: [],
  references: ["https://developer.hashicorp.com/terraform/language/files/dependency-lock"],
  rationale:
    "Without `.terraform.lock.hcl` each machine and each pipeline run takes the newest provider that the constraints allow, and nobody compares its " +
    "checksum with what was tested. `terraform init` writes the file; `terraform providers lock -platform=linux_amd64 -platform=darwin_arm64` adds the " +
    "checksums of the other systems in use. Commit it. Said only of directories with a backend: a module has none.",
  examples: [
    {
      title: "a root with a backend",
      source: hcl`
terraform {
^^^^^^^^^ info: Nothing holds the versions of the providers: there is no .terraform.lock.hcl.
  backend "s3" {
    bucket = "acme-state"
    key    = "shop.tfstate"
  }
}

provider "aws" {
  region = "eu-central-1"
}
`,
    },
    {
      title: "locked; a module; and nothing that comes from a provider",
      source: files({
        "a/main.tf": hcl`
terraform {
  backend "s3" {
    bucket = "acme-state"
    key    = "shop.tfstate"
  }
}

provider "aws" {
  region = "eu-central-1"
}
`,
        "a/.terraform.lock.hcl": hcl`
provider "registry.terraform.io/hashicorp/aws" {
  version = "5.65.0"
}
`,
        "modules/queue/main.tf": hcl`
terraform {
  required_version = "~> 1.10"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}
`,
        "b/main.tf": hcl`
terraform {
  backend "local" {}
}

resource "terraform_data" "nothing" {
}
`,
      }),
    },
  ],
  patient: true,
  on: terraformBlocks,
  *check(block, _context, scope) {
    if (block.open || !speaksForDirectory(block) || rootOf(scope)?.backend !== true || isGenerated(scope)) return;
    if (!["aws", "google", "azurerm", "kubernetes", "helm"].some((name) => scope.all(providerUseFact, name).length)) return;
    if (lockFilePresence(scope) !== "absent") return;
    yield { at: block.anchor, message: "Nothing holds the versions of the providers: there is no .terraform.lock.hcl." };
  },
});
