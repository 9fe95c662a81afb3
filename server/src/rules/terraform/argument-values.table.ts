import type { GuidanceId } from "../../guidance/ids.generated";
import type { Category, Preset, RuleId, Severity } from "../../core/settings";

/** An argument that is dangerous when it is written wrong, and for some when it is left out. */
export interface ArgumentRow {
  readonly id: RuleId;
  readonly summary: string;
  /** The resource types, the first of them in the examples. */
  readonly kinds: readonly string[];
  /** The nested block the argument stands in, if it does. */
  readonly block?: string;
  readonly argument: string;
  /** The values that are wrong. */
  readonly wrong: readonly (string | number | boolean)[];
  /** What leaving it out means, where the provider's default is the wrong one. */
  readonly whenMissing?: { readonly severity: Severity; readonly preset: Preset };
  /** Arguments that decide it in its place: with one of them, leaving it out says nothing; nor does the value, where leaving it out is right. */
  readonly unless?: readonly string[];
  /** What the fix writes, in source text; the argument itself first. */
  readonly right: Readonly<Record<string, string>>;
  readonly fix: string;
  /** How messages go on after `Database "shop"`. */
  readonly noun: string;
  readonly says: string;
  readonly severity: Severity;
  readonly preset: Preset;
  readonly category: Category;
  readonly guidance: readonly GuidanceId[];
  readonly equivalents: readonly string[];
  readonly references: readonly string[];
  readonly rationale: string;
}

const ENCRYPTED_FROM_SOURCE = ["snapshot_identifier", "replicate_source_db", "replication_source_identifier", "global_cluster_identifier"];

