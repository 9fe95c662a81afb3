import { defineRule } from "../../core/rule";
import { resources } from "../../languages/terraform/queries";

/** Databases that run with one provider alone. */
const KINDS = [
  "aws_dynamodb_table",
  "aws_timestreamwrite_database",
  "google_bigquery_dataset",
  "google_bigtable_instance",
  "google_firestore_database",
  "google_spanner_instance",
  "azurerm_cosmosdb_account",
];

export default defineRule({
  id: "terraform/proprietary-database",
  summary: "Database that runs with one provider alone",
  severity: "hint",
  preset: "all",
  category: "maintainability",
  since: "0.1.0",
  guidance: ["CP-24"],
  equivalents: [],
  references: ["https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Introduction.html"],
  rationale:
    "Its queries, and the code around them, run nowhere else: leaving means rewriting. It may well be the right choice, if somebody has made it knowingly; managed PostgreSQL and MySQL exist everywhere.",
  examples: [
    {
      title: "a table of DynamoDB",
      source:
        'resource "aws_dynamodb_table" "orders" {\n                              ^^^^^^^^ hint: Database "orders" runs with this provider alone.\n}\n',
    },
    {
      title: "PostgreSQL; and the table that locks a state",
      source: 'resource "aws_db_instance" "orders" {\n}\n\nresource "aws_dynamodb_table" "locks" {\n  hash_key = "LockID"\n}\n',
    },
  ],
  on: resources(...KINDS),
  *check(database) {
    if (!database.is("hash_key", "LockID"))
      yield { at: database.anchor, message: `Database "${database.name}" runs with this provider alone.` };
  },
});
