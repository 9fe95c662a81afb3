import { files, hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { TerraformBlock } from "../../languages/terraform/block";
import { relatedTo } from "../../languages/terraform/block";
import { blocks } from "../../languages/terraform/queries";
import { isPermitted } from "../../languages/shared/regions";

interface Options {
  readonly regions: readonly string[];
}

/** Arguments that say where something lies. */
const ARGUMENTS = ["region", "location", "region_name"];

export default defineRule<TerraformBlock, Options>({
  id: "terraform/region-not-permitted",
  summary: "Region that is not among the permitted ones",
  severity: "error",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["CP-05"],
  equivalents: [],
  references: ["https://docs.aws.amazon.com/controltower/latest/controlreference/primary-region-deny-policy.html"],
  rationale:
    "Data in the wrong region may break a law or a contract, and moving it later means moving everything. Silent until the option `regions` lists the permitted ones; a name may end with `*`, as in `eu-*`.",
  options: {
    default: { regions: [] },
    schema: { type: "object", additionalProperties: false, properties: { regions: { type: "array", items: { type: "string" } } } },
  },
  examples: [
    {
      title: "a provider and a replica",
      options: { regions: ["eu-*", "europe-west3"] },
      source: files({
        "main.tf": hcl`
provider "aws" {
  region = var.region
           ^^^^^^^^^^ error: Region us-east-1 is not permitted.
}

resource "aws_dynamodb_table" "orders" {
  replica {
    region_name = "us-west-2"
                  ^^^^^^^^^^^ error: Region us-west-2 is not permitted.
  }

  replica {
    region_name = "eu-west-1"
  }
}
`,
        "variables.tf": hcl`
variable "region" {
  default = "us-east-1"
}
`,
      }),
    },
    {
      title: "nobody has said which",
      source: hcl`
provider "aws" {
  region = "us-east-1"
}
`,
    },
  ],
  on: blocks,
  *check(block, { options: { regions } }) {
    if (!regions.length || !isAsked(block)) return;
    const holders = [block, ...["replica", "replica_configuration", "replicas"].flatMap((type) => block.blocks(type))];
    for (const holder of holders)
      for (const name of ARGUMENTS) {
        const region = holder.string(name);
        if (region === undefined || !/^[a-z][a-z0-9-]+$/.test(region) || isPermitted(region, regions)) continue;
        yield { at: holder.rangeOf(name), message: `Region ${region} is not permitted.`, related: relatedTo([holder.value(name)]) };
      }
  },
});

/** A backend's region is that of its bucket, which is declared elsewhere. */
const isAsked = (block: TerraformBlock): boolean => block.type === "resource" || block.type === "provider" || block.type === "module";
