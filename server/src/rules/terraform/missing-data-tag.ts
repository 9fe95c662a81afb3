import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { Evaluator } from "../../languages/terraform/evaluate";
import type { TerraformBlock } from "../../languages/terraform/block";
import { providerBodyFact } from "../../languages/terraform/facts";
import { resources } from "../../languages/terraform/queries";
import { isDataStore } from "../../languages/terraform/stateful.table";
import type { Value } from "../../languages/terraform/value";

interface Options {
  readonly tags: readonly string[];
}

export default defineRule<TerraformBlock, Options>({
  id: "terraform/missing-data-tag",
  summary: "Data store without the tag that jobs and audits look for",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  patient: true,
  guidance: ["DRF-25", "DRF-26"],
  equivalents: [],
  references: ["https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html"],
  rationale:
    "Backup plans that select by tag pass over what lacks it, and an audit cannot tell from a name how confidential the contents are. Silent until the option `tags` says which keys every database, bucket and disk must have, such as `backup-policy` or `data-classification`.",
  options: {
    default: { tags: [] },
    schema: { type: "object", additionalProperties: false, properties: { tags: { type: "array", items: { type: "string" } } } },
  },
  examples: [
    {
      title: "a database without them, and a queue, which holds nothing for long",
      options: { tags: ["backup-policy", "data-classification"] },
      source: hcl`
resource "aws_db_instance" "shop" {
                           ^^^^^^ warning: Data store "shop" lacks the tag backup-policy.
  tags = {
    data-classification = "internal"
  }
}

resource "aws_sqs_queue" "orders" {
}
`,
    },
    {
      title: "set by the provider, or from elsewhere",
      options: { tags: ["backup-policy"] },
      source: {
        "a/main.tf":
          'provider "aws" {\n  default_tags {\n    tags = {\n      backup-policy = "daily"\n    }\n  }\n}\n\nresource "aws_db_instance" "shop" {\n}\n',
        "b/main.tf": 'resource "aws_db_instance" "shop" {\n  tags = var.tags\n}\n',
      },
    },
    { title: "nobody has said which", source: 'resource "aws_db_instance" "shop" {\n}\n' },
  ],
  on: resources(),
  *check(store, { options: { tags } }, scope) {
    if (!tags.length || !store.kind.startsWith("aws_") || !isDataStore(store.kind) || store.open) return;
    const defaults = scope
      .all(providerBodyFact, "aws")
      .flatMap(({ value, at }) =>
        value.blocks.flatMap((block) =>
          block.type === "default_tags" && block.attributes.tags ? [new Evaluator(scope, at).evaluate(block.attributes.tags)] : [],
        ),
      );
    const set = [...(store.value("tags") ? [store.value("tags")] : []), ...defaults];
    const lacking = tags.filter((tag) => set.every((value) => lacks(value, tag)));
    if (lacking.length) yield { at: store.anchor, message: `Data store "${store.name}" lacks the tag ${lacking.join(" and the tag ")}.` };
  },
});

const lacks = (value: Value | undefined, tag: string): boolean => value?.kind === "object" && !value.open && !value.entries.has(tag);
