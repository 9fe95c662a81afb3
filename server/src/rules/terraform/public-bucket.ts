import { files, hcl } from "../../core/example";
import type { Finding } from "../../core/rule";
import { defineRule } from "../../core/rule";
import { joinWords } from "../../core/words";
import type { TerraformBlock } from "../../languages/terraform/block";
import { relatedTo } from "../../languages/terraform/block";
import { servesWebsite } from "../../languages/terraform/bucket";
import { fixWith, replaceRange, setAttributes } from "../../languages/terraform/edit";
import { findText, policyOf } from "../../languages/terraform/policy";
import { resources } from "../../languages/terraform/queries";
import { textOf } from "../../languages/terraform/value";

const PUBLIC_ACLS: Readonly<Record<string, string>> = {
  "public-read": "read by everyone on the internet",
  "public-read-write": "read and overwritten by everyone on the internet",
  "authenticated-read": "read by anyone with an AWS account",
};

/** A pair each: as long as one of the two holds, what the other lets in does not take effect. */
const PAIRS: readonly (readonly [string, string])[] = [
  ["block_public_acls", "ignore_public_acls"],
  ["block_public_policy", "restrict_public_buckets"],
];
const FLAGS = PAIRS.flat();

/** The peers' names, a flag each. */
const FLAG_NAMES: Readonly<Record<string, readonly string[]>> = {
  block_public_acls: ["checkov:CKV_AWS_53", "trivy:AWS-0086"],
  block_public_policy: ["checkov:CKV_AWS_54", "trivy:AWS-0087", "kics:s3_bucket_allows_public_policy"],
  ignore_public_acls: ["checkov:CKV_AWS_55", "trivy:AWS-0091"],
  restrict_public_buckets: ["checkov:CKV_AWS_56", "trivy:AWS-0093"],
};

/** Hands out one object that the caller can name. */
const GETS_OBJECT = /^s3:GetObject(?:Version)?$/i;

export default defineRule({
  id: "terraform/public-bucket",
  summary: "Bucket is open to everyone",
  severity: "error",
  preset: "essential",
  category: "security",
  since: "0.1.0",
  guidance: ["MOD-17", "MOD-16", "GOV-01"],
  equivalents: [
    "checkov:CKV_AWS_20",
    "checkov:CKV_AWS_57",
    "checkov:CKV_AWS_53",
    "checkov:CKV_AWS_54",
    "checkov:CKV_AWS_55",
    "checkov:CKV_AWS_56",
    "checkov:CKV_AWS_70",
    "checkov:CKV_AWS_375",
    "checkov:CKV2_AWS_43",
    "kics:all_auth_users_get_read_access",
    "kics:s3_bucket_acl_allows_read_to_all_users",
    "trivy:AWS-0092",
    "trivy:AWS-0086",
    "trivy:AWS-0087",
    "trivy:AWS-0091",
    "trivy:AWS-0093",
    "kics:s3_bucket_allows_public_policy",
    "kics:s3_bucket_with_any_principal",
  ],
  references: [
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl",
  ],
  rationale:
    "Public buckets are found by scanners within hours and are behind many of the large leaks. New buckets have been closed since April 2023; what " +
    "is written here opens one again. Keep the bucket private and all four flags of the access block true. A website belongs behind CloudFront with " +
    "origin access control, a file for a partner behind a presigned URL. What is open on purpose is information: the bucket of a website, and a policy " +
    "that lets everyone get objects and nothing else, neither list nor write. If the bucket really is for everyone, silence this with the reason.",
  examples: [
    {
      title: "a public ACL",
      source: hcl`
resource "aws_s3_bucket_acl" "site" {
  bucket = aws_s3_bucket.site.id
  acl    = "public-read" # the website
           ^^^^^^^^^^^^^ 💡 error: Bucket ACL "site" lets the bucket be read by everyone on the internet.
}
`,
      fixed: hcl`
resource "aws_s3_bucket_acl" "site" {
  bucket = aws_s3_bucket.site.id
  acl    = "private" # the website
}
`,
    },
    {
      title: "an ACL that a variable file sets",
      source: files({
        "main.tf": hcl`
variable "acl" {
  default = "private"
}

resource "aws_s3_bucket" "site" {
  bucket = "acme-site"
  acl    = var.acl
           ^^^^^^^ error: Bucket "site" lets the bucket be read and overwritten by everyone on the internet.
}
`,
        "terraform.tfvars": hcl`
acl = "public-read-write"
`,
      }),
    },
    {
      title: "an access block with holes",
      source: hcl`
resource "aws_s3_bucket_public_access_block" "site" {
  bucket                  = aws_s3_bucket.site.id
  block_public_acls       = true
  block_public_policy     = false
                            ^^^^^ 💡 error: Access block "site" leaves the bucket open to the public: block_public_policy and restrict_public_buckets are not true.
  ignore_public_acls      = true
  restrict_public_buckets = false
}
`,
      fixed: hcl`
resource "aws_s3_bucket_public_access_block" "site" {
  bucket                  = aws_s3_bucket.site.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
`,
    },
    {
      title: "a policy for everyone",
      source: hcl`
resource "aws_s3_bucket_policy" "site" {
  bucket = aws_s3_bucket.site.id
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        { "Effect": "Allow", "Principal": "*", "Action": "s3:ListBucket", "Resource": "\${aws_s3_bucket.site.arn}" }
                                          ^^^ error: Bucket policy "site" lets everyone use the bucket.
      ]
    }
  EOT
}
`,
    },
    {
      title: "public on purpose: downloads, and a website",
      source: hcl`
resource "aws_s3_bucket_policy" "downloads" {
  bucket = aws_s3_bucket.downloads.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
                  ^^^ info: Bucket policy "downloads" lets everyone download the bucket's objects.
      Action    = ["s3:GetObject", "s3:GetObjectVersion"]
      Resource  = "\${aws_s3_bucket.downloads.arn}/*"
    }]
  })
}

resource "aws_s3_bucket_website_configuration" "site" {
  bucket = aws_s3_bucket.site.id
}

resource "aws_s3_bucket_acl" "site" {
  bucket = aws_s3_bucket.site.id
  acl    = "public-read"
           ^^^^^^^^^^^^^ 💡 info: Bucket ACL "site" lets the bucket be read by everyone on the internet.
}

resource "aws_s3_bucket_public_access_block" "site" {
  bucket              = aws_s3_bucket.site.id
  block_public_acls   = false
  block_public_policy = false
}
`,
    },
    {
      title: "private, closed, or for one network",
      source: hcl`
resource "aws_s3_bucket_acl" "logs" {
  bucket = aws_s3_bucket.logs.id
  acl    = "log-delivery-write"
}

resource "aws_s3_bucket_public_access_block" "logs" {
  bucket                  = aws_s3_bucket.logs.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = var.restrict
}

resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "\${aws_s3_bucket.logs.arn}/*"
      Condition = { StringEquals = { "aws:SourceVpce" = "vpce-1a2b3c4d" } }
    }]
  })
}
`,
    },
  ],
  on: resources("aws_s3_bucket", "aws_s3_bucket_acl", "aws_s3_bucket_public_access_block", "aws_s3_bucket_policy"),
  *check(resource) {
    switch (resource.kind) {
      case "aws_s3_bucket_public_access_block":
        yield* judgeAccessBlock(resource);
        return;
      case "aws_s3_bucket_policy":
        yield* judgePolicy(resource);
        return;
      default:
        yield* judgeAcl(resource);
    }
  },
});

