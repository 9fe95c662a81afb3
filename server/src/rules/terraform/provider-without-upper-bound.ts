import { hcl } from "../../core/example";
import type { Fix } from "../../core/edit";
import { defineRule } from "../../core/rule";
import type { Range } from "../../core/text";
import { range } from "../../core/text";
import type { TerraformBlock } from "../../languages/terraform/block";
import { rootOf } from "../../languages/terraform/directory";
import { fixWith, replaceRange } from "../../languages/terraform/edit";
import { terraformBlocks } from "../../languages/terraform/queries";
import { requiredProviders } from "../../languages/terraform/required-providers";

export default defineRule({
  id: "terraform/provider-without-upper-bound",
  summary: "The next major version of a provider is taken unasked",
  severity: "info",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["GOV-06", "QA-25"],
  equivalents: ["tflint:terraform_required_providers"],
  references: [
    "https://developer.hashicorp.com/terraform/language/block/terraform#required_providers",
    "https://developer.hashicorp.com/terraform/language/expressions/version-constraints",
  ],
  rationale:
    "Without an upper bound the first `terraform init` after a major release, on a new laptop or with `-upgrade`, takes that release with its " +
    "removed arguments and changed defaults. `~> 5.40` allows everything up to, but not including, 6.0. The lock file narrows it further, the bound " +
    "still decides what an upgrade may do. Said only of directories that Terraform is run in: a module should state lower bounds and leave the " +
    "upper one to its callers.",
  examples: [
    {
      title: "only a lower bound, and none at all",
      source: hcl`
terraform {
  backend "s3" {
    bucket = "acme-state"
    key    = "shop.tfstate"
  }
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.40" # for the lock
                ^^^^^^^^^ 💡 info: Provider "aws" has no upper bound: the next major version is taken unasked.
    }
    random = {
    ^^^^^^ info: Provider "random" has no version: the next major version is taken unasked.
      source = "hashicorp/random"
    }
  }
}
`,
      fixed: hcl`
terraform {
  backend "s3" {
    bucket = "acme-state"
    key    = "shop.tfstate"
  }
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.40" # for the lock
    }
    random = {
      source = "hashicorp/random"
    }
  }
}
`,
    },
    {
      title: "bounded, pinned, and in a module",
      source: {
        "main.tf": hcl`
terraform {
  backend "local" {}
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.40, < 7.0"
    }
    random = {
      source  = "hashicorp/random"
      version = "3.7.2"
    }
  }
}
`,
        "modules/queue/versions.tf": hcl`
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.40"
    }
  }
}
`,
      },
    },
  ],
  patient: true,
  on: terraformBlocks,
  *check(block, _context, scope) {
    if (block.open || !rootOf(scope)) return;
    for (const { name, at, version } of requiredProviders(block)) {
      if (version === undefined) {
        yield { at, message: `Provider "${name}" has no version: the next major version is taken unasked.` };
        continue;
      }
      if (version.kind !== "literal" || typeof version.value !== "string" || isBounded(version.value)) continue;
      yield {
        at: range(version.start, version.end),
        message: `Provider "${name}" has no upper bound: the next major version is taken unasked.`,
        fixes: boundFix(version, version.value, block),
      };
    }
  },
});

/** `~>`, `<`, `<=`, `=` and a bare version bound it from above; `>`, `>=` and `!=` do not. */
const isBounded = (constraint: string): boolean => constraint.split(",").some((part) => /^\s*(?:~>|<|=|\d)/.test(part));

/** `>= 5.40` becomes `~> 5.40`; one number alone or a third one would mean something else. */
function boundFix(at: Range, constraint: string, block: TerraformBlock): Fix[] {
  const lower = /^\s*>=\s*(\d+\.\d+)(?:\.0)?\s*$/.exec(constraint)?.[1];
  return lower === undefined || block.tree.json
    ? []
    : fixWith(`Allow this major version only: ~> ${lower}`, "suggestion", replaceRange(at, `"~> ${lower}"`));
}
