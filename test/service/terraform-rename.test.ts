import assert from "node:assert/strict";
import { before, test } from "node:test";
import { applyEdits } from "../../server/src/core/edit";
import { RenameRefusal, rename, renameable } from "../../server/src/service/rename";
import { loadGrammarsForTests } from "../support/grammars";
import { absolute, workspaceOf } from "../support/workspace";
import type { Files } from "../support/workspace";

before(loadGrammarsForTests);

/** The files after what stands at `|` got another name: those that changed. Undefined where it cannot. */
function renamed(marked: Files, name: string): Files | undefined {
  const [path = ""] = Object.entries(marked).find(([, text]) => text.includes("|")) ?? [];
  const offset = (marked[path] ?? "").indexOf("|");
  const files: Files = { ...marked, [path]: (marked[path] ?? "").replace("|", "") };
  const workspace = workspaceOf(files, []);
  const shown = renameable(workspace, absolute(path), offset);
  const change = rename(workspace, absolute(path), offset, name);
  assert.equal(shown === undefined, change === undefined);
  if (!change) return undefined;
  return Object.fromEntries(
    [...change.texts].map(([file, edits]) => [file.slice("/w/".length), applyEdits(files[file.slice("/w/".length)] ?? "", edits)]),
  );
}

void test("a resource is renamed with all that refers to it, and gets a moved block", () => {
  assert.deepEqual(
    renamed(
      {
        "a/main.tf":
          'resource "aws_sqs_queue" "new|Orders" {\n  name = "newOrders"\n}\n\nresource "aws_sns_topic" "newOrders" {\n}\n\nresource "x" "y" {\n  depends_on = [aws_sqs_queue.newOrders, aws_sqs_queue.newOrders_dead]\n  text       = "${aws_sqs_queue.newOrders.arn} and ${aws_sqs_queue . newOrders.id}"\n  list       = [for q in aws_sqs_queue.newOrders[*] : q.id]\n  data       = data.aws_sqs_queue.newOrders.arn\n}\n',
        "a/out.tf": 'output "arn" {\n  value = <<EOT\n${aws_sqs_queue.newOrders[0].arn}\nEOT\n}\n',
        "a/x_override.tf": 'resource "aws_sqs_queue" "newOrders" {\n  name = "other"\n}\n',
        "b/main.tf": 'resource "aws_sqs_queue" "newOrders" {\n}\n',
      },
      "orders",
    ),
    {
      "a/main.tf":
        'resource "aws_sqs_queue" "orders" {\n  name = "newOrders"\n}\n\nmoved {\n  from = aws_sqs_queue.newOrders\n  to   = aws_sqs_queue.orders\n}\n\nresource "aws_sns_topic" "newOrders" {\n}\n\nresource "x" "y" {\n  depends_on = [aws_sqs_queue.orders, aws_sqs_queue.newOrders_dead]\n  text       = "${aws_sqs_queue.orders.arn} and ${aws_sqs_queue . orders.id}"\n  list       = [for q in aws_sqs_queue.orders[*] : q.id]\n  data       = data.aws_sqs_queue.newOrders.arn\n}\n',
      "a/out.tf": 'output "arn" {\n  value = <<EOT\n${aws_sqs_queue.orders[0].arn}\nEOT\n}\n',
      "a/x_override.tf": 'resource "aws_sqs_queue" "orders" {\n  name = "other"\n}\n',
    },
  );
});

void test("it can be asked for where it is used, and a module is moved too", () => {
  assert.deepEqual(
    renamed({ "main.tf": 'module "vpc" {\n  source = "./vpc"\n}\n', "out.tf": 'output "id" {\n  value = module.v|pc.id\n}\n' }, "network"),
    {
      "main.tf": 'module "network" {\n  source = "./vpc"\n}\n\nmoved {\n  from = module.vpc\n  to   = module.network\n}\n',
      "out.tf": 'output "id" {\n  value = module.network.id\n}\n',
    },
  );
});

void test("what moved before stays, but for a move that would make a circle", () => {
  const moved = (from: string, to: string) => `moved {\n  from = aws_sqs_queue.${from}\n  to   = aws_sqs_queue.${to}\n}\n`;
  const queue = (name: string) => `resource "aws_sqs_queue" "${name}" {\n}\n`;
  assert.deepEqual(renamed({ "main.tf": `${moved("a", "b")}\n${queue("b|")}` }, "c"), {
    "main.tf": `${moved("a", "b")}\n${queue("c")}\n${moved("b", "c")}`,
  });
  assert.deepEqual(renamed({ "main.tf": `${moved("a", "b")}\n${queue("b|")}` }, "a"), { "main.tf": `${queue("a")}\n${moved("b", "a")}` });
});

void test("data sources and locals need no moved block; a variable is renamed in variable files and by its callers", () => {
  assert.deepEqual(renamed({ "main.tf": 'data "aws_ami" "b|ase" {\n}\n\nlocals {\n  id = data.aws_ami.base.id\n}\n' }, "root"), {
    "main.tf": 'data "aws_ami" "root" {\n}\n\nlocals {\n  id = data.aws_ami.root.id\n}\n',
  });
  assert.deepEqual(renamed({ "main.tf": "locals {\n  a = 1\n  b = local.a| + 1\n}\n" }, "count_of"), {
    "main.tf": "locals {\n  count_of = 1\n  b        = local.count_of + 1\n}\n",
  });
  assert.deepEqual(
    renamed(
      {
        "main.tf": 'module "m" {\n  source = "./m"\n  size   = 1\n}\n\nmodule "n" {\n  source = "./n"\n  size   = 1\n}\n',
        "m/main.tf": 'variable "s|ize" {\n}\n\noutput "x" {\n  value = var.size\n}\n',
        "m/terraform.tfvars": "size = 2\n",
        "n/main.tf": 'variable "size" {\n}\n',
      },
      "capacity",
    ),
    {
      "main.tf": 'module "m" {\n  source   = "./m"\n  capacity = 1\n}\n\nmodule "n" {\n  source = "./n"\n  size   = 1\n}\n',
      "m/main.tf": 'variable "capacity" {\n}\n\noutput "x" {\n  value = var.capacity\n}\n',
      "m/terraform.tfvars": "capacity = 2\n",
    },
  );
});

void test("what is not declared here, is written in JSON, or has no name is not renamed", () => {
  assert.equal(renamed({ "main.tf": 'output "x" {\n  value = aws_sqs_queue.a|.id\n}\n' }, "b"), undefined);
  assert.equal(renamed({ "main.tf": 'output "x" {\n  value = [for v in [1] : v.n|ame]\n}\n' }, "b"), undefined);
  assert.equal(renamed({ "main.tf": 'resource "aws_sqs|_queue" "a" {\n}\n' }, "b"), undefined);
  assert.equal(renamed({ "main.tf.json": '{ "resource": { "aws_sqs_queue": { "a|": {} } } }' }, "b"), undefined);
});

void test("a name that is taken or is none is refused, and so is a directory that cannot be read", () => {
  const two = 'resource "aws_sqs_queue" "a|" {\n}\n\nresource "aws_sqs_queue" "b" {\n}\n';
  assert.throws(() => renamed({ "main.tf": two }, "b"), new RenameRefusal("aws_sqs_queue.b is there already."));
  assert.throws(() => renamed({ "main.tf": two }, "2nd"), RenameRefusal);
  assert.throws(() => renamed({ "main.tf": two, "x.tf": 'output "x" {\n  value = [\n}\n' }, "c"), /x\.tf has a syntax error/);
});
