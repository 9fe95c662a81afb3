import type { ArgumentCase, ArgumentRow } from "./argument-row.table";

/** One smell in the arguments of many services. Sources: the provider's documentation of each resource, and the pages under `references`. */
type Short = readonly [noun: string, kind: string, path: string, names: readonly string[], more?: Partial<ArgumentCase>];

function caseOf([noun, kind, path, equivalents, more]: Short, says: string, good: string): ArgumentCase {
  const steps = path.split(".");
  const block = steps.slice(0, -1).join(".");
  return {
    ...{ noun, kinds: [kind], argument: steps.at(-1) ?? "", equivalents, says, good, whenMissing: "all" },
    ...(block === "" ? {} : { block }),
    ...more,
  };
}

const c = (...numbers: number[]) => numbers.map((number) => `checkov:CKV_AWS_${number}`);

const KEYS: readonly Short[] = [
  ["Trail", "aws_cloudtrail", "kms_key_id", [...c(35), "trivy:AWS-0015"]],
  ["Log group", "aws_cloudwatch_log_group", "kms_key_id", [...c(158), "trivy:AWS-0017"]],
  ["Table", "aws_dynamodb_table", "server_side_encryption.kms_key_arn", [...c(119), "trivy:AWS-0025"]],
  ["Replica", "aws_dynamodb_table_replica", "kms_key_arn", c(271)],
  ["Registry", "aws_ecr_repository", "encryption_configuration.kms_key", [...c(136), "trivy:AWS-0033"]],
  ["Secret", "aws_secretsmanager_secret", "kms_key_id", [...c(149), "trivy:AWS-0098"]],
  ["Volume", "aws_ebs_volume", "kms_key_id", [...c(189), "trivy:AWS-0027"]],
  ["Object", "aws_s3_bucket_object", "kms_key_id", c(186)],
  ["Object", "aws_s3_object_copy", "kms_key_id", c(181)],
  ["Cluster", "aws_rds_cluster", "kms_key_id", c(327)],
  ["Cluster", "aws_docdb_cluster", "kms_key_id", [...c(182), "trivy:AWS-0021"]],
  ["Cluster", "aws_neptune_cluster", "kms_key_arn", [...c(347), "trivy:AWS-0128"]],
  ["Snapshot", "aws_neptune_cluster_snapshot", "kms_key_id", c(280)],
  ["Snapshot", "aws_db_snapshot_copy", "kms_key_id", c(266)],
  ["Snapshot", "aws_ebs_snapshot_copy", "kms_key_id", c(183)],
  ["Backup", "aws_db_instance_automated_backups_replication", "kms_key_id", c(245)],
  ["Activity stream", "aws_rds_cluster_activity_stream", "kms_key_id", c(246)],
  ["Database", "aws_db_instance", "performance_insights_kms_key_id", [...c(354), "trivy:AWS-0078"]],
  ["Database", "aws_rds_cluster_instance", "performance_insights_kms_key_id", [...c(354), "trivy:AWS-0078"]],
  ["File system", "aws_efs_file_system", "kms_key_id", c(184)],
  ["File system", "aws_fsx_ontap_file_system", "kms_key_id", c(178)],
  ["File system", "aws_fsx_windows_file_system", "kms_key_id", c(179)],
  ["File system", "aws_fsx_lustre_file_system", "kms_key_id", c(190)],
  ["File system", "aws_fsx_openzfs_file_system", "kms_key_id", c(203)],
  ["Stream", "aws_kinesis_stream", "kms_key_id", c(185)],
  ["Video stream", "aws_kinesis_video_stream", "kms_key_id", c(177)],
  ["Delivery stream", "aws_kinesis_firehose_delivery_stream", "server_side_encryption.key_arn", c(241)],
  ["Queue", "aws_sqs_queue", "kms_master_key_id", ["checkov:CKV2_AWS_73", "trivy:AWS-0135"]],
  ["Cache", "aws_elasticache_replication_group", "kms_key_id", c(191)],
  ["Cluster", "aws_memorydb_cluster", "kms_key_arn", c(201)],
  ["Snapshot", "aws_memorydb_snapshot", "kms_key_arn", c(278)],
  ["Warehouse", "aws_redshift_cluster", "kms_key_id", [...c(142), "trivy:AWS-0084"]],
  ["Snapshot grant", "aws_redshift_snapshot_copy_grant", "kms_key_id", c(281)],
  ["Namespace", "aws_redshiftserverless_namespace", "kms_key_id", c(282)],
  ["Search domain", "aws_opensearch_domain", "encrypt_at_rest.kms_key_id", c(247)],
  ["Search domain", "aws_elasticsearch_domain", "encrypt_at_rest.kms_key_id", c(247)],
  ["Vault", "aws_backup_vault", "kms_key_arn", c(166)],
  ["Broker", "aws_mq_broker", "encryption_options.kms_key_id", c(209)],
  ["Replication instance", "aws_dms_replication_instance", "kms_key_arn", c(212)],
  ["Endpoint", "aws_dms_endpoint", "kms_key_arn", c(296)],
  ["Endpoint", "aws_dms_s3_endpoint", "kms_key_arn", c(298)],
  ["Project", "aws_codebuild_project", "encryption_key", c(147)],
  ["Pipeline", "aws_codepipeline", "artifact_store.encryption_key.id", c(219)],
  ["Domain", "aws_codeartifact_domain", "encryption_key", c(221)],
  ["Review association", "aws_codegurureviewer_repository_association", "kms_key_details.kms_key_id", c(381)],
  ["Image", "aws_ami_copy", "kms_key_id", c(236)],
  ["Component", "aws_imagebuilder_component", "kms_key_id", c(180)],
  ["Image recipe", "aws_imagebuilder_image_recipe", "block_device_mapping.ebs.kms_key_id", c(200)],
  ["Notebook", "aws_sagemaker_notebook_instance", "kms_key_id", c(22, 187)],
  ["Studio", "aws_sagemaker_domain", "kms_key_id", c(187)],
  ["Endpoint configuration", "aws_sagemaker_endpoint_configuration", "kms_key_arn", c(98)],
  ["Flow", "aws_sagemaker_flow_definition", "output_config.kms_key_id", c(372)],
  ["Database", "aws_timestreamwrite_database", "kms_key_id", c(160)],
  ["Keyspace table", "aws_keyspaces_table", "encryption_specification.kms_key_identifier", c(265)],
  ["Index", "aws_kendra_index", "server_side_encryption_configuration.kms_key_id", c(262)],
  ["Flow", "aws_appflow_flow", "kms_arn", c(263)],
  ["Connection", "aws_appflow_connector_profile", "kms_arn", c(264)],
  ["Recognizer", "aws_comprehend_entity_recognizer", "model_kms_key_id", c(267)],
  ["Recognizer", "aws_comprehend_entity_recognizer", "volume_kms_key_id", c(268)],
  ["Event store", "aws_cloudtrail_event_data_store", "kms_key_id", c(294)],
  ["Schedule", "aws_scheduler_schedule", "kms_key_arn", c(297)],
  ["Firewall", "aws_networkfirewall_firewall", "encryption_configuration.key_id", c(345)],
  ["Rule group", "aws_networkfirewall_rule_group", "encryption_configuration.key_id", c(345)],
  ["Firewall policy", "aws_networkfirewall_firewall_policy", "encryption_configuration.key_id", c(346)],
  ["Agent", "aws_bedrockagent_agent", "customer_encryption_key_arn", c(373)],
  [
    "Parameter",
    "aws_ssm_parameter",
    "key_id",
    c(337),
    { when: (one) => one.string("type") === "SecureString", context: { type: '"SecureString"' } },
  ],
];

