import { hcl } from "../../core/example";
import type { GroupItem } from "../../core/rule";
import { defineRule } from "../../core/rule";
import type { TerraformBlock } from "../../languages/terraform/block";
import type { Source } from "../../languages/terraform/edit";
import { TabStop, fixWith, setAttributes } from "../../languages/terraform/edit";
import { resources } from "../../languages/terraform/queries";

const PROD = { environment: { name: "prod", production: true, because: "the path says prod" } };

export default defineRule({
  id: "terraform/production-database-unprotected",
  summary: "Production database can be lost in one step",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["STA-10", "AWS-10", "CP-01"],
  equivalents: [],
  references: [
    "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html",
    "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html",
  ],
  rationale:
    "A renamed block or a wrong workspace is enough for a plan that replaces the database, and a replaced database is an empty one. " +
    "`deletion_protection` makes that apply fail. Without automated backups there is nothing to go back to; without a standby the failure of one zone, " +
    "and every maintenance window, is an outage. Test databases need none of this, so it is said where production is known, and in the strict preset " +
    "where nothing is known.",
  checks: {
    "terraform/database-without-deletion-protection": {
      summary: "Database can be deleted by a plan",
      equivalents: ["checkov:CKV_AWS_293", "checkov:CKV_AWS_139", "trivy:AWS-0177", "trivy:AWS-0343"],
      guidance: ["STA-10"],
    },
    "terraform/database-without-backups": {
      summary: "Database has no automated backups",
      equivalents: ["checkov:CKV_AWS_133", "trivy:AWS-0077"],
    },
    "terraform/database-without-standby": { summary: "Database stops with its zone", equivalents: ["checkov:CKV_AWS_157"] },
  },
  examples: [
    {
      title: "nothing protects it",
      settings: PROD,
      source: hcl`
resource "aws_db_instance" "shop" {
                           ^^^^^^ 💡 warning: Database "shop" in production (the path says prod) has no deletion protection, automated backups and standby.
  engine            = "postgres"
  storage_encrypted = true
}
`,
      fixed: hcl`
resource "aws_db_instance" "shop" {
  engine                  = "postgres"
  storage_encrypted       = true
  deletion_protection     = true
  backup_retention_period = 7
  multi_az                = true
}
`,
    },
    {
      title: "nobody knows whether it is production, in the strict preset",
      settings: { preset: "strict" },
      source: hcl`
resource "aws_rds_cluster" "shop" {
                           ^^^^^^ 💡 info: Database "shop" has no deletion protection.
  engine = "aurora-postgresql"
}
`,
      fixed: hcl`
resource "aws_rds_cluster" "shop" {
  engine              = "aurora-postgresql"
  deletion_protection = true
}
`,
    },
    {
      title: "protected, a read replica, and a test database",
      settings: PROD,
      source: hcl`
resource "aws_db_instance" "shop" {
  deletion_protection     = true
  multi_az                = true
  backup_retention_period = 14
}

resource "aws_db_instance" "replica" {
  replicate_source_db = aws_db_instance.shop.identifier
}
`,
    },
    {
      title: "known to be something else",
      settings: { preset: "strict", environment: { name: "dev", production: false, because: "the path says dev" } },
      source: hcl`
resource "aws_db_instance" "shop" {
  engine = "postgres"
}
`,
    },
  ],
  patient: true,
  on: resources("aws_db_instance", "aws_rds_cluster"),
  *check(database, { settings }) {
    const { environment } = settings;
    if (
      (environment && !environment.production) ||
      !(database.lacks("replicate_source_db") && database.lacks("replication_source_identifier"))
    )
      return;
    const missing = missingIn(database);
    if (!missing.length) return;
    yield {
      at: database.anchor,
      ...(environment ? {} : { severity: "info" as const, preset: "strict" as const }),
      message: `Database "${database.name}"${environment ? ` in production (${environment.because})` : ""} has no`,
      group: missing.map(({ check, words }) => ({ check, words })),
      fixes: fixWith(
        "Protect the database",
        "suggestion",
        setAttributes(database, Object.fromEntries(missing.map(({ name, value }) => [name, value]))),
      ),
    };
  },
});

interface Missing extends GroupItem {
  readonly name: string;
  readonly value: Source;
}

function missingIn(database: TerraformBlock): Missing[] {
  const isInstance = database.kind === "aws_db_instance";
  const isOff = (name: string) => database.lacks(name) || database.is(name, false);
  const missing: Missing[] = [];
  if (isOff("deletion_protection")) {
    missing.push({
      check: "terraform/database-without-deletion-protection",
      words: "deletion protection",
      ...{ name: "deletion_protection", value: "true" },
    });
  }
  // An instance keeps no backups unless told to, a cluster keeps one day's.
  if (
    database.is("backup_retention_period", 0) ||
    (isInstance && database.lacks("backup_retention_period") && database.lacks("snapshot_identifier"))
  ) {
    missing.push({
      check: "terraform/database-without-backups",
      words: "automated backups",
      ...{ name: "backup_retention_period", value: [new TabStop("7")] },
    });
  }
  if (isInstance && isOff("multi_az")) {
    missing.push({ check: "terraform/database-without-standby", words: "standby", name: "multi_az", value: "true" });
  }
  return missing;
}
