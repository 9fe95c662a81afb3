import type { ArgumentRow } from "./argument-row.table";
import { matching, service } from "./argument-row.table";

/** How resources are replaced, and arguments of buckets. Sources: the provider's documentation of each resource, and the pages under `references`. */
const replacement = service(
  {
    noun: "Certificate",
    kinds: ["aws_acm_certificate"],
    category: "reliability",
    references: ["https://developer.hashicorp.com/terraform/language/meta-arguments#lifecycle"],
  },
  [
    {
      id: "terraform/replaced-after-deletion",
      summary: "Resource that is deleted before its successor exists",
      rationale:
        "Where a change replaces it, Terraform deletes first and makes the new one after. A certificate or API that is in use cannot be deleted, so the apply fails half-way, or is gone meanwhile. `create_before_destroy` turns the order round.",
      cases: (
        [
          ["Certificate", "aws_acm_certificate", ["tflint:aws_acm_certificate_lifecycle", "checkov:CKV_AWS_233"]],
          ["Deployment", "aws_api_gateway_deployment", ["checkov:CKV_AWS_217"]],
          ["API", "aws_api_gateway_rest_api", ["checkov:CKV_AWS_237"]],
        ] as const
      ).map(([noun, kind, equivalents]) => ({
        kinds: [kind],
        noun,
        block: "lifecycle",
        argument: "create_before_destroy",
        wrong: [false],
        whenMissing: "all" as const,
        right: { create_before_destroy: "true" },
        fix: "Make the new one first",
        says: "is deleted before its successor exists",
        equivalents,
      })),
    },
    {
      id: "terraform/unaborted-uploads",
      summary: "Bucket that keeps broken uploads",
      category: "cost",
      noun: "Lifecycle",
      kinds: ["aws_s3_bucket_lifecycle_configuration"],
      block: "rule.abort_incomplete_multipart_upload",
      argument: "days_after_initiation",
      whenMissing: "all",
      right: { days_after_initiation: "7" },
      fix: "Drop broken uploads after a week",
      says: "keeps the parts of uploads that broke off",
      equivalents: ["checkov:CKV_AWS_300"],
      references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html"],
      rationale:
        "Parts of an upload that broke off show in no listing and are paid for until somebody aborts it. A week is more than any upload takes.",
    },
    {
      id: "terraform/bucket-with-lists",
      summary: "Bucket that still obeys access control lists",
      category: "security",
      noun: "Ownership",
      kinds: ["aws_s3_bucket_ownership_controls"],
      block: "rule",
      argument: "object_ownership",
      wrong: ["ObjectWriter", "BucketOwnerPreferred"],
      right: { object_ownership: '"BucketOwnerEnforced"' },
      fix: "Switch the lists off",
      says: "keeps access control lists in force",
      equivalents: ["checkov:CKV2_AWS_65"],
      references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html"],
      rationale:
        "Lists are a second way to open an object, which no policy shows. They are off in new buckets; logs of CloudFront's old kind still need them.",
    },
    {
      id: "terraform/deletable-versions",
      summary: "Versions that can be deleted with a key alone",
      category: "security",
      noun: "Versioning",
      kinds: ["aws_s3_bucket_versioning"],
      block: "versioning_configuration",
      argument: "mfa_delete",
      wrong: ["Disabled"],
      whenMissing: "all",
      good: '"Enabled"',
      says: "lets versions be deleted without a second factor",
      equivalents: ["trivy:AWS-0170"],
      references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html"],
      rationale:
        "Only the root user can switch it on, and Terraform cannot delete versions any more. Object Lock protects from deletion without that.",
    },
    {
      id: "terraform/refused-bucket-acl",
      summary: "Canned ACL that does not exist",
      noun: "Bucket ACL",
      kinds: ["aws_s3_bucket_acl", "aws_s3_bucket"],
      argument: "acl",
      wrong: {
        test: (acl) =>
          !/^(?:private|public-read|public-read-write|aws-exec-read|authenticated-read|bucket-owner-read|bucket-owner-full-control|log-delivery-write)$/.test(
            acl,
          ),
        example: "owner-only",
      },
      good: '"private"',
      says: "names a canned ACL that S3 does not know",
      severity: "error",
      preset: "essential",
      equivalents: ["tflint:aws_s3_bucket_invalid_acl"],
      references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl"],
      rationale: "The plan passes and the apply fails. Most buckets need none: lists are off in new ones.",
    },
    {
      id: "terraform/grant-to-everyone",
      summary: "Bucket ACL that names everyone",
      category: "security",
      noun: "Bucket ACL",
      kinds: ["aws_s3_bucket_acl"],
      block: "access_control_policy.grant.grantee",
      argument: "uri",
      wrong: matching(/acs\.amazonaws\.com\/groups\/global\//, "http://acs.amazonaws.com/groups/global/AllUsers"),
      good: '"http://acs.amazonaws.com/groups/s3/LogDelivery"',
      says: "grants something to everyone",
      severity: "error",
      preset: "essential",
      equivalents: ["checkov:CKV_AWS_375", "checkov:CKV2_AWS_43", "checkov:CKV_AWS_20", "kics:all_auth_users_get_read_access"],
      references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee"],
      rationale:
        "`AllUsers` is the internet, `AuthenticatedUsers` everyone with any AWS account. Name an account, or hand out presigned URLs.",
    },
    {
      id: "terraform/bucket-name-with-dots",
      summary: "Bucket name that TLS cannot cover",
      noun: "Bucket",
      kinds: ["aws_s3_bucket"],
      argument: "bucket",
      wrong: matching(/^[a-z0-9][a-z0-9-]*\.[a-z0-9.-]*$/, "acme.uploads"),
      good: '"acme-uploads"',
      says: "has a name with dots, which S3's certificate does not cover",
      equivalents: ["trivy:AWS-0320"],
      references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html"],
      rationale:
        "The certificate is for one label below the service's name, so clients that address the bucket by host name refuse it. Websites of S3 without CloudFront need dots.",
    },
    {
      id: "terraform/refused-bucket-name",
      summary: "Bucket name that S3 refuses",
      noun: "Bucket",
      kinds: ["aws_s3_bucket"],
      argument: "bucket",
      wrong: {
        test: (name) =>
          name !== "" &&
          (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) ||
            /\.\.|^xn--|^sthree-|-s3alias$|--ol-s3$/.test(name) ||
            /^\d+(?:\.\d+){3}$/.test(name)),
        example: "Acme_Uploads",
      },
      good: '"acme-uploads"',
      says: "has a name that S3 refuses",
      severity: "error",
      preset: "essential",
      equivalents: ["tflint:aws_s3_bucket_name"],
      references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html"],
      rationale: "Names have 3 to 63 characters, lower case, digits, dots and dashes: the plan passes and the apply fails.",
    },
    {
      id: "terraform/open-access-point",
      summary: "Access point that may be opened to the public",
      category: "security",
      severity: "warning",
      preset: "recommended",
      references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html"],
      rationale: "All four flags are true unless somebody writes otherwise, and they cannot be changed later.",
      cases: ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"].map((argument) => ({
        kinds: ["aws_s3_access_point"],
        noun: "Access point",
        block: "public_access_block_configuration",
        argument,
        wrong: [false],
        right: { [argument]: "true" },
        fix: "Close it (replaces the access point)",
        says: "may be opened to the public",
        equivalents: ["checkov:CKV_AWS_392", "checkov:CKV2_AWS_392"],
      })),
    },
  ],
);

export const LIFECYCLE_ROWS: readonly ArgumentRow[] = replacement;
