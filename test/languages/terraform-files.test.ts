import assert from "node:assert/strict";
import { before, test } from "node:test";
import { defineRule } from "../../server/src/core/rule";
import { resources } from "../../server/src/languages/terraform/queries";
import { isWhole, plain } from "../../server/src/languages/terraform/value";
import { credentialIn } from "../../server/src/languages/terraform/literal";
import { allows } from "../../server/src/languages/terraform/version";
import { loadGrammarsForTests } from "../support/grammars";
import { absolute, problemsIn, workspaceOf } from "../support/workspace";

before(loadGrammarsForTests);

/** Says what is known of the attribute `value` of each resource of type `probe`, and whether it and a block of type `inner` are missing. */
const probe = defineRule({
  id: "terraform/probe",
  summary: "Probe",
  severity: "info",
  preset: "essential",
  category: "reliability",
  since: "0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale: "",
  examples: [],
  on: resources("probe"),
  *check(block) {
    const value = block.value("value");
    const inner = block.blocks("inner").map((each) => each.string("x") ?? "?");
    const shown = value && (isWhole(value) ? JSON.stringify(plain(value)) : value.kind);
    yield {
      at: block.anchor,
      message: [shown ?? "-", block.lacks("value") ? "lacks" : "", `${inner.join()}${block.lacksBlock("inner") ? "none" : ""}`].join("|"),
    };
  },
});

/** What is known of the probe of `/w/a/main.tf`, after what is asked for was read. */
function known(main: string, others: Readonly<Record<string, string>>, unread: Readonly<Record<string, string>> = {}): string {
  const workspace = workspaceOf({ "a/main.tf": main, ...others, ...unread }, [probe]);
  return problemsIn(workspace).find(({ path }) => path === absolute("a/main.tf"))?.message ?? "";
}

const value = (expression: string, others: Readonly<Record<string, string>> = {}): string =>
  known(`resource "probe" "p" {\n  value = ${expression}\n}\n`, others).split("|")[0] ?? "";

void test("templates of a constant path with constant values are worked out", () => {
  const template = { "a/hello.tftpl": 'Hello ${name}, $${left} "${upper(names[0])}"\nbye' };
  assert.equal(
    value('templatefile("${path.module}/hello.tftpl", { name = "x", names = ["a"] })', template),
    JSON.stringify('Hello x, ${left} "A"\nbye'),
  );
  assert.equal(value('templatefile("./hello.tftpl", { name = var.nobody, names = ["a"] })', template), "text");
  assert.equal(value('templatefile("hello.tftpl", merge(var.all, {}))', template), "text");
  assert.equal(value('templatefile("${path.module}/other.tftpl", {})', template), "unknown");
  assert.equal(value('templatefile("${path.root}/hello.tftpl", { name = "x", names = [] })', template), "unknown");
  assert.equal(value('templatefile("/etc/hello.tftpl", { name = "x", names = [] })', template), "unknown");
  assert.equal(value('templatefile("a.tftpl", { l = ["x"] })', { "a/a.tftpl": "%{ for i in l }${i}%{ endfor }" }), "text");
  assert.equal(value('templatefile("a.tftpl", { l = "x" })', { "a/a.tftpl": "a ${~ l ~} b" }), "unknown");
  assert.equal(value('file("../p.json")', { "p.json": '{ "a": "${b}" }\n' }), JSON.stringify('{ "a": "${b}" }\n'));
  assert.equal(value('"${path.module}/p.json"'), "text");
});

void test("a template that changes changes what is known", () => {
  const main = 'resource "probe" "p" {\n  value = templatefile("x.tftpl", {})\n}\n';
  const workspace = workspaceOf({ "a/main.tf": main, "a/x.tftpl": "one" }, [probe]);
  const message = () => problemsIn(workspace)[0]?.message.split("|")[0];
  assert.equal(message(), '"one"');
  workspace.set(absolute("a/x.tftpl"), "two");
  assert.equal(message(), '"two"');
  workspace.remove(absolute("a/x.tftpl"));
  assert.equal(message(), "unknown");
});

