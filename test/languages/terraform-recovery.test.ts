import assert from "node:assert/strict";
import { before, test } from "node:test";
import { RULES } from "../../server/src/rules/index.generated";
import { DEFAULT_SETTINGS } from "../../server/src/core/settings";
import { loadGrammarsForTests } from "../support/grammars";
import { problemsIn, workspaceOf } from "../support/workspace";

before(loadGrammarsForTests);

const OPEN = (name: string) => `resource "aws_db_instance" "${name}" {\n  publicly_accessible = true\n  storage_encrypted   = true\n}\n`;

/** The lines where a public database is reported. */
function publicIn(text: string): number[] {
  const rule = RULES.filter(({ id }) => id === "terraform/public-database");
  return problemsIn(workspaceOf({ "main.tf": text }, rule, DEFAULT_SETTINGS))
    .map(({ range }) => text.slice(0, range.start).split("\n").length)
    .sort((a, b) => a - b);
}

void test("a missing brace loses the findings of its block alone", () => {
  const broken = 'resource "aws_sqs_queue" "a" {\n  name = "a"\n  tags = {\n    x = 1\n}\n\n';
  assert.deepEqual(publicIn(OPEN("one") + broken + OPEN("two")), [2, 12]);
});

void test("an unclosed heredoc loses the findings of its block alone", () => {
  const broken = 'resource "aws_iam_policy" "a" {\n  policy = <<EOF\n{ "Statement": [] }\n}\n\n';
  assert.deepEqual(publicIn(OPEN("one") + broken + OPEN("two")), [2, 11]);
});

void test("a heredoc that holds a resource at column 0 makes no ghost", () => {
  const template = `resource "local_file" "a" {\n  content = <<EOF\n${OPEN("ghost")}EOF\n}\n\n`;
  assert.deepEqual(publicIn(template + OPEN("real")), [11]);
});

void test("what an override file may add is not missing, neither there nor in what it is laid over", () => {
  const rule = RULES.filter(({ id }) => id === "terraform/unencrypted-database");
  const bare = 'resource "aws_db_instance" "shop" {\n  engine = "postgres"\n}\n';
  const found = (files: Readonly<Record<string, string>>) => problemsIn(workspaceOf(files, rule, DEFAULT_SETTINGS)).map(({ path }) => path);
  assert.deepEqual(found({ "main.tf": bare }), ["/w/main.tf"]);
  assert.deepEqual(
    found({ "main.tf": bare, "prod_override.tf": 'resource "aws_db_instance" "shop" {\n  storage_encrypted = true\n}\n' }),
    [],
  );
});
