import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { joinWords } from "../../core/words";
import { resources } from "../../languages/terraform/queries";

/** What version 4 of the provider moved out of the bucket. Source: its upgrade guide. */
const BLOCKS = [
  "cors_rule",
  "grant",
  "lifecycle_rule",
  "logging",
  "replication_configuration",
  "server_side_encryption_configuration",
  "versioning",
  "website",
];
const ARGUMENTS = ["acceleration_status", "acl", "policy", "request_payer"];

export default defineRule({
  id: "terraform/inline-bucket-settings",
  summary: "Bucket settings that have a resource of their own now",
  severity: "hint",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: ["MOD-22"],
  equivalents: [],
  references: ["https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-4-upgrade"],
  rationale:
    "Since version 4 of the provider these are deprecated inside the bucket, and where a resource of their own exists as well the two undo each other in every plan. Move each to its resource and import it: nothing changes in AWS.",
  examples: [
    {
      title: "two of them, said once a bucket",
      source: hcl`
resource "aws_s3_bucket" "logs" {
                         ^^^^^^ hint: Bucket "logs" holds settings that have resources of their own now: versioning and acl.
  acl = "private"

  versioning {
    enabled = true
  }
}
`,
    },
    {
      title: "separate",
      source: hcl`
resource "aws_s3_bucket" "logs" {
  bucket = "acme-logs"
}

resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.logs.id

  versioning_configuration {
    status = "Enabled"
  }
}
`,
    },
  ],
  on: resources("aws_s3_bucket"),
  *check(bucket) {
    if (bucket.tree.json) return;
    const found = [
      ...BLOCKS.filter((type) => bucket.blocks(type).length > 0 || bucket.dynamic(type)),
      ...ARGUMENTS.filter((name) => bucket.has(name)),
    ];
    if (!found.length) return;
    const names = joinWords(found);
    yield {
      at: bucket.anchor,
      tag: "deprecated",
      message: `Bucket "${bucket.name}" holds settings that have resources of their own now: ${names}.`,
    };
  },
});