void test("override files are laid over blocks: arguments one by one, nested blocks by type", () => {
  const bare = 'resource "probe" "p" {\n}\n';
  const full = 'resource "probe" "p" {\n  value = "a"\n  inner {\n    x = 1\n  }\n}\n';
  const laid = (inside: string) => ({ "a/x_override.tf": `resource "probe" "p" {\n${inside}\n}\n` });
  assert.equal(known(bare, {}), "-|lacks|none");
  assert.equal(known(bare, laid("  other = 1")), "-|lacks|none");
  assert.equal(known(bare, laid("  value = 1")), "unknown||none");
  assert.equal(known(bare, laid("  inner {\n  }")), "-|lacks|");
  assert.equal(known(bare, laid("  value = [")), "-||");
  assert.equal(known(full, laid("  other = 1")), '"a"||1');
  assert.equal(known(full, laid("  value = 1")), "unknown||1");
  assert.equal(known(full, laid("  inner {\n    x = 2\n  }")), '"a"||');
  assert.equal(known(full, laid('  dynamic "inner" {\n    for_each = []\n    content {}\n  }')), '"a"||');
  assert.equal(known(full, { "a/x_override.tf": 'resource "probe" "q" {\n  value = 1\n}\n' }), '"a"||1');
});

void test("locals, defaults and arguments of override files win, the last file over the first", () => {
  const declared = 'locals {\n  l = "base"\n}\n\nvariable "v" {\n  default = "base"\n}\n';
  const shown = (expression: string, override: string) =>
    value(expression, {
      "a/x.tf": declared,
      "a/a_override.tf": override,
      "a/z_override.tf": "locals {\n  other = 1\n}\n",
    });
  assert.equal(shown("local.l", 'locals {\n  l = "laid"\n}\n'), '"laid"');
  assert.equal(shown("local.l", 'locals {\n  m = "laid"\n}\n'), '"base"');
  assert.equal(shown("var.v", 'variable "v" {\n  default = "laid"\n}\n'), '"laid"');
  assert.equal(shown("var.v", 'variable "v" {\n  description = "laid"\n}\n'), '"base"');
  assert.equal(
    value("local.l", { "a/x.tf": declared, "a/a_override.tf": "locals {\n  l = 1\n}\n", "a/override.tf": "locals {\n  l = 2\n}\n" }),
    "2",
  );
  const called = {
    "root.tf": 'module "a" {\n  source = "./a"\n  v = "passed"\n}\n',
    "a/x.tf": declared,
  };
  assert.equal(value("var.v", called), '"passed"');
  assert.equal(value("var.v", { ...called, "override.tf": 'module "a" {\n  v = "laid"\n}\n' }), '"laid"');
});

void test("version constraints", () => {
  const cases: readonly [constraint: string, version: string, verdict: boolean | undefined][] = [
    ["5.40.0", "5.40.0", true],
    ["= 5.40", "5.40.1", false],
    [">= 5.40, < 7.0", "6.2.0", true],
    [">= 5.40, < 6.0", "6.0.0", false],
    ["~> 5.40", "5.99.1", true],
    ["~> 5.40", "6.0.0", false],
    ["~> 5.40", "5.39.0", false],
    ["~> 5.40.1", "5.40.9", true],
    ["~> 5.40.1", "5.41.0", false],
    ["~> 5", "5.1.0", true],
    ["~> 5", "6.0.0", undefined],
    ["!= 5.1.0", "5.1.0", false],
    ["> 5.1, <= 5.2.0", "5.2.0", true],
    [">= 5.0.0-beta1", "5.0.0", undefined],
    ["~> 5.0", "5.1.0-rc1", undefined],
  ];
  for (const [constraint, version, verdict] of cases) assert.equal(allows(constraint, version), verdict, `${constraint} of ${version}`);
});

void test("names of places, units and none are no credentials", () => {
  const found = (name: string, text: string) => credentialIn({ name, value: text, at: { start: 0, end: 0 } })?.certainty;
  assert.equal(found("refresh_token", "days"), undefined);
  assert.equal(found("chamber_name_token", "shop_token"), undefined);
  assert.equal(found("ssm_key_password", "admin/db_password"), undefined);
  assert.equal(found("github_webhooks_token", "NO_TOKEN"), undefined);
  assert.equal(found("kube_secret", "tailscale"), undefined);
  assert.equal(found("master_password", "tr0ub4dor-and-3"), "name");
});
