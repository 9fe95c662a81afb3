import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Engine } from "../../server/src/core/engine";
import type { Path } from "../../server/src/core/path";
import type { AnyRule } from "../../server/src/core/rule";
import { defineRule, isRange } from "../../server/src/core/rule";
import { DEFAULT_SETTINGS } from "../../server/src/core/settings";
import { resources } from "../../server/src/languages/terraform/queries";
import { terraformFiles } from "../../server/src/languages/terraform/support";
import { isWhole, plain } from "../../server/src/languages/terraform/value";
import type { Value } from "../../server/src/languages/terraform/value";
import { scopeOf } from "../../server/src/scope/membership";
import { loadGrammarsForTests } from "../support/grammars";
import { randomNumbers } from "../support/random";

before(loadGrammarsForTests);

const show = (value: Value | undefined): string =>
  value === undefined
    ? "-"
    : isWhole(value)
      ? JSON.stringify(plain(value))
      : value.kind === "unknown"
        ? `unknown ${value.reference ?? ""}`.trim()
        : value.kind;

/** Says what is known of the attribute `value` of each resource of type `probe`, and in which file it is written. */
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
    yield {
      at: block.rangeOf("value"),
      message: show(value),
      related: value?.place.file === undefined ? [] : [{ at: value.place, message: "" }],
    };
  },
});

function engineOf(files: Readonly<Record<Path, string>>, rules: readonly AnyRule[] = [probe]): Engine {
  const engine = new Engine({
    languages: [terraformFiles],
    rules,
    settings: () => DEFAULT_SETTINGS,
    isOn: () => true,
    optionsOf: () => undefined,
    today: () => "2026-11-20",
    log: (message) => assert.fail(message),
  });
  engine.setPresence({ has: () => "absent" });
  for (const [path, text] of Object.entries(files)) setFile(engine, path, text);
  return engine;
}

function setFile(engine: Engine, path: Path, text: string): void {
  const kind = path.endsWith(".tfvars") ? "tfvars" : "terraform";
  engine.set(
    path,
    text,
    kind,
    scopeOf(path, kind, () => "absent"),
  );
}

/** All findings as text, with their places. */
function findings(engine: Engine): string[] {
  return [...engine.paths].sort().flatMap((path) => {
    const steps = engine.analyse(path);
    for (let step = steps.next(); ; step = steps.next()) {
      if (!step.done) continue;
      return (step.value?.findings ?? []).map(({ finding, part }) => {
        const start = (engine.partStart(path, part) ?? 0) + (isRange(finding.at) ? finding.at.start : finding.at.range.start);
        const from = (finding.related ?? []).map(
          ({ at }) =>
            `${at.file ?? ""}+${(at.part && at.file !== undefined ? (engine.partStart(at.file, at.part) ?? -1) : 0) + at.range.start}`,
        );
        return `${path}:${start} ${finding.message} ${from.join()}`.trim();
      });
    }
  });
}

/** What is known of an expression, with files around it. */
function known(expression: string, files: Readonly<Record<Path, string>> = {}): string {
  const all = findings(engineOf({ ...files, "/w/a/main.tf": `resource "probe" "p" {\n  value = ${expression}\n}\n` }));
  return (all.find((line) => line.startsWith("/w/a/main.tf")) ?? "").replace(/^\S+ /, "").replace(/ \/w\S*$/, "");
}

void test("constants", () => {
  const cases: Readonly<Record<string, string>> = {
    '"a${1 + 2 * 3}b"': '"a7b"',
    'true ? "x" : var.y': '"x"',
    'var.y ? "x" : "x"': '"x"',
    'var.y ? "x" : "z"': "unknown",
    "false && var.y": "false",
    "null == null": "true",
    '[for i, v in ["a", "b"] : "${i}${v}" if v != "a"]': '["1b"]',
    "{ for k, v in { a = 1 } : upper(k) => v }": '{"A":1}',
    'format("%s-%s", "a", 1)': '"a-1"',
    'join(",", ["a", "b"])': '"a,b"',
    "merge({ a = 1 }, { a = 2, b = 3 })": '{"a":2,"b":3}',
    "merge({ a = 1 }, var.m).a": "unknown",
    "merge(var.m, { a = 1 }).a": "1",
    'concat(["a"], tolist(["b"]))[1]': '"b"',
    'lookup({ a = 1 }, "b", 2)': "2",
    'jsonencode({ a = [1, "x"] })': '"{\\"a\\":[1,\\"x\\"]}"',
    'lower("ABC")': '"abc"',
    'concat(["a"], var.list)': "list",
    '"x-${var.y}"': "text",
    "<<-EOT\n    a\n      b\n  EOT\n": '"a\\n  b\\n"',
    'try(var.y, "a")': "unknown",
    "aws_s3_bucket.logs[0].id": "unknown aws_s3_bucket.logs",
    "data.aws_region.here.name": "unknown data.aws_region.here",
    "each.value": "unknown",
    'file("x")': "unknown",
  };
  for (const [expression, expected] of Object.entries(cases)) assert.equal(known(expression), expected, expression);
});

void test("locals and variables of other files, with the place they come from", () => {
  const files = { "/w/a/locals.tf": "locals {\n  a = var.b\n}\n", "/w/a/variables.tf": 'variable "b" {\n  default = ["x"]\n}\n' };
  assert.equal(known("local.a[0]", files), '"x"');
  const all = findings(engineOf({ ...files, "/w/a/main.tf": 'resource "probe" "p" {\n  value = local.a[0]\n}\n' }));
  assert.deepEqual(all, ['/w/a/main.tf:33 "x" /w/a/variables.tf+27']);
});

