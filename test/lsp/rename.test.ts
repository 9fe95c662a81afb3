import assert from "node:assert/strict";
import { test } from "node:test";
import { editsOf, Wire } from "../support/wire";

void test("renames what stands at a place in every file, and says why a name will not do", async () => {
  const wire = await Wire.start({
    "main.tf": 'resource "aws_sqs_queue" "a" {\n}\n\nresource "aws_sqs_queue" "b" {\n}\n',
    "out.tf": 'output "arn" {\n  value = aws_sqs_queue.a.arn\n}\n',
  });
  await wire.open("out.tf", "terraform");
  const at = { textDocument: { uri: wire.uri("out.tf") }, position: { line: 1, character: 24 } };
  assert.deepEqual(await wire.connection.sendRequest("textDocument/prepareRename", at), {
    range: { start: { line: 1, character: 24 }, end: { line: 1, character: 25 } },
    placeholder: "a",
  });
  const elsewhere = { ...at, position: { line: 0, character: 2 } };
  assert.equal(await wire.connection.sendRequest("textDocument/prepareRename", elsewhere), null);
  assert.deepEqual(editsOf(await wire.connection.sendRequest("textDocument/rename", { ...at, newName: "orders" })), [
    { uri: wire.uri("main.tf"), texts: ["orders", "\n\nmoved {\n  from = aws_sqs_queue.a\n  to   = aws_sqs_queue.orders\n}"] },
    { uri: wire.uri("out.tf"), texts: ["orders"] },
  ]);
  await assert.rejects(wire.connection.sendRequest("textDocument/rename", { ...at, newName: "b" }), /aws_sqs_queue\.b is there already\./);
  await wire.close();
});
