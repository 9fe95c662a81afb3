import { files, hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { TabStop, fixWith, setAttribute } from "../../languages/terraform/edit";
import { rootOf, speaksForDirectory } from "../../languages/terraform/directory";
import { terraformBlocks } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/missing-required-version",
  summary: "Any version of Terraform may be used here",
  severity: "info",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: ["GOV-06"],
  equivalents: ["tflint:terraform_required_version"],
  references: ["https://developer.hashicorp.com/terraform/language/block/terraform#required_version"],
  rationale:
    "A newer Terraform may write the state in a way that an older one refuses to read, so whoever upgrades first decides for everybody. " +
    "`required_version` turns that surprise into a clear message before anything is touched. State the range your team and your pipeline use. " +
    "Said only of directories that Terraform is run in.",
  examples: [
    {
      title: "a root that does not say",
      source: hcl`
terraform {
^^^^^^^^^ 💡 info: Nothing says which version of Terraform this directory needs: required_version is missing.
  backend "s3" {
    bucket = "acme-state"
    key    = "shop.tfstate"
  }
}
`,
      fixed: hcl`
terraform {
  required_version = ">= "

  backend "s3" {
    bucket = "acme-state"
    key    = "shop.tfstate"
  }
}
`,
    },
    {
      title: "said in another file; and a module",
      source: files({
        "backend.tf": hcl`
terraform {
  backend "s3" {
    bucket = "acme-state"
    key    = "shop.tfstate"
  }
}
`,
        "versions.tf": hcl`
terraform {
  required_version = "~> 1.10"
}
`,
        "modules/queue/versions.tf": hcl`
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}
`,
      }),
    },
  ],
  patient: true,
  on: terraformBlocks,
  *check(block, _context, scope) {
    const root = speaksForDirectory(block) ? rootOf(scope) : undefined;
    if (!root || root.requiredVersion || block.open) return;
    yield {
      at: block.anchor,
      message: "Nothing says which version of Terraform this directory needs: required_version is missing.",
      fixes: fixWith("Add required_version", "suggestion", setAttribute(block, "required_version", ['">= ', new TabStop(), '"'])),
    };
  },
});
