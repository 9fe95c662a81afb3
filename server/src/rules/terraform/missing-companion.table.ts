import type { Category, Preset, RuleId } from "../../core/settings";
import type { GuidanceId } from "../../guidance/ids.generated";
import type { TerraformBlock } from "../../languages/terraform/block";
import type { NewBlock } from "../../languages/terraform/edit";

/** A resource that is complete only with another one that refers to it. */
export interface CompanionRow {
  readonly id: RuleId;
  readonly summary: string;
  readonly kinds: readonly string[];
  readonly noun: string;
  readonly says: string;
  /** The types of what completes it; undefined where any use will do that is none of `notBy`. */
  readonly by?: readonly string[];
  readonly notBy?: readonly string[];
  /** Attributes and blocks that do the same inside the resource. */
  readonly unless?: readonly string[];
  readonly when?: (resource: TerraformBlock) => boolean;
  /** What examples need in the resource, one line. */
  readonly context?: string;
  readonly fix?: { readonly title: string; readonly block: (resource: TerraformBlock) => NewBlock };
  readonly preset: Preset;
  readonly category: Category;
  readonly guidance: readonly GuidanceId[];
  readonly equivalents: readonly string[];
  readonly references: readonly string[];
  readonly rationale: string;
}

const isPublic = (balancer: TerraformBlock): boolean =>
  !balancer.is("internal", true) &&
  balancer.get("internal").state !== "unknown" &&
  !["network", "gateway"].includes(balancer.string("load_balancer_type") ?? "application");

