import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { TerraformBlock } from "../../languages/terraform/block";
import { fixWith, setAttribute } from "../../languages/terraform/edit";
import { backends } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/backend-without-lock",
  summary: "Nothing keeps two people from applying at the same time",
  severity: "warning",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DRF-13", "STA-01"],
  equivalents: [],
  references: [
    "https://developer.hashicorp.com/terraform/language/backend/s3#state-locking",
    "https://developer.hashicorp.com/terraform/language/backend/http",
  ],
  rationale:
    "Two applies at the same moment write the state one after the other, and the second forgets what the first created: servers nobody manages, " +
    "databases planned a second time. The S3 and http backends lock only when they are told to. S3 needs `use_lockfile = true` (Terraform and " +
    "OpenTofu 1.10 or later); the DynamoDB table that did this before is deprecated since Terraform 1.11, so do not start with one. " +
    "A backend without bucket or key gets the rest on the command line and is left alone.",
  examples: [
    {
      title: "an S3 backend that does not lock",
      source: hcl`
terraform {
  backend "s3" {
          ^^^^ 💡 warning: The S3 backend does not lock the state: two applies at once can overwrite each other's.
    bucket = "acme-state"
    key    = "shop/network.tfstate"
    region = "eu-central-1" # Frankfurt
  }
}
`,
      fixed: hcl`
terraform {
  backend "s3" {
    bucket       = "acme-state"
    key          = "shop/network.tfstate"
    region       = "eu-central-1" # Frankfurt
    use_lockfile = true
  }
}
`,
    },
    {
      title: "the lock is switched off",
      source: hcl`
terraform {
  backend "s3" {
    bucket       = "acme-state"
    key          = "shop/network.tfstate"
    use_lockfile = false
                   ^^^^^ 💡 warning: The S3 backend does not lock the state: two applies at once can overwrite each other's.
  }
}
`,
      fixed: hcl`
terraform {
  backend "s3" {
    bucket       = "acme-state"
    key          = "shop/network.tfstate"
    use_lockfile = true
  }
}
`,
    },
    {
      title: "an http backend without an address for locks",
      source: hcl`
terraform {
  backend "http" {
          ^^^^^^ warning: The http backend does not lock the state: two applies at once can overwrite each other's.
    address = "https://state.example.com/shop"
  }
}
`,
    },
    {
      title: "a lock file, a lock table, and a backend completed on the command line",
      source: {
        "a/main.tf": hcl`
terraform {
  backend "s3" {
    bucket       = "acme-state"
    key          = "a.tfstate"
    use_lockfile = true
  }
}
`,
        "b/main.tf": hcl`
terraform {
  backend "s3" {
    bucket         = "acme-state"
    key            = "b.tfstate"
    dynamodb_table = "locks"
  }
}
`,
        "c/main.tf": hcl`
terraform {
  backend "s3" {
    region = "eu-central-1"
  }
}
`,
      },
    },
  ],
  patient: true,
  on: backends,
  *check(backend) {
    if (!isUnlocked(backend)) return;
    const name = backend.kind === "s3" ? "S3" : backend.kind;
    yield {
      at: backend.has("use_lockfile") ? backend.rangeOf("use_lockfile") : backend.anchor,
      message: `The ${name} backend does not lock the state: two applies at once can overwrite each other's.`,
      fixes: backend.kind === "s3" ? fixWith("Lock with a lock file", "suggestion", setAttribute(backend, "use_lockfile", "true")) : [],
    };
  },
});

function isUnlocked(backend: TerraformBlock): boolean {
  if (backend.kind === "http") return backend.has("address") && backend.lacks("lock_address");
  const isWhole = backend.has("bucket") && backend.has("key");
  return (
    backend.kind === "s3" &&
    isWhole &&
    backend.lacks("dynamodb_table") &&
    (backend.lacks("use_lockfile") || backend.is("use_lockfile", false))
  );
}
