import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { rootOf } from "../../languages/terraform/directory";
import { terraformBlocks } from "../../languages/terraform/queries";
import { requiredProviders } from "../../languages/terraform/required-providers";

const CLOUDS: Readonly<Record<string, string>> = {
  "hashicorp/aws": "AWS",
  "hashicorp/google": "Google Cloud",
  "hashicorp/azurerm": "Azure",
};

export default defineRule({
  id: "terraform/several-clouds",
  summary: "One stack over several clouds",
  severity: "info",
  preset: "strict",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CP-27"],
  equivalents: [],
  references: ["https://developer.hashicorp.com/terraform/tutorials/cloud-get-started"],
  rationale:
    "One plan then needs the credentials of both clouds, and fails when one of them does. Separate the stacks and hand over values by data sources or outputs; where one must know both, as for DNS, a comment says why.",
  examples: [
    {
      title: "two of them",
      source: hcl`
terraform {
  backend "s3" {
    bucket = "acme-state"
    key    = "shop.tfstate"
  }
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
    google = {
    ^^^^^^ info: This stack depends on AWS and Google Cloud at once.
      source = "hashicorp/google"
    }
  }
}
`,
    },
    {
      title: "one; and a module",
      source: {
        "main.tf":
          'terraform {\n  backend "local" {}\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n    random = {\n      source = "hashicorp/random"\n    }\n  }\n}\n',
        "modules/dns/main.tf":
          'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n    azurerm = {\n      source = "hashicorp/azurerm"\n    }\n  }\n}\n',
      },
    },
  ],
  on: terraformBlocks,
  *check(block, _context, scope) {
    if (!rootOf(scope)) return;
    const found = requiredProviders(block).filter(({ source }) => Object.hasOwn(CLOUDS, source));
    const second = found[1];
    if (second)
      yield { at: second.at, message: `This stack depends on ${found.map(({ source }) => CLOUDS[source] ?? "").join(" and ")} at once.` };
  },
});
