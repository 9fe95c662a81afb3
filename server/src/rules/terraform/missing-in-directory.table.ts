import type { Category, Preset, RuleId, Severity } from "../../core/settings";
import type { GuidanceId } from "../../guidance/ids.generated";

/** A resource that goes with another one which need not refer to it: only the directory shows whether it is there. */
export interface DirectoryRow {
  readonly id: RuleId;
  readonly summary: string;
  readonly severity: Severity;
  readonly preset: Preset;
  readonly category: Category;
  /** The resource types it is said of, on the first of them. */
  readonly kinds: readonly string[];
  readonly noun: string;
  readonly says: string;
  /** What must be missing. */
  readonly wants: string;
  /** What must be there besides. */
  readonly beside?: readonly string[];
  /** A block of the resource that must be there. */
  readonly block?: string;
  /** Attributes and blocks that do the same inside the resource. */
  readonly unless?: readonly string[];
  readonly guidance: readonly GuidanceId[];
  readonly references: readonly string[];
  readonly rationale: string;
}

/** Sources: the pages under `references`. */
export const DIRECTORY_ROWS: readonly DirectoryRow[] = [
  {
    id: "terraform/website-without-cdn",
    summary: "Website that is served from its bucket",
    severity: "info",
    preset: "strict",
    category: "cost",
    kinds: ["aws_s3_bucket_website_configuration"],
    noun: "Website",
    says: "is served straight from the bucket: there is no CloudFront distribution here",
    wants: "aws_cloudfront_distribution",
    guidance: ["AWS-24"],
    references: ["https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GettingStarted.SimpleDistribution.html"],
    rationale:
      "Each visitor is paid for at the full price of transfer, from one region, over plain HTTP. A distribution caches, speaks HTTPS, and takes what it needs from the bucket free of charge.",
  },
  {
    id: "terraform/function-without-table-endpoint",
    summary: "Function that reaches its table through NAT",
    severity: "info",
    preset: "strict",
    category: "cost",
    kinds: ["aws_lambda_function"],
    noun: "Function",
    says: "reaches DynamoDB through NAT: this network has no endpoint",
    wants: "aws_vpc_endpoint",
    beside: ["aws_dynamodb_table", "aws_vpc"],
    block: "vpc_config",
    guidance: ["IAM-33"],
    references: ["https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-ddb.html"],
    rationale:
      "A gateway endpoint for DynamoDB is free and needs only the private route tables; the way through NAT is paid for by the gigabyte, and leads out of the network.",
  },
  {
    id: "terraform/function-without-log-group",
    summary: "Function whose log group nobody declares",
    severity: "info",
    preset: "strict",
    category: "cost",
    kinds: ["aws_lambda_function"],
    noun: "Function",
    says: "makes its log group itself, without an end: none is declared here",
    wants: "aws_cloudwatch_log_group",
    unless: ["logging_config"],
    guidance: ["IAM-35"],
    references: ["https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html"],
    rationale:
      "At its first call Lambda creates `/aws/lambda/<name>`, which keeps everything for ever and is outside of Terraform. Declare the group with a retention before that.",
  },
  {
    id: "terraform/account-without-analyzer",
    summary: "Account baseline without Access Analyzer",
    severity: "hint",
    preset: "strict",
    category: "security",
    kinds: ["aws_iam_account_password_policy"],
    noun: "The baseline of this account",
    says: "lacks an access analyzer",
    wants: "aws_accessanalyzer_analyzer",
    guidance: ["IAM-39"],
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-getting-started.html"],
    rationale:
      "It lists every policy that lets somebody outside of the account in, for buckets, keys, roles, queues and secrets. The check for external access costs nothing; another stack may have it.",
  },
];