const mysqlOrPostgres = '["audit"]';

const LOGS: readonly Short[] = [
  ["Search domain", "aws_opensearch_domain", "log_publishing_options.cloudwatch_log_group_arn", [...c(84, 317), "trivy:AWS-0042"]],
  ["Search domain", "aws_elasticsearch_domain", "log_publishing_options.cloudwatch_log_group_arn", [...c(84, 317), "trivy:AWS-0042"]],
  ["Warehouse", "aws_redshift_cluster", "logging.enable", c(71), { wrong: [false], good: "true" }],
  ["Broker", "aws_mq_broker", "logs.general", [...c(48), "trivy:AWS-0071"], { wrong: [false], good: "true" }],
  ["Broker", "aws_mq_broker", "logs.audit", [...c(197), "trivy:AWS-0070"], { wrong: [false], good: "true" }],
  ["Kafka cluster", "aws_msk_cluster", "logging_info.broker_logs", [...c(80), "trivy:AWS-0074"], { good: "{}" }],
  ["Graph database", "aws_neptune_cluster", "enable_cloudwatch_logs_exports", [...c(101), "trivy:AWS-0075"], { good: mysqlOrPostgres }],
  ["GraphQL API", "aws_appsync_graphql_api", "log_config.field_log_level", c(193, 194), { wrong: ["NONE"], good: '"ERROR"' }],
  ["Airflow", "aws_mwaa_environment", "logging_configuration.scheduler_logs.enabled", c(242), { wrong: [false], good: "true" }],
  ["Airflow", "aws_mwaa_environment", "logging_configuration.worker_logs.enabled", c(243), { wrong: [false], good: "true" }],
  ["Airflow", "aws_mwaa_environment", "logging_configuration.webserver_logs.enabled", c(244), { wrong: [false], good: "true" }],
  ["State machine", "aws_sfn_state_machine", "logging_configuration.include_execution_data", c(285), { wrong: [false], good: "true" }],
  ["Web ACL", "aws_wafregional_web_acl", "logging_configuration.log_destination", c(176)],
  ["Web ACL", "aws_waf_web_acl", "logging_configuration.log_destination", c(176)],
  ["Project", "aws_codebuild_project", "logs_config", c(314), { good: "{}" }],
];

