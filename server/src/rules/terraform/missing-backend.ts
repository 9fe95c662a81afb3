import { files, hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { rootOf, speaksForDirectory, isGenerated } from "../../languages/terraform/directory";
import { blocks } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/missing-backend",
  summary: "State stays on the computer that runs Terraform",
  severity: "info",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["STA-04", "DRF-12", "GOV-14"],
  equivalents: [],
  references: ["https://developer.hashicorp.com/terraform/language/backend"],
  rationale:
    "Without a backend the state is a file beside the configuration: the next colleague plans from nothing and proposes to create everything twice, " +
    "and a lost laptop loses track of all of it. Configure a backend, or a `cloud` block, before the second person runs this. " +
    "Said only of directories that Terraform is run in: they have a provider block or variable files, no other directory calls them, they are not " +
    "below modules/ or examples/, and no terragrunt.hcl is near.",
  examples: [
    {
      title: "a root without backend",
      source: files({
        "main.tf": hcl`
provider "aws" {
         ^^^^^ info: This directory has no backend: its state stays on the computer that runs Terraform.
  region = "eu-central-1"
}
`,
        "logs.tf": hcl`
resource "aws_s3_bucket" "logs" {
  bucket = "acme-logs"
}
`,
      }),
    },
    {
      title: "a backend in another file",
      source: files({
        "main.tf": hcl`
provider "aws" {
  region = "eu-central-1"
}
`,
        "backend.tf": hcl`
terraform {
  backend "s3" {}
}
`,
      }),
    },
    {
      title: "a module, an example, a directory of Terragrunt",
      source: files({
        "main.tf": hcl`
terraform {
  cloud {
    organization = "acme"
  }
}

module "network" {
  source = "./network"
}
`,
        "network/main.tf": hcl`
provider "aws" {
  region = "eu-central-1"
}
`,
        "examples/simple/main.tf": hcl`
provider "aws" {
  region = "eu-central-1"
}
`,
        "live/terragrunt.hcl": "",
        "live/shop/main.tf": hcl`
provider "aws" {
  region = "eu-central-1"
}
`,
      }),
    },
  ],
  patient: true,
  on: blocks,
  *check(block, _context, scope) {
    if ((block.type !== "terraform" && block.type !== "provider") || !speaksForDirectory(block)) return;
    const root = rootOf(scope);
    if (!root || root.backend || block.open || isGenerated(scope)) return;
    yield { at: block.anchor, message: "This directory has no backend: its state stays on the computer that runs Terraform." };
  },
});
