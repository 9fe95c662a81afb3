/** Resource types that something newer replaces. */
export interface RetiredResourceRow {
  readonly kind: string;
  /** How messages go on after `Resource "x"`. */
  readonly says: string;
  readonly names: readonly string[];
}

/** Source: the provider's documentation of each resource. */
export const RETIRED_RESOURCES: readonly RetiredResourceRow[] = [
  {
    kind: "aws_dynamodb_global_table",
    says: "is a global table of 2017, without recovery to a point in time: declare replicas in aws_dynamodb_table",
    names: ["checkov:CKV_AWS_165"],
  },
  {
    kind: "aws_db_security_group",
    says: "belongs to EC2-Classic, which ended in 2022: use aws_security_group",
    names: ["checkov:CKV_AWS_198"],
  },
  {
    kind: "aws_elasticache_security_group",
    says: "belongs to EC2-Classic, which ended in 2022: use aws_security_group",
    names: ["checkov:CKV_AWS_196"],
  },
  { kind: "aws_redshift_security_group", says: "belongs to EC2-Classic, which ended in 2022: use aws_security_group", names: [] },
  {
    kind: "aws_security_group_rule",
    says: "is the older kind of rule: aws_vpc_security_group_ingress_rule and _egress_rule have ids and tags of their own",
    names: ["tflint:aws_security_group_rule_deprecated"],
  },
  { kind: "aws_s3_bucket_object", says: "is the older name: use aws_s3_object", names: [] },
  { kind: "aws_launch_configuration", says: "cannot be made in new accounts any more: use aws_launch_template", names: [] },
  { kind: "aws_waf_web_acl", says: "belongs to WAF Classic, which ended in 2025: use aws_wafv2_web_acl", names: [] },
  { kind: "aws_wafregional_web_acl", says: "belongs to WAF Classic, which ended in 2025: use aws_wafv2_web_acl", names: [] },
  { kind: "aws_elasticsearch_domain", says: "is the older name: use aws_opensearch_domain", names: [] },
  { kind: "aws_elb", says: "is a classic load balancer, which gets no new features: use aws_lb", names: [] },
];