const words = { severity: "info", preset: "all", category: "security", guidance: [] } as const;

export const SHARED_ROWS: readonly ArgumentRow[] = [
  {
    ...words,
    id: "terraform/default-encryption-key",
    summary: "Data is encrypted with a key of AWS",
    guidance: ["IAM-23"],
    references: ["https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#kms_keys"],
    rationale:
      "The key of the service encrypts as well as one of your own. Yours adds a policy that says who may decrypt, a trace of each use, and sharing with other " +
      "accounts, for a dollar a month and a price for each thousand calls. Where a standard asks for it, name the key; where none does, this is an opinion.",
    cases: KEYS.map((row) => caseOf(row, "is not encrypted with a key of your own", "aws_kms_key.main.arn")),
  },
  {
    ...words,
    id: "terraform/service-without-logs",
    summary: "Service that keeps no log",
    references: [
      "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_detect_investigate_events_app_service_logging.html",
    ],
    rationale:
      "What a service did, and for whom, cannot be asked of it afterwards. CloudWatch charges by the gigabyte, so give the log group a retention and leave out " +
      "what nobody will read.",
    cases: LOGS.map((row) => caseOf(row, "keeps no log", "aws_cloudwatch_log_group.main.arn")),
  },
  {
    ...words,
    id: "terraform/machine-without-tracing",
    summary: "State machine without traces",
    category: "performance",
    references: ["https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html"],
    rationale: "A trace shows which step of an execution was slow, across the services it calls. It costs five dollars a million.",
    cases: [
      {
        kinds: ["aws_sfn_state_machine"],
        noun: "State machine",
        block: "tracing_configuration",
        argument: "enabled",
        wrong: [false],
        whenMissing: "all",
        right: { enabled: "true" },
        fix: "Trace its executions",
        says: "is not traced",
        equivalents: c(284),
      },
    ],
  },
];