function* judgeAcl(resource: TerraformBlock): Iterable<Finding> {
  const acl = resource.get("acl");
  const consequence = acl.state === "known" ? PUBLIC_ACLS[String(acl.value)] : undefined;
  const expression = resource.attribute("acl")?.expression;
  if (acl.state !== "known" || consequence === undefined || !expression) return;
  const isWrittenHere = expression.kind === "literal" && !resource.tree.json;
  yield {
    at: acl.at,
    ...(acl.value === "public-read" && servesWebsite(resource) ? { severity: "info" as const } : {}),
    equivalents:
      acl.value === "authenticated-read"
        ? ["checkov:CKV2_AWS_43", "trivy:AWS-0092", "kics:all_auth_users_get_read_access"]
        : [
            "checkov:CKV_AWS_20",
            ...(acl.value === "public-read-write" ? ["checkov:CKV_AWS_57"] : []),
            "checkov:CKV_AWS_375",
            "trivy:AWS-0092",
            "kics:s3_bucket_acl_allows_read_to_all_users",
          ],
    message: `${resource.kind === "aws_s3_bucket" ? "Bucket" : "Bucket ACL"} "${resource.name}" lets the bucket be ${consequence}.`,
    fixes: isWrittenHere ? fixWith("Make it private", "suggestion", replaceRange(expression, '"private"')) : [],
    related: relatedTo([resource.value("acl")]),
  };
}

function* judgeAccessBlock(block: TerraformBlock): Iterable<Finding> {
  const isOpen = (flag: string) => block.is(flag, false) || block.lacks(flag);
  const open = FLAGS.filter(isOpen);
  const [first] = open;
  // What a website's ACL or policy lets in is said there.
  if (first === undefined || servesWebsite(block)) return;
  const written = open.find((flag) => block.is(flag, false));
  const isHole = PAIRS.some((pair) => pair.every(isOpen));
  const names = joinWords(open);
  const isPlain = open.every((flag) => !block.has(flag) || block.attribute(flag)?.expression.kind === "literal");
  yield {
    at: written === undefined ? block.anchor : block.rangeOf(written),
    severity: isHole && written !== undefined ? "error" : "warning",
    message: isHole
      ? `Access block "${block.name}" leaves the bucket open to the public: ${names} ${open.length === 1 ? "is" : "are"} not true.`
      : `Access block "${block.name}" is not complete: ${names} ${open.length === 1 ? "is" : "are"} not true.`,
    fixes: isPlain ? fixWith("Close the bucket", "suggestion", closing(block, open)) : [],
    equivalents: open.flatMap((flag) => FLAG_NAMES[flag] ?? []),
    related: relatedTo(open.map((flag) => block.value(flag))),
  };
}

/** The flags that are written are turned, the others come behind the last of them. */
const closing = (block: TerraformBlock, open: readonly string[]) =>
  setAttributes(block, Object.fromEntries(open.map((flag) => [flag, "true"])));

function* judgePolicy(resource: TerraformBlock): Iterable<Finding> {
  for (const statement of policyOf(resource, "policy")) {
    const everyone = statement.principals && findText(statement.principals, "*");
    if (!everyone || statement.effect !== "Allow" || statement.inverted || statement.conditional) continue;
    const onlyReads = statement.actions.length > 0 && statement.actions.every((action) => GETS_OBJECT.test(textOf(action) ?? ""));
    yield {
      at: resource.placeOf("policy", everyone),
      ...(onlyReads ? { severity: "info" as const } : {}),
      message: `Bucket policy "${resource.name}" lets everyone ${onlyReads ? "download the bucket's objects" : "use the bucket"}.`,
      equivalents: ["checkov:CKV_AWS_70", "kics:s3_bucket_with_any_principal"],
      related: relatedTo([everyone]),
    };
  }
}
