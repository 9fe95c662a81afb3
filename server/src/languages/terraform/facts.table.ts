/** Resources that complete another one in the same directory: their content is told to it. */
export const BODIES_TOLD: ReadonlySet<string> = new Set([
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_versioning",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_logging",
  "aws_s3_bucket_website_configuration",
  "aws_s3_account_public_access_block",
]);

/** What wants to know who uses it. */
export const USES_TOLD: ReadonlySet<string> = new Set(["aws_s3_bucket", "data.aws_iam_policy_document"]);
