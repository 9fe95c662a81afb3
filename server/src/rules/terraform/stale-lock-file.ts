import { files, hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { isGenerated } from "../../languages/terraform/directory";
import { lockedVersion } from "../../languages/terraform/lock-file";
import { terraformBlocks } from "../../languages/terraform/queries";
import { requiredProviders } from "../../languages/terraform/required-providers";
import { allows } from "../../languages/terraform/version";

export default defineRule({
  id: "terraform/stale-lock-file",
  summary: "Lock file that does not fit the provider constraints",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["IDP-13"],
  equivalents: [],
  references: ["https://developer.hashicorp.com/terraform/language/files/dependency-lock"],
  rationale:
    "Terraform refuses to plan while `.terraform.lock.hcl` holds a version that the configuration does not allow, or no version of a provider that " +
    "it requires. On the next machine and in the pipeline that is the first thing that fails. Run `terraform init -upgrade`, look at what changed in " +
    "the lock file, and commit it together with the constraint.",
  examples: [
    {
      title: "a constraint that was raised, and a provider that was added",
      source: files({
        "versions.tf": hcl`
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.70"
                ^^^^^^^^^ warning: The lock file holds provider "aws" at 5.65.0, which "~> 5.70" does not allow.
    }
    random = {
    ^^^^^^ warning: Provider "random" is not in the lock file.
      source = "hashicorp/random"
    }
  }
}
`,
        ".terraform.lock.hcl": hcl`
provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.65.0"
  constraints = "~> 5.64"
}
`,
      }),
    },
    {
      title: "a lock that fits, of OpenTofu too; and none at all",
      source: files({
        "a/versions.tf": hcl`
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.64, < 6.0"
    }
    internal = {
      source  = "registry.example.com/acme/internal"
      version = "1.2.0"
    }
  }
}
`,
        "a/.terraform.lock.hcl": hcl`
provider "registry.opentofu.org/hashicorp/aws" {
  version = "5.65.0"
}

provider "registry.example.com/acme/internal" {
  version = "1.2.0"
}
`,
        "b/versions.tf": hcl`
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.70"
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
    if (block.open || isGenerated(scope)) return;
    for (const { name, at, source, version } of requiredProviders(block)) {
      const locked = lockedVersion(scope, source);
      if (locked === undefined) return;
      if (locked === null) yield { at, message: `Provider "${name}" is not in the lock file.` };
      else if (version?.kind === "literal" && typeof version.value === "string" && allows(version.value, locked) === false)
        yield {
          at: range(version.start, version.end),
          message: `The lock file holds provider "${name}" at ${locked}, which "${version.value}" does not allow.`,
        };
    }
  },
});
