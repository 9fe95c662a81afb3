import { files, hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { isGenerated } from "../../languages/terraform/directory";
import { fixWith, removeAttribute } from "../../languages/terraform/edit";
import { providerUseFact, resourceFact } from "../../languages/terraform/facts";
import { terraformBlocks } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/unused-provider",
  summary: "Required provider that nothing uses",
  severity: "hint",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["tflint:terraform_unused_required_providers"],
  references: ["https://developer.hashicorp.com/terraform/language/providers/requirements"],
  rationale:
    "Every `terraform init` downloads it, and its version binds whoever calls the module. One that bounds the version of a called module's provider is used by that: say so in a comment.",
  examples: [
    {
      title: "no resource of it",
      source: hcl`
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
    random = {
    ^^^^^^ 💡 hint: Provider "random" is used by nothing in this directory.
      source = "hashicorp/random"
    }
  }
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}
`,
      fixed: hcl`
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}
`,
    },
    {
      title: "used in another file, or for what is called",
      source: files({
        "a/versions.tf": 'terraform {\n  required_providers {\n    random = {\n      source = "hashicorp/random"\n    }\n  }\n}\n',
        "a/main.tf": 'resource "random_password" "db" {\n  length = 20\n}\n',
        "b/main.tf":
          'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n\nmodule "vpc" {\n  source = "./vpc"\n}\n',
      }),
    },
  ],
  on: terraformBlocks,
  *check(block, _context, scope) {
    // What a called module needs is not looked up: it may be what the entry is for.
    if (block.open || scope.all(resourceFact).some(({ value }) => value.type === "module") || !scope.all(resourceFact).length) return;
    for (const required of block.blocks("required_providers"))
      for (const { name, start, nameEnd } of required.node.attributes)
        if (!scope.all(providerUseFact, name).length && !isGenerated(scope))
          yield {
            at: range(start, nameEnd),
            tag: "unnecessary",
            message: `Provider "${name}" is used by nothing in this directory.`,
            fixes: fixWith(`Remove ${name}`, "suggestion", removeAttribute(required, name)),
          };
  },
});
