import { files, hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { Scope } from "../../core/scope";
import { Evaluator } from "../../languages/terraform/evaluate";
import { providerBodyFact } from "../../languages/terraform/facts";
import { blocks } from "../../languages/terraform/queries";
import type { Value } from "../../languages/terraform/value";

export default defineRule({
  id: "terraform/missing-tags",
  summary: "Required tag that nothing sets",
  severity: "warning",
  preset: "recommended",
  category: "cost",
  since: "0.1.0",
  patient: true,
  guidance: ["DRF-22", "DRF-23", "MOD-23", "AWS-07", "CP-33", "QA-04", "RTD-01"],
  equivalents: ["tflint:aws_resource_missing_tags", "tflint:aws_provider_missing_default_tags"],
  references: ["https://registry.terraform.io/providers/hashicorp/aws/latest/docs#default_tags"],
  rationale:
    "Spend without an owner is argued about each month, and clean-up jobs that go by tags pass over what lacks them. Put the agreed keys into the provider's `default_tags`, and only exceptions on resources. Silent until `requiredTags` says which keys are agreed.",
  examples: [
    {
      title: "neither the provider nor the resource sets it",
      settings: { requiredTags: ["owner", "cost-center"] },
      source: files({
        "main.tf": hcl`
resource "aws_sqs_queue" "orders" {
  tags = {
  ^^^^ warning: Resource "orders" lacks the required tag cost-center.
    Name = "orders"
  }
}
`,
        "provider.tf": hcl`
provider "aws" {
         ^^^^^ warning: The default tags of provider "aws" lack the required tag cost-center.
  default_tags {
    tags = {
      owner = "shop"
    }
  }
}
`,
      }),
    },
    {
      title: "set, or not known",
      settings: { requiredTags: ["owner"] },
      source: files({
        "a/main.tf": 'resource "aws_sqs_queue" "orders" {\n  tags = merge(var.tags, { Name = "orders" })\n}\n',
        "b/main.tf":
          'provider "aws" {\n  default_tags {\n    tags = var.tags\n  }\n}\n\nresource "aws_sqs_queue" "orders" {\n  tags = { Name = "x" }\n}\n',
        "c/main.tf":
          'locals {\n  tags = { owner = "shop" }\n}\n\nresource "aws_sqs_queue" "orders" {\n  tags = merge(local.tags, { Name = "orders" })\n}\n',
      }),
    },
  ],
  on: blocks,
  *check(block, { settings }, scope) {
    const { requiredTags } = settings;
    if (!requiredTags.length || block.open) return;
    if (block.type === "provider" && block.kind === "aws") {
      const tags = block.blocks("default_tags").map((defaults) => defaults.value("tags"));
      const missing = requiredTags.filter((key) => tags.length > 0 && tags.every((value) => lacks(value, key)));
      if (missing.length)
        yield {
          at: block.anchor,
          message: `The default tags of provider "aws" lack the required tag ${missing.join(", ")}.`,
          equivalents: ["tflint:aws_provider_missing_default_tags"],
        };
    } else if (block.type === "resource" && block.kind.startsWith("aws_") && block.has("tags")) {
      const missing = requiredTags.filter((key) => lacks(block.value("tags"), key) && defaultsLack(key, scope));
      if (missing.length)
        yield {
          at: block.nameRange("tags"),
          message: `Resource "${block.name}" lacks the required tag ${missing.join(", ")}.`,
          equivalents: ["tflint:aws_resource_missing_tags"],
        };
    }
  },
});

/** Whether a map is known not to hold a key. */
const lacks = (value: Value | undefined, key: string): boolean => value?.kind === "object" && !value.open && !value.entries.has(key);

/** Whether the providers of the directory are known not to give a tag to all; without one here, whoever calls the module may. */
const defaultsLack = (key: string, scope: Scope): boolean =>
  scope
    .all(providerBodyFact, "aws")
    .every(({ value, at }) =>
      value.blocks
        .filter(({ type }) => type === "default_tags")
        .every(({ attributes: { tags } }) => tags !== undefined && lacks(new Evaluator(scope, at).evaluate(tags), key)),
    ) && scope.all(providerBodyFact, "aws").length > 0;