void test("variable files: those that Terraform reads unasked win over the default, any other makes it unknown", () => {
  const declared = { "/w/a/variables.tf": 'variable "b" {\n  default = 1\n}\nvariable "c" {}\n' };
  assert.equal(known("var.b", declared), "1");
  assert.equal(known("var.c", declared), "unknown");
  assert.equal(known("var.b", { ...declared, "/w/a/terraform.tfvars": "b = 2\n" }), "2");
  assert.equal(known("var.b", { ...declared, "/w/a/terraform.tfvars": "b = 2\n", "/w/a/a.auto.tfvars": "b = 3\n" }), "3");
  assert.equal(known("var.b", { ...declared, "/w/a/prod.tfvars": "b = 2\n" }), "unknown");
});

void test("a module called from one place knows its arguments, from two it does not", () => {
  const module = { "/w/a/variables.tf": 'variable "b" {\n  default = 1\n}\n', "/w/root/locals.tf": "locals {\n  x = 5\n}\n" };
  const call = (name: string, rest: string) => `module "${name}" {\n  source = "../a"\n${rest}}\n`;
  assert.equal(known("var.b", { ...module, "/w/root/main.tf": call("m", "  b = local.x\n") }), "5");
  assert.equal(known("var.b", { ...module, "/w/root/main.tf": call("m", "  b = each.key\n") }), "unknown");
  assert.equal(known("var.b", { ...module, "/w/root/main.tf": call("m", "") }), "1");
  assert.equal(known("var.b", { ...module, "/w/root/main.tf": call("m", "  b = 5\n") + call("n", "  b = 5\n") }), "unknown");
});

void test("a local module that is called once hands its outputs back", () => {
  const module = { "/w/m/main.tf": 'variable "in" {}\noutput "out" {\n  value = "${var.in}-x"\n}\n' };
  const call = (rest: string) => ({ ...module, "/w/a/modules.tf": `module "m" {\n  source = "../m"\n${rest}}\n` });
  assert.equal(known("module.m.out", call('  in = "a"\n')), '"a-x"');
  assert.equal(known("module.m.other", call('  in = "a"\n')), "unknown module.m");
  assert.equal(known("module.m[0].out", call('  count = 2\n  in = "a"\n')), "unknown module.m");
  assert.equal(
    known("module.m.out", { ...call('  in = "a"\n'), "/w/b/main.tf": 'module "n" {\n  source = "../m"\n  in = "b"\n}\n' }),
    "unknown module.m",
  );
});

void test("cycles and values that double without end are unknown", () => {
  assert.equal(known("local.a", { "/w/a/l.tf": "locals {\n  a = local.b\n  b = local.a\n}\n" }), "unknown");
  const doubling = Array.from({ length: 60 }, (_, i) => `  l${i} = [local.l${i + 1}, local.l${i + 1}]\n`).join("");
  assert.equal(known("local.l0", { "/w/a/l.tf": `locals {\n${doubling}  l60 = 1\n}\n` }), "list");
  const long = Array.from({ length: 200 }, (_, i) => `  l${i} = local.l${i + 1}\n`).join("");
  assert.equal(known("local.l0", { "/w/a/l.tf": `locals {\n${long}  l200 = 7\n}\n` }), "7");
});

void test("an edit runs only what reads what it changed", () => {
  const probes = Array.from({ length: 50 }, (_, i) => `resource "probe" "p${i}" {\n  value = ${i === 7 ? "local.a" : i}\n}\n`).join("\n");
  const engine = engineOf({ "/w/a/main.tf": probes, "/w/a/locals.tf": "locals {\n  a = 1\n  b = 2\n}\n" });
  findings(engine);
  const ran = (change: () => void) => {
    const before = engine.checkedParts;
    change();
    findings(engine);
    return engine.checkedParts - before;
  };
  assert.equal(
    ran(() => {
      setFile(engine, "/w/a/locals.tf", "locals {\n  a = 1\n  b = 3\n}\n");
    }),
    1,
  );
  assert.equal(
    ran(() => {
      setFile(engine, "/w/a/locals.tf", "locals {\n\n  a = 9\n  b = 3\n}\n");
    }),
    2,
  );
  assert.equal(
    ran(() => {
      setFile(engine, "/w/a/main.tf", `# note\n\n${probes}`);
    }),
    1,
  );
});

void test("from scratch and incrementally the findings are the same", () => {
  const start: Record<Path, string> = {
    "/w/a/main.tf": 'resource "probe" "p" {\n  value = local.a\n}\n\nresource "probe" "q" {\n  value = [var.b, local.c]\n}\n',
    "/w/a/locals.tf": 'locals {\n  a = var.b\n  c = { d = local.a }\n}\n\nvariable "b" {\n  default = "x"\n}\n',
    "/w/a/terraform.tfvars": 'b = "y"\nc = 1\n',
    "/w/root/main.tf": 'module "m" {\n  source = "../a"\n  b      = "z"\n}\n\nlocals {\n  x = 1\n}\n',
  };
  const paths = Object.keys(start);
  for (let seed = 0; seed < 40; seed++) {
    const next = randomNumbers(seed);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
    const files = { ...start };
    const engine = engineOf(files);
    for (let step = 0; step < 6; step++) {
      const path = pick(paths);
      const lines = (files[path] ?? "").split("\n");
      const at = Math.floor(next() * lines.length);
      files[path] =
        next() < 0.5
          ? lines.toSpliced(at, 1).join("\n")
          : lines.toSpliced(at, 0, pick(Object.values(start).flatMap((text) => text.split("\n")))).join("\n");
      setFile(engine, path, files[path]);
      assert.deepEqual(findings(engine), findings(engineOf(files)), JSON.stringify(files));
    }
  }
});