/** Sources: the provider's documentation of each resource (defaults), and the AWS pages under `references`. */
export const ARGUMENT_ROWS: readonly ArgumentRow[] = [
  {
    id: "terraform/unencrypted-database",
    summary: "Database stores its data in clear text",
    kinds: ["aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster"],
    argument: "storage_encrypted",
    wrong: [false],
    whenMissing: { severity: "warning", preset: "recommended" },
    unless: [...ENCRYPTED_FROM_SOURCE, "engine_mode", "cluster_identifier"],
    right: { storage_encrypted: "true" },
    fix: "Encrypt the storage (replaces a database that exists)",
    noun: "Database",
    says: "is not encrypted",
    severity: "warning",
    preset: "recommended",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV_AWS_16", "checkov:CKV_AWS_96", "trivy:AWS-0080", "trivy:AWS-0079", "kics:db_instance_storage_not_encrypted"],
    references: ["https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html"],
    rationale:
      "The default of this resource is no encryption, so disks, snapshots and replicas hold everything in clear text. Encryption costs nothing and can " +
      "only be chosen when a database is made: for one that exists, copy a snapshot with encryption and restore it. Changing the argument alone makes " +
      "Terraform replace the database, data and all.",
  },
  {
    id: "terraform/public-database",
    summary: "Database has a public address",
    kinds: ["aws_db_instance", "aws_rds_cluster_instance", "aws_redshift_cluster", "aws_dms_replication_instance"],
    argument: "publicly_accessible",
    wrong: [true],
    right: { publicly_accessible: "false" },
    fix: "Take the public address away",
    noun: "Database",
    says: "has an address on the internet",
    severity: "warning",
    preset: "recommended",
    category: "security",
    guidance: ["DRF-02"],
    equivalents: ["checkov:CKV_AWS_17", "trivy:AWS-0180"],
    references: ["https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html"],
    rationale:
      "With a public address only the security group stands between the database and everyone who tries passwords. Keep it in private subnets; people " +
      "reach it through a VPN or a Session Manager tunnel, programs from inside the VPC.",
  },
  {
    id: "terraform/unencrypted-volume",
    summary: "Disk stores its data in clear text",
    kinds: ["aws_ebs_volume"],
    argument: "encrypted",
    wrong: [false],
    whenMissing: { severity: "info", preset: "strict" },
    unless: ["snapshot_id"],
    right: { encrypted: "true" },
    fix: "Encrypt the volume (replaces one that exists)",
    noun: "Volume",
    says: "is not encrypted",
    severity: "warning",
    preset: "recommended",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV_AWS_3", "trivy:AWS-0026", "kics:ebs_encryption_disabled"],
    references: ["https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html"],
    rationale:
      "Snapshots of a volume travel further than the volume: to other regions, accounts and people. Encryption costs nothing. Where the argument is " +
      "left out, the account may encrypt by default, so only the strict preset mentions that; changing it on a volume that exists replaces the volume.",
  },
  {
    id: "terraform/unencrypted-root-volume",
    summary: "Instance keeps its root disk in clear text",
    kinds: ["aws_instance", "aws_launch_configuration"],
    block: "root_block_device",
    argument: "encrypted",
    wrong: [false],
    right: { encrypted: "true" },
    fix: "Encrypt the root volume (replaces the instance)",
    noun: "The root volume of",
    says: "is not encrypted",
    severity: "warning",
    preset: "recommended",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV_AWS_8", "trivy:AWS-0131", "trivy:AWS-0008", "kics:launch_configuration_is_not_encrypted"],
    references: ["https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html"],
    rationale:
      "Root disks hold logs, temporary files and whatever credentials the machine was given. Somebody wrote false here, which also overrides an account " +
      "that encrypts by default. Encryption costs nothing and needs no change in the machine.",
  },
  {
    id: "terraform/unencrypted-file-system",
    summary: "File system stores its files in clear text",
    kinds: ["aws_efs_file_system"],
    argument: "encrypted",
    wrong: [false],
    whenMissing: { severity: "warning", preset: "recommended" },
    right: { encrypted: "true" },
    fix: "Encrypt the file system (replaces one that exists)",
    noun: "File system",
    says: "is not encrypted",
    severity: "warning",
    preset: "recommended",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV_AWS_42", "trivy:AWS-0037", "kics:efs_not_encrypted"],
    references: ["https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html"],
    rationale:
      "The API's default for EFS is no encryption, unlike the console's, and it cannot be changed later: a file system that exists has to be copied. " +
      "Choose it now, it costs nothing.",
  },
  {
    id: "terraform/unencrypted-queue",
    summary: "Queue was told not to encrypt its messages",
    kinds: ["aws_sqs_queue"],
    argument: "sqs_managed_sse_enabled",
    wrong: [false],
    unless: ["kms_master_key_id"],
    right: { sqs_managed_sse_enabled: "true" },
    fix: "Encrypt the messages",
    noun: "Queue",
    says: "does not encrypt its messages",
    severity: "warning",
    preset: "recommended",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV_AWS_27", "trivy:AWS-0096"],
    references: ["https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html"],
    rationale:
      "New queues have been encrypted by default since October 2022; this argument switches that off and saves nothing. Remove it, set it to true, or " +
      "name a key of your own in `kms_master_key_id`.",
  },
  {
    id: "terraform/unencrypted-stream",
    summary: "Stream stores its records in clear text",
    kinds: ["aws_kinesis_stream"],
    argument: "encryption_type",
    wrong: ["NONE"],
    whenMissing: { severity: "warning", preset: "recommended" },
    right: { encryption_type: '"KMS"', kms_key_id: '"alias/aws/kinesis"' },
    fix: "Encrypt the records",
    noun: "Stream",
    says: "is not encrypted",
    severity: "warning",
    preset: "recommended",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV_AWS_43", "trivy:AWS-0064", "kics:kinesis_not_encrypted"],
    references: ["https://docs.aws.amazon.com/streams/latest/dev/what-is-sse.html"],
    rationale:
      "The default of this resource is NONE. With `KMS` and Amazon's own key the records are encrypted for no monthly fee and no change in producers or " +
      "consumers, beyond the right to use the key where you take one of your own.",
  },
  {
    id: "terraform/unencrypted-cache",
    summary: "Cache stores its data in clear text",
    kinds: ["aws_elasticache_replication_group"],
    argument: "at_rest_encryption_enabled",
    wrong: [false],
    whenMissing: { severity: "info", preset: "strict" },
    unless: ["global_replication_group_id", "engine", "snapshot_arns", "snapshot_name"],
    right: { at_rest_encryption_enabled: "true" },
    fix: "Encrypt the data (replaces a cache that exists)",
    noun: "Cache",
    says: "does not encrypt its data",
    severity: "warning",
    preset: "recommended",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV_AWS_29", "trivy:AWS-0045"],
    references: ["https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html"],
    rationale:
      "Sessions and cached answers are the data of your customers too, and backups of the cache are files. Encryption at rest costs nothing and can only " +
      "be chosen when the group is made.",
  },
  {
    id: "terraform/mutable-image-tags",
    summary: "A pushed image tag can be overwritten",
    kinds: ["aws_ecr_repository"],
    argument: "image_tag_mutability",
    wrong: ["MUTABLE"],
    whenMissing: { severity: "info", preset: "strict" },
    right: { image_tag_mutability: '"IMMUTABLE"' },
    fix: "Make tags immutable",
    noun: "Repository",
    says: "lets a tag be overwritten",
    severity: "info",
    preset: "strict",
    category: "reliability",
    guidance: [],
    equivalents: ["checkov:CKV_AWS_51", "trivy:AWS-0031"],
    references: ["https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html"],
    rationale:
      "If a tag may be pushed again, the version that was tested and the one that starts next week under the same name can differ, and a rollback may " +
      "bring back the fault. Immutable tags turn that into a failed push. Pipelines that push `latest` have to stop doing so first.",
  },
  {
    id: "terraform/old-volume-type",
    summary: "Disk of the older, dearer type",
    kinds: ["aws_ebs_volume"],
    argument: "type",
    wrong: ["gp2"],
    right: { type: '"gp3"' },
    fix: "Use gp3",
    noun: "Volume",
    says: "is of a type that costs more than its successor gp3",
    severity: "info",
    preset: "recommended",
    category: "cost",
    guidance: [],
    equivalents: [],
    references: ["https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html"],
    rationale:
      "gp3 costs about a fifth less per gigabyte than gp2 and gives 3,000 operations a second at any size. The change is made while the volume is in use. " +
      "Only volumes above 1 TB that live from gp2's higher operations need a look at `iops` first.",
  },
  {
    id: "terraform/force-destroyed-bucket",
    summary: "Bucket is emptied without asking when it is removed",
    kinds: ["aws_s3_bucket"],
    argument: "force_destroy",
    wrong: [true],
    right: { force_destroy: "false" },
    fix: "Keep the objects",
    noun: "Bucket",
    says: "is emptied without asking when the resource is removed or replaced",
    severity: "info",
    preset: "recommended",
    category: "reliability",
    guidance: ["MOD-14"],
    equivalents: [],
    references: ["https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket#force_destroy"],
    rationale:
      "Normally a bucket with objects in it cannot be deleted, and that failure has saved many a backup. With `force_destroy` a renamed bucket or a " +
      "removed block deletes every object and version. Leave it false for anything you would miss; test stacks may differ.",
  },
  {
    id: "terraform/unrotated-key",
    summary: "Encryption key is never rotated",
    kinds: ["aws_kms_key"],
    argument: "enable_key_rotation",
    wrong: [false],
    whenMissing: { severity: "info", preset: "strict" },
    unless: ["customer_master_key_spec", "key_usage", "custom_key_store_id"],
    right: { enable_key_rotation: "true" },
    fix: "Rotate the key every year",
    noun: "Key",
    says: "is never rotated",
    severity: "info",
    preset: "strict",
    category: "security",
    guidance: ["SEC-23"],
    equivalents: ["checkov:CKV_AWS_7", "trivy:AWS-0065"],
    references: ["https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html"],
    rationale:
      "Rotation makes new key material every year and keeps the old one for what was encrypted with it: nothing has to be encrypted again and no program " +
      "notices. Auditors ask for it. Asymmetric keys and those of other key stores cannot rotate and are left alone.",
  },
  {
    id: "terraform/outdated-tls-listener",
    summary: "Load balancer accepts TLS 1.0 or 1.1",
    kinds: ["aws_lb_listener", "aws_alb_listener"],
    argument: "ssl_policy",
    wrong: [
      "ELBSecurityPolicy-TLS-1-1-2017-01",
      "ELBSecurityPolicy-2016-08",
      "ELBSecurityPolicy-2015-05",
      "ELBSecurityPolicy-TLS-1-0-2015-04",
      "ELBSecurityPolicy-FS-2018-06",
      "ELBSecurityPolicy-FS-1-1-2019-08",
      "ELBSecurityPolicy-TLS13-1-0-2021-06",
      "ELBSecurityPolicy-TLS13-1-1-2021-06",
    ],
    right: { ssl_policy: '"ELBSecurityPolicy-TLS13-1-2-2021-06"' },
    fix: "Ask for TLS 1.2 or 1.3",
    noun: "Listener",
    says: "accepts TLS older than 1.2",
    severity: "warning",
    preset: "recommended",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV_AWS_103", "trivy:AWS-0047"],
    references: [
      "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
      "https://www.rfc-editor.org/rfc/rfc8996",
    ],
    rationale:
      "TLS 1.0 and 1.1 rest on hashes that can be forged and have been withdrawn as standards since 2021; browsers refuse them. As long as the load " +
      "balancer accepts them, somebody between it and an old client can ask for the weaker protocol. Check the access log for `TLSv1` first: what still " +
      "speaks it is a machine that nobody updates.",
  },
  {
    id: "terraform/outdated-tls-distribution",
    summary: "CloudFront accepts TLS 1.0 or 1.1",
    kinds: ["aws_cloudfront_distribution"],
    block: "viewer_certificate",
    argument: "minimum_protocol_version",
    wrong: ["TLSv1.1_2016", "TLSv1_2016", "TLSv1", "SSLv3"],
    // With CloudFront's own certificate the minimum is not to be chosen.
    unless: ["cloudfront_default_certificate"],
    right: { minimum_protocol_version: '"TLSv1.2_2021"' },
    fix: "Ask for TLS 1.2 or 1.3",
    noun: "Distribution",
    says: "accepts TLS older than 1.2",
    severity: "warning",
    preset: "recommended",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV_AWS_174", "trivy:AWS-0013"],
    references: [
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html",
      "https://www.rfc-editor.org/rfc/rfc8996",
    ],
    rationale:
      "TLS 1.0 and 1.1 rest on hashes that can be forged and have been withdrawn as standards since 2021; browsers refuse them. As long as the " +
      "distribution accepts them, somebody between it and an old client can ask for the weaker protocol. `TLSv1.2_2021` is what every client of the last ten " +
      "years speaks.",
  },
];
