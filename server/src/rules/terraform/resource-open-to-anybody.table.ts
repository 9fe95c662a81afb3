/** Policies of things: which argument holds them, how messages name them, and the peers' names. */
export interface ResourcePolicyRow {
  readonly kind: string;
  readonly attribute: string;
  readonly noun: string;
  readonly names: readonly string[];
}

/** Source: the provider's documentation of each resource. Bucket policies are the business of `public-bucket`. */
export const RESOURCE_POLICIES: readonly ResourcePolicyRow[] = [
  { kind: "aws_iam_role", attribute: "assume_role_policy", noun: "Role", names: ["checkov:CKV_AWS_60"] },
  { kind: "aws_kms_key", attribute: "policy", noun: "Key", names: ["checkov:CKV_AWS_33"] },
  { kind: "aws_kms_key_policy", attribute: "policy", noun: "Key policy", names: ["checkov:CKV_AWS_33"] },
  {
    kind: "aws_sqs_queue_policy",
    attribute: "policy",
    noun: "Queue policy",
    names: ["checkov:CKV_AWS_168", "checkov:CKV_AWS_387", "trivy:AWS-0097", "kics:sqs_queue_exposed"],
  },
  { kind: "aws_sqs_queue", attribute: "policy", noun: "Queue", names: ["checkov:CKV_AWS_168", "trivy:AWS-0097", "kics:sqs_queue_exposed"] },
  { kind: "aws_sns_topic_policy", attribute: "policy", noun: "Topic policy", names: ["checkov:CKV_AWS_169", "checkov:CKV_AWS_385"] },
  { kind: "aws_sns_topic", attribute: "policy", noun: "Topic", names: ["checkov:CKV_AWS_169"] },
  {
    kind: "aws_ecr_repository_policy",
    attribute: "policy",
    noun: "Registry policy",
    names: ["checkov:CKV_AWS_32", "trivy:AWS-0032", "kics:ecr_repository_has_public_access"],
  },
  { kind: "aws_glacier_vault", attribute: "access_policy", noun: "Vault", names: ["checkov:CKV_AWS_167"] },
  { kind: "aws_secretsmanager_secret_policy", attribute: "policy", noun: "Secret policy", names: [] },
  { kind: "aws_secretsmanager_secret", attribute: "policy", noun: "Secret", names: [] },
  { kind: "aws_efs_file_system_policy", attribute: "policy", noun: "File system policy", names: [] },
  { kind: "aws_backup_vault_policy", attribute: "policy", noun: "Backup vault policy", names: [] },
  { kind: "aws_opensearch_domain_policy", attribute: "access_policies", noun: "Search domain policy", names: [] },
  { kind: "aws_lambda_layer_version_permission", attribute: "policy", noun: "Layer permission", names: [] },
];
