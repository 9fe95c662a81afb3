import { hcl } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { fixWith, setAttribute } from "../../languages/terraform/edit";
import { backends } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/deprecated-state-lock",
  summary: "State is locked by a DynamoDB table only",
  severity: "hint",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: ["DRF-14"],
  equivalents: [],
  references: ["https://developer.hashicorp.com/terraform/language/backend/s3#dynamodb-state-locking"],
  rationale:
    "Terraform 1.11 prints a warning for `dynamodb_table` at each run and a later version will drop it; S3 can lock by itself since 1.10. " +
    "Set `use_lockfile = true` next to the table: with both, Terraform takes both locks, so people with an old version and people with a new one " +
    "still keep out of each other's way. Once everyone has 1.10 or later, remove the argument and the table. OpenTofu does not deprecate it.",
  examples: [
    {
      title: "a lock table without a lock file",
      source: hcl`
terraform {
  backend "s3" {
    bucket         = "acme-state"
    key            = "shop.tfstate"
    dynamodb_table = "locks"
    ^^^^^^^^^^^^^^ 💡 hint: Locking by a DynamoDB table is deprecated since Terraform 1.11: add use_lockfile.
  }
}
`,
      fixed: hcl`
terraform {
  backend "s3" {
    bucket         = "acme-state"
    key            = "shop.tfstate"
    dynamodb_table = "locks"
    use_lockfile   = true
  }
}
`,
    },
    {
      title: "both, while people move",
      source: hcl`
terraform {
  backend "s3" {
    bucket         = "acme-state"
    key            = "shop.tfstate"
    dynamodb_table = "locks"
    use_lockfile   = true
  }
}
`,
    },
  ],
  on: where(backends, (backend) => backend.kind === "s3"),
  *check(backend) {
    if (!backend.has("dynamodb_table") || !backend.lacks("use_lockfile")) return;
    yield {
      at: backend.nameRange("dynamodb_table"),
      message: "Locking by a DynamoDB table is deprecated since Terraform 1.11: add use_lockfile.",
      tag: "deprecated",
      fixes: fixWith("Lock with a lock file as well", "suggestion", setAttribute(backend, "use_lockfile", "true")),
    };
  },
});
