import { files, hcl } from "../../core/example";
import type { GroupItem } from "../../core/rule";
import { defineRule } from "../../core/rule";
import { accountIsClosed, bucketLacks, COMPLETIONS, servesWebsite } from "../../languages/terraform/bucket";
import { fixWith, insertBehind } from "../../languages/terraform/edit";
import { resources } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/bucket-hardening",
  summary: "Bucket rests on defaults that others can change",
  severity: "info",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["MOD-15", "AWS-04", "AWS-06", "QA-03", "DS-22"],
  equivalents: [],
  references: [
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
  ],
  rationale:
    "Since 2023 Amazon closes new buckets to the public and encrypts their objects, so nothing here is open today. An explicit access block " +
    "still matters: Terraform then undoes what somebody clicks open, and the plan shows it. The strict preset also asks for what depends on the data: " +
    "versioning where objects cannot be made again, a lifecycle where they may go, an encryption key of your own, a log of who reads them. " +
    "All that is missing is one finding on the bucket.",
  checks: {
    "terraform/bucket-without-access-block": {
      summary: "Nothing keeps the bucket closed",
      equivalents: ["checkov:CKV2_AWS_6", "trivy:AWS-0094"],
      guidance: ["MOD-15"],
    },
    "terraform/bucket-without-versioning": {
      summary: "Overwritten and deleted objects are gone",
      equivalents: ["checkov:CKV_AWS_21", "trivy:AWS-0090"],
      guidance: ["MOD-18"],
      preset: "strict",
    },
    "terraform/bucket-without-encryption-rule": {
      summary: "Objects are encrypted with Amazon's default key",
      equivalents: ["checkov:CKV_AWS_145", "checkov:CKV_AWS_19", "trivy:AWS-0132", "trivy:AWS-0088"],
      preset: "strict",
    },
    "terraform/bucket-without-lifecycle": {
      summary: "Objects are kept and paid for without end",
      equivalents: ["checkov:CKV2_AWS_61"],
      guidance: ["MOD-19"],
      preset: "strict",
    },
    "terraform/bucket-without-access-log": {
      summary: "Nobody can tell who read the bucket",
      equivalents: ["checkov:CKV_AWS_18", "trivy:AWS-0089"],
      preset: "strict",
    },
    "terraform/bucket-without-replication": {
      summary: "Objects are in one region alone",
      equivalents: ["checkov:CKV_AWS_144"],
      preset: "all",
    },
    "terraform/bucket-without-notifications": {
      summary: "Nobody is told of new objects",
      equivalents: ["checkov:CKV2_AWS_62"],
      preset: "all",
    },
    "terraform/bucket-without-lock": {
      summary: "Objects can be deleted before their time",
      equivalents: ["checkov:CKV_AWS_143"],
      preset: "all",
    },
  },
  examples: [
    {
      title: "opinions, in the preset of all",
      settings: { preset: "all" },
      source: hcl`
resource "aws_s3_bucket" "uploads" {
                         ^^^^^^^^^ 💡 info: Bucket "uploads" has no public access block, versioning, encryption rule, lifecycle, access log, replication, event notifications and object lock.
  bucket = "acme-uploads"
}
`,
    },
    {
      title: "a bucket on its own",
      source: hcl`
resource "aws_s3_bucket" "uploads" {
                         ^^^^^^^^^ 💡 info: Bucket "uploads" has no public access block.
  bucket = "acme-uploads"
}
`,
      fixed: hcl`
resource "aws_s3_bucket" "uploads" {
  bucket = "acme-uploads"
}

resource "aws_s3_bucket_public_access_block" "uploads" {
  bucket                  = aws_s3_bucket.uploads.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
`,
    },
    {
      title: "the strict preset asks for all of it",
      settings: { preset: "strict" },
      source: files({
        "bucket.tf": hcl`
resource "aws_s3_bucket" "uploads" {
                         ^^^^^^^^^ info: Bucket "uploads" has no encryption rule, lifecycle and access log.
  bucket = "acme-uploads"
}

resource "aws_s3_bucket_public_access_block" "uploads" {
  bucket            = aws_s3_bucket.uploads.id
  block_public_acls = true
}
`,
        "versioning.tf": hcl`
resource "aws_s3_bucket_versioning" "uploads" {
  bucket = "acme-uploads"
  versioning_configuration {
    status = "Enabled"
  }
}
`,
      }),
    },
    {
      title: "closed by the account, handed to a module, or completed by something that cannot be read",
      source: files({
        "account/main.tf": hcl`
resource "aws_s3_account_public_access_block" "all" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "uploads" {
  bucket = "acme-uploads"
}
`,
        "handed/main.tf": hcl`
resource "aws_s3_bucket" "uploads" {
  bucket = "acme-uploads"
}

module "hardened" {
  source = "git::https://git.example.com/acme/bucket.git?ref=v1"
  bucket = aws_s3_bucket.uploads.id
}
`,
        "each/main.tf": hcl`
resource "aws_s3_bucket" "uploads" {
  bucket = "acme-uploads"
}

resource "aws_s3_bucket_public_access_block" "all" {
  for_each = var.buckets
  bucket   = each.value
}
`,
      }),
    },
  ],
  patient: true,
  on: resources("aws_s3_bucket"),
  *check(bucket, _context, scope) {
    // A bucket that is public on purpose is another rule's.
    const isPublic = bucket.string("acl")?.startsWith("public") === true || servesWebsite(bucket);
    const open = !isPublic && bucketLacks(bucket, COMPLETIONS.accessBlock) && !accountIsClosed(scope);
    const group: GroupItem[] = [
      ...(open ? [{ check: "terraform/bucket-without-access-block" as const, words: "public access block" }] : []),
      ...(bucketLacks(bucket, COMPLETIONS.versioning)
        ? [{ check: "terraform/bucket-without-versioning" as const, words: "versioning" }]
        : []),
      ...(bucketLacks(bucket, COMPLETIONS.encryption)
        ? [{ check: "terraform/bucket-without-encryption-rule" as const, words: "encryption rule" }]
        : []),
      ...(bucketLacks(bucket, COMPLETIONS.lifecycle) ? [{ check: "terraform/bucket-without-lifecycle" as const, words: "lifecycle" }] : []),
      ...(bucketLacks(bucket, COMPLETIONS.logging) ? [{ check: "terraform/bucket-without-access-log" as const, words: "access log" }] : []),
      ...OPINIONS.filter(({ type }) => bucketLacks(bucket, type)).map(({ check, words }) => ({ check, words })),
    ];
    if (!group.length) return;
    // A bucket made several times needs its block several times: a person must write that.
    const fixable = open && !bucket.has("for_each") && !bucket.has("count");
    yield {
      at: bucket.anchor,
      message: `Bucket "${bucket.name}" has no`,
      group,
      fixes: fixable ? fixWith("Add a public access block", "suggestion", insertBehind(bucket, accessBlockOf(bucket.name))) : [],
    };
  },
});

/** What some buckets want and most do not. */
const OPINIONS: readonly (GroupItem & { readonly type: string })[] = [
  { check: "terraform/bucket-without-replication", words: "replication", type: "aws_s3_bucket_replication_configuration" },
  { check: "terraform/bucket-without-notifications", words: "event notifications", type: "aws_s3_bucket_notification" },
  { check: "terraform/bucket-without-lock", words: "object lock", type: "aws_s3_bucket_object_lock_configuration" },
];

const accessBlockOf = (name: string) => ({
  header: `resource "${COMPLETIONS.accessBlock}" "${name}"`,
  attributes: {
    bucket: `aws_s3_bucket.${name}.id`,
    block_public_acls: "true",
    block_public_policy: "true",
    ignore_public_acls: "true",
    restrict_public_buckets: "true",
  },
});
