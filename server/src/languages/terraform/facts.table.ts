/** Resources that complete another one in the same directory: their content is told to it. */
export const BODIES_TOLD: ReadonlySet<string> = new Set([
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_versioning",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_logging",
  "aws_s3_bucket_website_configuration",
  "aws_s3_bucket_replication_configuration",
  "aws_s3_bucket_notification",
  "aws_s3_bucket_object_lock_configuration",
  "aws_s3_account_public_access_block",
  "aws_vpc_endpoint",
]);

/** What wants to know who uses it, besides variables, locals and data sources. */
export const USES_TOLD: ReadonlySet<string> = new Set([
  "aws_alb",
  "aws_api_gateway_stage",
  "aws_appsync_graphql_api",
  "aws_cloudwatch_event_rule",
  "aws_dynamodb_table",
  "aws_ecr_repository",
  "aws_efs_file_system",
  "aws_eip",
  "aws_iam_group",
  "aws_iam_role",
  "aws_lambda_function",
  "aws_lb",
  "aws_nat_gateway",
  "aws_network_acl",
  "aws_route53_zone",
  "aws_s3_bucket",
  "aws_secretsmanager_secret",
  "aws_security_group",
  "aws_vpc",
  "aws_wafv2_web_acl",
]);
