import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { isOn } from "../server/src/service/severity";
import type { Rule } from "../server/src/core/rule";
import { languageOf } from "../server/src/core/rule";
import { DEFAULT_SETTINGS } from "../server/src/core/settings";
import { RULES } from "../server/src/rules/index.generated";
import { PEERS } from "../scripts/generate/peers.table";
import { readAnnotations } from "../server/src/core/example";

const ROOT = path.resolve(__dirname, "../..");
const MOST_LINES = 300;
const LONGEST_SUMMARY = 72;

/** Licences a dependency that ships may have; each lets a product of any licence use it. */
const LICENCES = new Set(["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "BlueOak-1.0.0", "Unlicense"]);

const sources = (folder: string): string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|mjs)$/.test(entry.name))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes("node_modules"));

const handWritten = ["server/src", "client/src", "scripts", "test"].flatMap(sources).filter((file) => !file.includes(".generated."));
const text = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

describe("tidiness", () => {
  it(`keeps every hand-written file at ${MOST_LINES} lines or less, tables and rule examples aside`, () => {
    const long = handWritten
      .filter((file) => !file.includes(".table."))
      .map((file) => ({ file, lines: codeLines(file) }))
      .filter(({ lines }) => lines > MOST_LINES);
    assert.deepEqual(long, []);
  });

  it("starts no program through a shell", () => {
    assert.deepEqual(
      handWritten.filter((file) => !file.endsWith("tidy.test.ts") && /shell:\s*true/.test(text(file))),
      [],
    );
  });

  it("asks fields for their state, never for undefined, in rules", () => {
    const wrong = handWritten.filter(
      (file) => file.startsWith("server/src/rules") && /\.(?:field|scalar)\([^)]*\)\s*[!=]==\s*undefined/.test(text(file)),
    );
    assert.deepEqual(wrong, []);
  });

  it("ships only dependencies with a licence of the list", () => {
    const manifest = JSON.parse(text("package.json")) as { devDependencies: Record<string, string> };
    const bundled = [
      "vscode-languageserver",
      "vscode-languageclient",
      "vscode-languageserver-textdocument",
      "vscode-uri",
      "yaml",
      "jsonc-parser",
      "picomatch",
      "ignore",
      "web-tree-sitter",
      "tree-sitter-bash",
      "@tree-sitter-grammars/tree-sitter-hcl",
    ];
    for (const name of bundled) {
      assert.ok(name in manifest.devDependencies, `${name} is not a dependency`);
      const { license } = JSON.parse(text(`node_modules/${name}/package.json`)) as { license?: string };
      assert.ok(LICENCES.has(license ?? ""), `${name}: ${license ?? "no licence"}`);
    }
  });
});

for (const rule of RULES) {
  describe(rule.id, () => {
    it("has a short summary without a full stop", () => {
      assert.ok(rule.summary.length <= LONGEST_SUMMARY, `${rule.summary.length} characters`);
      assert.doesNotMatch(rule.summary, /\.$/);
    });

    it("shows a hit and a clean example", () => {
      assert.ok(
        rule.examples.some((example) => annotationsOf(example.source) > 0),
        "no example has a finding",
      );
      assert.ok(
        rule.examples.some((example) => annotationsOf(example.source) === 0),
        "no example is clean",
      );
      const titles = rule.examples.map(({ title }) => title);
      assert.equal(new Set(titles).size, titles.length, "two examples have one title");
    });

    it("reads well and links by https", () => {
      assert.match(rule.rationale, /[.)]$/);
      for (const url of rule.references) assert.match(url, /^https:\/\//);
      for (const name of peersOf(rule))
        assert.match(name, /^(?:hadolint|buildkit|kube-linter|kube-score|polaris|checkov|trivy|kics|dclint|tflint|dockerfile-utils):\S+$/);
    });

    it("waits only with what is a warning at most", () => {
      if (rule.patient) assert.notEqual(rule.severity, "error", "what is merely missing is never an error");
    });
  });
}

describe("the registry", () => {
  it("has one id a rule, in the file that is named after it", () => {
    const ids = RULES.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const file of handWritten.filter((name) => name.startsWith("server/src/rules/") && !name.includes(".table."))) {
      const id = file.replace(/^server\/src\/rules\//, "").replace(/\.ts$/, "");
      assert.ok(ids.includes(id as Rule["id"]) || text(file).includes("defineRules"), `${file} has no rule ${id}`);
    }
  });

  it("has ten rules or more in every language", () => {
    for (const language of ["kubernetes", "compose", "dockerfile", "terraform"] as const) {
      const count = RULES.filter((rule) => languageOf(rule.id) === language && isOn(rule, DEFAULT_SETTINGS)).length;
      assert.ok(count >= 10, `${language}: ${count}`);
    }
  });

  it("names the peers' checks as they are", () => {
    const known = new Set(PEERS.flatMap((row) => row.ids));
    assert.deepEqual(
      RULES.flatMap((rule) =>
        peersOf(rule)
          .filter((name) => !known.has(name))
          .map((name) => `${rule.id}: ${name}`),
      ),
      [],
    );
  });

  it("claims a peer's check at most for a few rules", () => {
    const claims = new Map<string, string[]>();
    for (const rule of RULES) for (const name of new Set(peersOf(rule))) claims.set(name, [...(claims.get(name) ?? []), rule.id]);
    assert.deepEqual(
      [...claims].filter(([, ids]) => ids.length > 4),
      [],
    );
  });
});

const peersOf = (rule: Rule): string[] => [...rule.equivalents, ...Object.values(rule.checks ?? {}).flatMap((check) => check.equivalents)];

const annotationsOf = (source: string | Readonly<Record<string, string>>): number =>
  Object.values(typeof source === "string" ? { only: source } : source).reduce(
    (sum, one) => sum + readAnnotations(one).annotations.length,
    0,
  );

/** Lines of a file; a rule's examples are its documentation and do not count. */
function codeLines(file: string): number {
  const source = text(file);
  const counted = file.startsWith("server/src/rules/") ? source.replace(/(?:yaml|dockerfile|hcl|text)`[^`]*(?:\\`[^`]*)*`/g, "``") : source;
  return counted.split("\n").length;
}
