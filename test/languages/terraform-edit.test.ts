import assert from "node:assert/strict";
import { before, test } from "node:test";
import type { Edit } from "../../server/src/core/edit";
import { applyEdits } from "../../server/src/core/edit";
import { Engine } from "../../server/src/core/engine";
import { isRange } from "../../server/src/core/rule";
import { DEFAULT_SETTINGS } from "../../server/src/core/settings";
import type { TerraformBlock } from "../../server/src/languages/terraform/block";
import { blocksOf } from "../../server/src/languages/terraform/block";
import {
  TabStop,
  insertBehind,
  insertBlock,
  removeAttribute,
  removeBlock,
  replaceAttribute,
  setAttribute,
} from "../../server/src/languages/terraform/edit";
import { terraformFiles } from "../../server/src/languages/terraform/support";
import { loadGrammarsForTests } from "../support/grammars";

before(loadGrammarsForTests);

/** The first block of a text after an edit. */
function edited(text: string, edit: (block: TerraformBlock) => readonly Edit[]): string {
  const engine = new Engine({
    languages: [terraformFiles],
    rules: [],
    settings: () => DEFAULT_SETTINGS,
    isOn: () => true,
    optionsOf: () => undefined,
    today: () => "",
  });
  engine.set("/w/main.tf", text, "terraform", "terraform:/w");
  const reading = engine.reading("/w/main.tf", 0);
  const [block] = reading ? blocksOf(reading) : [];
  assert.ok(block);
  return applyEdits(
    text,
    edit(block).flatMap((change) => ("at" in change && isRange(change.at) ? [{ ...change.at, text: change.text }] : [])),
  );
}

const set = (name: string, value: string) => (block: TerraformBlock) => setAttribute(block, name, value);

void test("an attribute goes behind the last one, its sign under the others'", () => {
  assert.equal(
    edited('a "b" {\n  name   = 1 # c\n  length = 2 # d\n\n  e {}\n}\n', set("x", "3")),
    'a "b" {\n  name   = 1 # c\n  length = 2 # d\n  x      = 3\n\n  e {}\n}\n',
  );
  assert.equal(edited('a "b" {\n\tx = 1\n}\n', set("longer", "2")), 'a "b" {\n\tx      = 1\n\tlonger = 2\n}\n');
  assert.equal(edited('a "b" {\n  x = <<EOT\nt\nEOT\n}\n', set("y", "2")), 'a "b" {\n  x = <<EOT\nt\nEOT\n  y = 2\n}\n');
  assert.equal(edited('a "b" { # c\n  # d\n  e {\n  }\n}\n', set("y", "2")), 'a "b" { # c\n  y = 2\n\n  # d\n  e {\n  }\n}\n');
});

void test("a block on one line is opened up", () => {
  assert.equal(edited('a "b" {}\n', set("x", "1")), 'a "b" {\n  x = 1\n}\n');
  assert.equal(edited('a "b" { y = 2 }\n', set("x", "1")), 'a "b" {\n  y = 2\n  x = 1\n}\n');
  assert.equal(
    edited('a "b" { y = 2 }\n', (block) => insertBlock(block, { header: "c", attributes: { d: "1" } })),
    'a "b" {\n  y = 2\n\n  c {\n    d = 1\n  }\n}\n',
  );
});

void test("values are replaced, attributes removed with their line, comments elsewhere kept", () => {
  assert.equal(edited('a "b" {\n  x = [\n    1,\n  ] # c\n}\n', set("x", "2")), 'a "b" {\n  x = 2 # c\n}\n');
  assert.equal(
    edited('a "b" {\n  # above\n  x = 1 # with it\n  y = 2\n}\n', (block) => removeAttribute(block, "x")),
    'a "b" {\n  # above\n  y = 2\n}\n',
  );
  assert.equal(
    edited('a "b" { x = 1 }\n', (block) => removeAttribute(block, "x")),
    'a "b" {}\n',
  );
  assert.equal(
    edited('a "b" {\n  default     = "s"\n  description = "t"\n}\n', (block) => replaceAttribute(block, "default", "sensitive", "true")),
    'a "b" {\n  sensitive   = true\n  description = "t"\n}\n',
  );
});

void test("blocks are inserted at the end, behind, and removed", () => {
  const added = { header: 'c "d"', attributes: { x: "1", long: "2" }, blocks: [{ header: "e" }] };
  assert.equal(
    edited('a "b" {\n  y = 1\n}\n', (block) => insertBlock(block, added)),
    'a "b" {\n  y = 1\n\n  c "d" {\n    x    = 1\n    long = 2\n\n    e {\n    }\n  }\n}\n',
  );
  assert.equal(
    edited('a "b" {\n} # c\n', (block) => insertBehind(block, { header: "e" })),
    'a "b" {\n} # c\n\ne {\n}\n',
  );
  assert.equal(
    edited('a "b" {\n  y = 1\n  c {\n    d = 1\n  }\n}\n', (block) => removeBlock(block.blocks("c")[0] ?? block)),
    'a "b" {\n  y = 1\n}\n',
  );
});

void test("columns that something on several lines kept apart become one when it goes", () => {
  assert.equal(
    edited('a "b" {\n  x   = 1\n  xxx = 1\n  long = {\n    k = 1\n  }\n  yyyyy = 2\n  z     = 3\n}\n', (block) =>
      removeAttribute(block, "long"),
    ),
    'a "b" {\n  x     = 1\n  xxx   = 1\n  yyyyy = 2\n  z     = 3\n}\n',
  );
});

void test("line breaks stay those of the file", () => {
  assert.equal(edited('a "b" {\r\n  x = 1\r\n}\r\n', set("y", "2")), 'a "b" {\r\n  x = 1\r\n  y = 2\r\n}\r\n');
  assert.equal(
    edited('a "b" {\r\n}\r\n', (block) => insertBlock(block, { header: "c" })),
    'a "b" {\r\n  c {\r\n  }\r\n}\r\n',
  );
});

void test("tab stops are snippet text, everything else in it is protected", () => {
  assert.equal(
    edited('a "b" {\n  x = 1\n}\n', (block) => setAttribute(block, "y", ['"${z} ', new TabStop("7"), '"'])),
    'a "b" {\n  x = 1\n  y = "\\${z\\} ${1:7}"\n}\n',
  );
});

void test("what is broken or JSON is left alone", () => {
  assert.equal(edited('a "b" {\n  x = 1\n', set("y", "2")), 'a "b" {\n  x = 1\n');
  assert.equal(edited('{"resource": {"a": {"b": {}}}}', set("y", "2")), '{"resource": {"a": {"b": {}}}}');
});
