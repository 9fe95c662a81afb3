import assert from "node:assert/strict";
import { before, test } from "node:test";
import { partHover } from "../../server/src/languages/hovers";
import { loadGrammarsForTests } from "../support/grammars";
import { absolute, workspaceOf } from "../support/workspace";
import type { Files } from "../support/workspace";

before(loadGrammarsForTests);

/** What is said where `|` stands in the first file. */
function hovered(files: Files): readonly string[] | undefined {
  const [path = ""] = Object.keys(files);
  const marked = files[path] ?? "";
  const offset = marked.indexOf("|");
  const workspace = workspaceOf({ ...files, [path]: marked.replace("|", "") }, []);
  for (const reading of workspace.engine.readings(absolute(path)))
    if (reading.start <= offset && offset <= reading.start + reading.part.text.length) {
      const found = partHover(reading, offset, { time: "2026-11-28T10:00" });
      if (found) return found.lines;
    }
  return undefined;
}

void test("an expression is worked out, and where it comes from is said", () => {
  assert.deepEqual(
    hovered({
      "main.tf": 'resource "aws_sqs_queue" "a" {\n  name = "${local.pre|fix}-orders"\n}\n',
      "locals.tf": 'locals {\n  prefix = "shop"\n}\n',
    }),
    ["`shop`, from `locals.tf`"],
  );
  assert.equal(hovered({ "main.tf": 'resource "aws_sqs_queue" "a" {\n  name = var.un|known\n}\n' }), undefined);
});

void test("a secret's value is never shown", () => {
  assert.equal(
    hovered({
      "main.tf": 'resource "aws_db_instance" "a" {\n  password = local.db_pass|word\n}\nlocals {\n  db_password = "hunter2-x9"\n}\n',
    }),
    undefined,
  );
  assert.equal(
    hovered({ "main.tf": 'resource "x" "a" {\n  value = local.db_pass|word\n}\nlocals {\n  db_password = "hunter2-x9"\n}\n' }),
    undefined,
  );
  assert.equal(
    hovered({ "main.tf": 'resource "x" "a" {\n  value = local.al|l\n}\nlocals {\n  all = { api_token = "hunter2-x9" }\n}\n' }),
    undefined,
  );
});

void test("a range of addresses is counted", () => {
  assert.deepEqual(hovered({ "main.tf": 'resource "aws_vpc" "a" {\n  cidr_block = "10.0.0.0|/22"\n}\n' }), [
    "1,024 addresses, 10.0.0.0 to 10.0.3.255; a subnet of AWS keeps five.",
  ]);
  assert.deepEqual(hovered({ "main.tf": 'resource "aws_vpc" "a" {\n  cidr_block = "10.0.1.0|/22"\n}\n' }), [
    "1,024 addresses, 10.0.0.0 to 10.0.3.255; a subnet of AWS keeps five. The address is not the first of the range: 10.0.0.0 is.",
  ]);
});

void test("a policy is a sentence, whichever way it is written", () => {
  assert.deepEqual(
    hovered({
      "main.tf":
        'resource "aws_iam_policy" "a" {\n  pol|icy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = "*" }] })\n}\n',
    }),
    ["Allows `s3:GetObject` on every resource."],
  );
  assert.deepEqual(
    hovered({
      "main.tf":
        'data "aws_iam_policy_document" "a|" {\n  statement {\n    effect    = "Deny"\n    actions   = ["*"]\n    resources = [aws_s3_bucket.b.arn]\n  }\n}\n',
    }),
    ["Denies every action on aws_s3_bucket.b."].map((line) => line.replace("aws_s3_bucket.b", "`aws_s3_bucket.b`")),
  );
});

void test("a security group says who may reach what", () => {
  assert.deepEqual(
    hovered({
      "main.tf":
        'resource "aws_security_group" "w|eb" {\n  ingress {\n    from_port   = 443\n    to_port     = 443\n    protocol    = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n  egress {\n    from_port   = 0\n    to_port     = 0\n    protocol    = "-1"\n    cidr_blocks = ["10.0.0.0/8"]\n  }\n}\n',
    }),
    ["0.0.0.0/0 may reach port 443.", "May reach every port of 10.0.0.0/8."],
  );
});

void test("a backend says where the state is, what locks it, and what one apply can reach", () => {
  assert.deepEqual(
    hovered({
      "backend.tf":
        'terraform {\n  backend "s|3" {\n    bucket       = "acme-state"\n    key          = "shop.tfstate"\n    use_lockfile = true\n  }\n}\n',
      "main.tf": 'resource "aws_db_instance" "shop" {}\nresource "aws_sqs_queue" "a" {}\nresource "aws_sqs_queue" "b" {}\n',
    }),
    [
      "State: `s3://acme-state/shop.tfstate`, locked by a lock file beside it.",
      "One apply reaches 3 blocks: 2 aws_sqs_queue, 1 aws_db_instance.",
      "They hold data: `aws_db_instance.shop`.",
    ],
  );
});

void test("a required provider says which version is locked", () => {
  const required = 'terraform {\n  required_providers {\n    a|ws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n';
  const lock = 'provider "registry.terraform.io/hashicorp/aws" {\n  version = "5.65.0"\n}\n';
  assert.deepEqual(hovered({ "main.tf": required, ".terraform.lock.hcl": lock }), ["The lock file holds version 5.65.0."]);
  assert.deepEqual(hovered({ "main.tf": required }), undefined);
});
