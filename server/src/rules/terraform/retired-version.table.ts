/** Versions whose standard support ends, by resource type. */
export interface RetiredVersionRow {
  readonly kind: string;
  readonly argument: string;
  readonly engine?: string;
  /** What messages call it. */
  readonly product: string;
  /** The version as the beginning of what is written, and the last day of its standard support. */
  readonly ends: Readonly<Record<string, string>>;
  readonly source: string;
  readonly names: readonly string[];
}

/** When the tables were read; 18 months later they fall silent. */
export const READ_ON = "2026-08-01";
export const SILENT_FROM = "2028-02-01";

const EKS = "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html";
const POSTGRES = "https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html";
const MYSQL = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html";

export const RETIRED_VERSIONS: readonly RetiredVersionRow[] = [
  {
    kind: "aws_eks_cluster",
    argument: "version",
    product: "Kubernetes",
    ends: {
      "1.23": "2023-10-11",
      "1.24": "2024-01-31",
      "1.25": "2024-05-01",
      "1.26": "2024-06-11",
      "1.27": "2024-07-24",
      "1.28": "2024-11-26",
      "1.29": "2025-03-23",
      "1.30": "2025-07-23",
      "1.31": "2025-11-26",
      "1.32": "2026-03-23",
      "1.33": "2026-07-29",
    },
    source: EKS,
    names: ["checkov:CKV_AWS_339"],
  },
  {
    kind: "aws_db_instance",
    argument: "engine_version",
    engine: "postgres",
    product: "PostgreSQL",
    ends: { "9": "2022-04-26", "10": "2023-04-17", "11": "2024-02-29", "12": "2025-02-28", "13": "2026-02-28" },
    source: POSTGRES,
    names: [],
  },
  {
    kind: "aws_db_instance",
    argument: "engine_version",
    engine: "mysql",
    product: "MySQL",
    ends: { "5.5": "2021-05-25", "5.6": "2022-03-01", "5.7": "2024-02-29", "8.0": "2026-07-31" },
    source: MYSQL,
    names: [],
  },
];
