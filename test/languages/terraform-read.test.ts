import assert from "node:assert/strict";
import { before, test } from "node:test";
import { placeParts } from "../../server/src/core/part";
import type { FileKind } from "../../server/src/core/settings";
import type { Expression, TerraformTree } from "../../server/src/languages/terraform/node";
import { terraformFiles } from "../../server/src/languages/terraform/support";
import { loadGrammarsForTests } from "../support/grammars";

before(loadGrammarsForTests);

const split = (text: string, kind: FileKind = "terraform"): string[] =>
  terraformFiles.split(text, kind).map(({ start, end }) => text.slice(start, end));

function parse(text: string, kind: FileKind = "terraform"): TerraformTree[] {
  let id = 0;
  return placeParts(text, terraformFiles.split(text, kind), { text: "", parts: [], gone: [] }, () => id++).parts.map(({ part }) =>
    terraformFiles.parse(part, kind),
  );
}

function expressionOf(source: string): Expression | undefined {
  return parse(`x "y" {\n  value = ${source}\n}\n`)[0]?.blocks[0]?.attributes[0]?.expression;
}

const FILE = `# licence

# what it is
resource "aws_s3_bucket" "lögs" {
  bucket = "x/*" // not a comment: /*
  policy = <<-EOT
    {
resource "a" "b" {
    }
  EOT
}
/* resource "c" "d" {
} */
locals {
  a = { b = "\${var.c}{" }
}
unknown {
}
`;

void test("a part starts at each block in column 0, with the comments directly above it", () => {
  assert.deepEqual(
    split(FILE).map((part) => part.split("\n")[0]),
    ["# licence", "# what it is", '/* resource "c" "d" {', "unknown {"],
  );
});

void test("a part ends where the next block starts, whatever is missing in it", () => {
  const next = 'resource "b" "b" {\n}\n';
  for (const broken of [
    'resource "a" "a" {\n  x = [\n',
    'resource "a" "a" {\n  x = <<EOT\n text\n',
    'resource "a" "a" {\n  x = "\n',
    "/* never closed\n",
  ]) {
    assert.equal(split(broken + next).at(-1), next, broken);
  }
});

void test("a heredoc that was forgotten does not borrow the end of another one", () => {
  const next = 'resource "b" "b" {\n  y = <<EOT\ntext\nEOT\n}\n';
  assert.equal(split(`resource "a" "a" {\n  x = <<EOT\n${next}`).at(-1), next);
});

void test("variable files are cut at their settings, JSON is one part", () => {
  assert.deepEqual(split('a = 1\n# b\nb = {\n  c = 2\n}\n"d" = [\n]\n', "tfvars"), ["a = 1\n", "# b\nb = {\n  c = 2\n}\n", '"d" = [\n]\n']);
  assert.deepEqual(split('{ "a": 1,\n"b": 2 }', "tfvars"), ['{ "a": 1,\n"b": 2 }']);
});

void test("blocks, attributes, labels and braces have their places, also behind text that is not ASCII", () => {
  const text = split(FILE)[1] ?? "";
  const [block] = parse(FILE)[1]?.blocks ?? [];
  assert.ok(block);
  assert.equal(text.slice(block.start, block.typeEnd), "resource");
  assert.deepEqual(
    block.labels.map((label) => text.slice(label.start, label.end)),
    ['"aws_s3_bucket"', '"lögs"'],
  );
  assert.equal(text[block.open], "{");
  assert.equal(text[block.close], "}");
  const [bucket, policy] = block.attributes;
  assert.equal(text.slice(bucket?.start, bucket?.end), 'bucket = "x/*"');
  assert.equal(policy?.expression.kind === "literal" && policy.expression.value, '    {\nresource "a" "b" {\n    }\n');
});

void test("every kind of expression is read", () => {
  const kinds: Readonly<Record<string, Expression["kind"]>> = {
    '"text"': "literal",
    "-1": "operation",
    "1.5e3": "literal",
    null: "literal",
    '"a ${b} c"': "template",
    '"${b}"': "reference",
    "[1, 2]": "list",
    "{ a = 1, (b) : 2 }": "object",
    'a.b[0]["c"].*.d': "reference",
    "f(1).x": "access",
    "merge(a, b...)": "call",
    "a ? b : c": "conditional",
    "[for k, v in m : v if k != null]": "for",
    "{ for k in m : k => k... }": "for",
    "!(a && b)": "operation",
    '"%{ if a }x%{ endif }"': "unknown",
  };
  for (const [source, kind] of Object.entries(kinds)) assert.equal(expressionOf(source)?.kind, kind, source);
});

void test("strings keep the blanks around what is interpolated, escapes are read", () => {
  const template = expressionOf('"ä ${b}  ${c} \\"d\\" $${e} \\u00e9"');
  assert.deepEqual(template?.kind === "template" && template.parts.filter((part) => typeof part === "string"), ["ä ", "  ", ' "d" ${e} é']);
});

void test("after an error nothing is made up: the attribute is unknown and the error is there", () => {
  const [tree] = parse('resource "a" "b" {\n  x =\n  y = 2\n}\n');
  assert.equal(tree?.errors.length, 1);
  assert.ok(tree.blocks[0]?.attributes.every((attribute) => attribute.name !== "x" || attribute.expression.kind === "unknown"));
});

void test("JSON gives the same nodes", () => {
  const [tree] = parse('{ "resource": { "aws_s3_bucket": { "logs": { "acl": "${var.acl}", "versioning": [{ "enabled": true }] } } } }');
  const [block] = tree?.blocks ?? [];
  assert.deepEqual([block?.type, ...(block?.labels.map((label) => label.text) ?? [])], ["resource", "aws_s3_bucket", "logs"]);
  assert.equal(block?.attributes[0]?.expression.kind, "reference");
  assert.equal(block.blocks[0]?.attributes[0]?.name, "enabled");
});

void test("no text makes it fail", () => {
  const lines = FILE.split("\n");
  const variants = [
    ...lines.map((_, i) => lines.slice(0, i).join("\n")),
    ...lines.map((_, i) => lines.toSpliced(i, 1).join("\n")),
    FILE.replaceAll("\n", "\r\n"),
    `\uFEFF${FILE}`,
    `a = ${"[".repeat(5000)}`,
    `a { b = ${"(".repeat(300)}1${")".repeat(300)} }`,
    `a { b = ${"!".repeat(3000)}true }`,
    "a {\n".repeat(500),
    `{"a": ${"[".repeat(50_000)}`,
    "\u0000{",
  ];
  for (const variant of variants) {
    for (const kind of ["terraform", "tfvars"] as const) {
      const part = { id: 0, text: variant, kind: "block", state: "", order: 0 };
      assert.equal(split(variant, kind).join(""), variant);
      for (const tree of parse(variant, kind))
        assert.ok(Array.from(terraformFiles.facts(tree, part, { path: "/w/main.tf", kind, scope: "terraform:/w" })));
    }
  }
});