/** Sources: the provider's documentation of each resource, and the pages under `references`. */
export const COMPANIONS: readonly CompanionRow[] = [
  {
    id: "terraform/network-without-flow-log",
    summary: "Network without flow log",
    kinds: ["aws_vpc"],
    noun: "Network",
    says: "logs none of its connections",
    by: ["aws_flow_log"],
    preset: "strict",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV2_AWS_11", "trivy:AWS-0178"],
    references: ["https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html"],
    rationale:
      "Who talked to whom is asked after an incident, and then it is too late to switch it on. To S3, rejected connections alone, it costs little; a module that makes the network may do it elsewhere.",
  },
  {
    id: "terraform/network-with-open-default-group",
    summary: "Network whose default group lets its members talk",
    kinds: ["aws_vpc"],
    noun: "Network",
    says: "leaves its default security group open to all its members",
    by: ["aws_default_security_group"],
    fix: {
      title: "Empty the default security group",
      block: ({ name }) => ({ header: `resource "aws_default_security_group" "${name}"`, attributes: { vpc_id: `aws_vpc.${name}.id` } }),
    },
    preset: "all",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV2_AWS_12", "trivy:AWS-0173"],
    references: ["https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html"],
    rationale:
      "What names no group gets the default one, and all of these reach each other and the internet. An `aws_default_security_group` without rules takes that away; check first what lives in it.",
  },
  {
    id: "terraform/unused-network-acl",
    summary: "Network ACL of no subnet",
    kinds: ["aws_network_acl"],
    noun: "Network ACL",
    says: "filters no subnet",
    by: ["aws_network_acl_association"],
    unless: ["subnet_ids"],
    preset: "all",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV2_AWS_1"],
    references: ["https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html"],
    rationale: "An ACL works for the subnets it is associated with. This one belongs to none, so its rules are read and not applied.",
  },
  {
    id: "terraform/unused-security-group",
    summary: "Security group that nothing belongs to",
    kinds: ["aws_security_group"],
    noun: "Security group",
    says: "has no members",
    notBy: [
      "aws_security_group_rule",
      "aws_vpc_security_group_ingress_rule",
      "aws_vpc_security_group_egress_rule",
      "moved",
      "import",
      "removed",
    ],
    preset: "all",
    category: "maintainability",
    guidance: [],
    equivalents: ["checkov:CKV2_AWS_5"],
    references: ["https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html"],
    rationale:
      "Nothing in this directory uses it. An unused group is taken by the next person in a hurry, with rules that were meant for something else.",
  },
  {
    id: "terraform/idle-address",
    summary: "Elastic IP that is attached to nothing",
    kinds: ["aws_eip"],
    noun: "Address",
    says: "is attached to nothing",
    notBy: ["moved", "import", "removed"],
    unless: ["instance", "network_interface"],
    preset: "strict",
    category: "cost",
    guidance: [],
    equivalents: ["checkov:CKV2_AWS_19"],
    references: ["https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html"],
    rationale:
      "Each public address costs about 3.60 dollars a month, used or not. One that partners have in their firewalls is kept on purpose: say so.",
  },
  {
    id: "terraform/balancer-without-firewall",
    summary: "Public load balancer without a web ACL",
    kinds: ["aws_lb", "aws_alb"],
    noun: "Load balancer",
    says: "is public and has no web ACL",
    by: ["aws_wafv2_web_acl_association", "aws_wafregional_web_acl_association"],
    when: isPublic,
    preset: "all",
    category: "security",
    guidance: ["WAF-06", "DS-45"],
    equivalents: ["checkov:CKV2_AWS_28"],
    references: ["https://docs.aws.amazon.com/waf/latest/developerguide/waf-chapter.html"],
    rationale:
      "A web ACL turns away common injections and floods; it does not replace fixing them. It costs by rule and request, and filtering may happen further out.",
  },
  {
    id: "terraform/api-without-firewall",
    summary: "Public API without a web ACL",
    kinds: ["aws_api_gateway_stage"],
    noun: "Stage",
    says: "has no web ACL",
    by: ["aws_wafv2_web_acl_association", "aws_wafregional_web_acl_association"],
    preset: "all",
    category: "security",
    guidance: ["WAF-06"],
    equivalents: ["checkov:CKV2_AWS_29"],
    references: ["https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html"],
    rationale: "A web ACL turns away common injections and floods before a function is called and paid. Private APIs need none.",
  },
  {
    id: "terraform/graph-api-without-firewall",
    summary: "GraphQL API without a web ACL",
    kinds: ["aws_appsync_graphql_api"],
    noun: "API",
    says: "has no web ACL",
    by: ["aws_wafv2_web_acl_association"],
    preset: "all",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV2_AWS_33"],
    references: ["https://docs.aws.amazon.com/appsync/latest/devguide/WAF-Integration.html"],
    rationale: "A web ACL limits how often one client may ask, which matters where one query can ask for everything.",
  },
  {
    id: "terraform/firewall-without-logs",
    summary: "Web ACL that does not log",
    kinds: ["aws_wafv2_web_acl"],
    noun: "Web ACL",
    says: "logs no requests",
    by: ["aws_wafv2_web_acl_logging_configuration"],
    preset: "strict",
    category: "security",
    guidance: ["WAF-17"],
    equivalents: ["checkov:CKV2_AWS_31"],
    references: ["https://docs.aws.amazon.com/waf/latest/developerguide/logging.html"],
    rationale:
      "Whether a rule blocks attackers or customers is seen only in the log. A log group whose name starts with `aws-waf-logs-` can be searched at once; give it a retention of a week or two.",
  },
  {
    id: "terraform/idle-firewall",
    summary: "Web ACL that protects nothing",
    kinds: ["aws_wafv2_web_acl"],
    noun: "Web ACL",
    says: "is associated with nothing",
    notBy: ["aws_wafv2_web_acl_logging_configuration", "moved", "import", "removed"],
    preset: "strict",
    category: "cost",
    guidance: ["WAF-05"],
    equivalents: [],
    references: ["https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating.html"],
    rationale:
      "A web ACL costs five dollars a month and inspects no request until it is associated. CloudFront takes it through its own `web_acl_id`.",
  },
  {
    id: "terraform/secret-without-rotation",
    summary: "Secret that is never changed",
    kinds: ["aws_secretsmanager_secret"],
    noun: "Secret",
    says: "is never changed",
    by: ["aws_secretsmanager_secret_rotation"],
    preset: "strict",
    category: "security",
    guidance: ["IAM-24"],
    equivalents: ["checkov:CKV2_AWS_57"],
    references: ["https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html"],
    rationale:
      "A leaked value works until it is changed. Rotation needs a function that tells the system behind the secret; for keys of third parties, put a date into the calendar.",
  },
  {
    id: "terraform/bucket-without-tls-policy",
    summary: "Bucket without a policy that asks for TLS",
    kinds: ["aws_s3_bucket"],
    noun: "Bucket",
    says: "has no policy, so nothing asks for TLS",
    by: ["aws_s3_bucket_policy"],
    unless: ["policy"],
    preset: "all",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV_AWS_379"],
    references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html"],
    rationale:
      "S3 answers over plain HTTP as well. SDKs use HTTPS in any case; a statement that denies requests where `aws:SecureTransport` is false keeps out what does not.",
  },
  {
    id: "terraform/secret-without-policy",
    summary: "Secret that only identity policies guard",
    kinds: ["aws_secretsmanager_secret"],
    noun: "Secret",
    says: "has no policy of its own",
    by: ["aws_secretsmanager_secret_policy"],
    unless: ["policy"],
    preset: "strict",
    category: "security",
    guidance: ["IAM-19"],
    equivalents: [],
    references: ["https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html"],
    rationale:
      "Then any administrator of IAM can grant access to it. A policy on the secret itself is a second lock, most useful across accounts.",
  },
  {
    id: "terraform/zone-without-signing",
    summary: "Public zone without DNSSEC",
    kinds: ["aws_route53_zone"],
    noun: "Zone",
    says: "is not signed",
    by: ["aws_route53_hosted_zone_dnssec"],
    when: (zone) => zone.lacksBlock("vpc"),
    preset: "all",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV2_AWS_38"],
    references: ["https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec.html"],
    rationale:
      "Signed answers cannot be forged on the way. It takes a key in us-east-1 and a record at the registrar, and a mistake takes the domain off the net.",
  },
  {
    id: "terraform/zone-without-query-log",
    summary: "Public zone that does not log queries",
    kinds: ["aws_route53_zone"],
    noun: "Zone",
    says: "logs no queries",
    by: ["aws_route53_query_log"],
    when: (zone) => zone.lacksBlock("vpc"),
    preset: "all",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV2_AWS_39"],
    references: ["https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html"],
    rationale:
      "Queries for names that do not exist show scans and forgotten clients. It is billed as log data, which busy zones have much of.",
  },
  {
    id: "terraform/table-without-scaling",
    summary: "Provisioned table with a fixed capacity",
    kinds: ["aws_dynamodb_table"],
    noun: "Table",
    says: "keeps a fixed capacity",
    by: ["aws_appautoscaling_target"],
    when: (table) => !table.is("billing_mode", "PAY_PER_REQUEST") && table.get("billing_mode").state !== "unknown",
    preset: "all",
    category: "cost",
    guidance: [],
    equivalents: ["checkov:CKV2_AWS_16"],
    references: ["https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html"],
    rationale:
      "Fixed capacity is paid at night and throttles at noon. Scaling follows the load; `PAY_PER_REQUEST` needs no numbers at all.",
  },
  {
    id: "terraform/registry-without-lifecycle",
    summary: "Registry that keeps every image",
    kinds: ["aws_ecr_repository"],
    noun: "Registry",
    says: "keeps every image that was ever pushed",
    by: ["aws_ecr_lifecycle_policy"],
    preset: "strict",
    category: "cost",
    guidance: [],
    equivalents: [],
    references: ["https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html"],
    rationale:
      "A pipeline pushes an image each day, at ten cents per gigabyte and month, for ever. A lifecycle policy keeps the last so many and drops those without a tag.",
  },
  {
    id: "terraform/files-without-backup",
    summary: "File system without backup",
    kinds: ["aws_efs_file_system"],
    noun: "File system",
    says: "is in no backup plan",
    by: ["aws_backup_selection", "aws_efs_backup_policy"],
    preset: "all",
    category: "reliability",
    guidance: [],
    equivalents: ["checkov:CKV2_AWS_18"],
    references: ["https://docs.aws.amazon.com/efs/latest/ug/awsbackup.html"],
    rationale: "A file that is deleted is gone. A plan that selects by tag may cover it without naming it here.",
  },
  {
    id: "terraform/empty-group",
    summary: "Group of nobody",
    kinds: ["aws_iam_group"],
    noun: "Group",
    says: "has no members here",
    by: ["aws_iam_group_membership", "aws_iam_user_group_membership"],
    preset: "all",
    category: "maintainability",
    guidance: [],
    equivalents: ["checkov:CKV2_AWS_14"],
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html"],
    rationale: "A group without members gives rights to nobody; members may be added elsewhere.",
  },
  {
    id: "terraform/schedule-without-target",
    summary: "Schedule that starts nothing",
    kinds: ["aws_cloudwatch_event_rule"],
    noun: "Rule",
    says: "starts nothing: it has no target",
    by: ["aws_cloudwatch_event_target"],
    preset: "recommended",
    category: "reliability",
    guidance: ["AWS-20"],
    equivalents: [],
    references: ["https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html"],
    rationale:
      "The rule matches, or its time comes, and nothing happens; no error says so. Add an `aws_cloudwatch_event_target`, and for a function the `aws_lambda_permission` that lets EventBridge call it.",
  },
];
