import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { run } from "../../server/src/cli/run";
import { loadGrammarsForTests } from "../support/grammars";
import { TODAY } from "../support/workspace";

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccount: web # kept
  containers:
    - name: web
      image: shop/web:1.4.2
      securityContext:
        privileged: true
`;

let folder = "";

before(async () => {
  await loadGrammarsForTests();
  folder = mkdtempSync(path.join(tmpdir(), "plimsoll-cli-"));
});
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Writes files into a fresh folder and runs a command there. */
function runIn(files: Record<string, string>, args: string[], stdin = ""): { code: number; out: string; err: string; cwd: string } {
  const cwd = mkdtempSync(path.join(folder, "run-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    writeFileSync(path.join(cwd, name), text);
  }
  return runAgain(cwd, args, stdin);
}

function runAgain(cwd: string, args: string[], stdin = ""): { code: number; out: string; err: string; cwd: string } {
  let [out, err] = ["", ""];
  const code = run(args, {
    cwd,
    today: TODAY,
    version: "0.0.0",
    color: false,
    readStdin: () => stdin,
    log: (message) => {
      err += `${message}\n`;
    },
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    playbooks: () => [],
    checks: () => [{ id: "powers", title: "It runs without the powers of its node", rules: ["kubernetes/privileged-container"] }],
    reportScript: () => "draw();",
  });
  return { code, out, err, cwd };
}

interface Json {
  readonly version: string;
  readonly files: {
    path: string;
    language: string;
    findings: { rule: string; fingerprint: string; range: { start: { line: number; character: number } } }[];
  }[];
  readonly summary: Record<string, number>;
}
const json = (out: string): Json => JSON.parse(out) as Json;
const rulesOf = (out: string): string[] => json(out).files.flatMap(({ findings }) => findings.map(({ rule }) => rule));

describe("plimsoll lint", () => {
  it("shows findings with their line of code, and fails", () => {
    const { code, out } = runIn({ "pod.yaml": POD }, ["lint"]);
    assert.equal(code, 1);
    assert.match(
      out,
      /error Container "web" is privileged: it has every power of its node\. kubernetes\/privileged-container\n {3}┌─ pod\.yaml:11:21\n11 │ {9}privileged: true\n {3}│ {21}\^{4}\n {3}└─ suggestion: Set privileged to false/,
    );
  });

  it("is content with what is clean, and with a folder that has nothing of ours", () => {
    assert.equal(runIn({ "a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\n" }, ["lint"]).code, 0);
    const { code, out, err } = runIn({ "readme.md": "x" }, ["lint"]);
    assert.deepEqual({ code, out, err }, { code: 0, out: "0 files: nothing to report\n", err: "" });
  });

  it("prints the public JSON", () => {
    const { out } = runIn({ "k8s/pod.yaml": POD }, ["lint", "--format", "json"]);
    const { files, summary, version } = json(out);
    assert.equal(version, "0.0.0");
    assert.deepEqual([files[0]?.path, files[0]?.language], ["k8s/pod.yaml", "kubernetes"]);
    assert.deepEqual(files[0]?.findings.find(({ rule }) => rule === "kubernetes/privileged-container")?.range.start, {
      line: 10,
      character: 20,
    });
    assert.equal(summary.error, 1);
  });

  for (const [format, pattern] of [
    ["github", /^::error file=pod\.yaml,line=11,col=21,endLine=11,endColumn=25,title=kubernetes\/privileged-container::Container/m],
    ["junit", /<testsuites name="plimsoll" tests="\d+" failures="\d+">[\s\S]*classname="pod\.yaml"/],
    ["gitlab", /"check_name": "kubernetes\/privileged-container",[^}]*"severity": "critical",[^}]*"path": "pod\.yaml"/],
    [
      "html",
      /<script type="application\/json"[^>]*>\{.*"rule":"kubernetes\/privileged-container".*<script nonce="[^"]+" data-nonce="[^"]+">draw\(\);/s,
    ],
    ["markdown", /^\| error \| `pod\.yaml:11` \| Container "web" is privileged/m],
  ] as const)
    it(`prints ${format}`, () => {
      assert.match(runIn({ "pod.yaml": POD }, ["lint", "--format", format]).out, pattern);
    });

  it("prints SARIF 2.1.0 with rules, places from 1 and stable fingerprints", () => {
    const { out, cwd } = runIn({ "pod.yaml": POD }, ["lint", "--format", "sarif"]);
    interface Sarif {
      version: string;
      runs: {
        columnKind: string;
        tool: { driver: { rules: { id: string }[] } };
        results: {
          ruleId: string;
          ruleIndex: number;
          level: string;
          partialFingerprints: Record<string, string>;
          locations: { physicalLocation: { artifactLocation: { uri: string }; region: Record<string, number> } }[];
        }[];
      }[];
    }
    const { version, runs } = JSON.parse(out) as Sarif;
    const [log] = runs;
    const result = log?.results.find(({ ruleId }) => ruleId === "kubernetes/privileged-container");
    assert.equal(version, "2.1.0");
    assert.equal(log?.columnKind, "utf16CodeUnits");
    assert.equal(log.tool.driver.rules[result?.ruleIndex ?? -1]?.id, "kubernetes/privileged-container");
    assert.equal(result?.level, "error");
    assert.deepEqual(result.locations[0]?.physicalLocation, {
      artifactLocation: { uri: "pod.yaml" },
      region: { startLine: 11, startColumn: 21, endLine: 11, endColumn: 25 },
    });
    writeFileSync(path.join(cwd, "pod.yaml"), `# moved\n${POD}`);
    const moved = (JSON.parse(runAgain(cwd, ["lint", "--format", "sarif"]).out) as Sarif).runs[0]?.results.find(
      ({ ruleId }) => ruleId === "kubernetes/privileged-container",
    );
    assert.deepEqual(moved?.partialFingerprints, result.partialFingerprints);
  });

  it("repairs what is safe, keeps comments and leaves the rest", () => {
    const { cwd, out } = runIn({ "pod.yaml": POD }, ["lint", "--fix", "--format", "json"]);
    const text = readFileSync(path.join(cwd, "pod.yaml"), "utf8");
    assert.equal(text, POD.replace("serviceAccount:", "serviceAccountName:"));
    assert.ok(!rulesOf(out).includes("kubernetes/deprecated-service-account"));
    assert.deepEqual(readdirSync(cwd), ["pod.yaml"], "no temporary file is left");
    runAgain(cwd, ["lint", "--fix"]);
    assert.equal(readFileSync(path.join(cwd, "pod.yaml"), "utf8"), text, "a second run changes nothing");
  });

  it("follows .plimsoll.yaml above and --preset over it", () => {
    const files = { ".plimsoll.yaml": "rules:\n  kubernetes/privileged-container: off\n", "k8s/pod.yaml": POD };
    const { out, cwd } = runIn(files, ["lint", "--format", "json"]);
    assert.ok(!rulesOf(out).includes("kubernetes/privileged-container"));
    assert.ok(rulesOf(runAgain(cwd, ["lint", "--no-config", "--format", "json"]).out).includes("kubernetes/privileged-container"));
    assert.deepEqual(new Set(rulesOf(runAgain(cwd, ["lint", "k8s", "--preset", "essential", "--format", "json"]).out)), new Set());
  });

  it("knows what a baseline knows", () => {
    const { cwd } = runIn({ "pod.yaml": POD }, ["baseline"]);
    const again = runAgain(cwd, ["lint", "--baseline", ".plimsoll-baseline.json"]);
    assert.equal(again.code, 0);
    assert.match(again.out, /known from the baseline/);
    writeFileSync(path.join(cwd, "pod.yaml"), `# moved down\n\n${POD}`);
    assert.equal(runAgain(cwd, ["lint", "--baseline", ".plimsoll-baseline.json"]).code, 0, "a finding that only moved is known");
  });

  it("lints the standard input as the file it is told", () => {
    const { out } = runIn(
      { "chart/Chart.yaml": "name: x\n", "chart/values.yaml": "p: true\n" },
      ["lint", "--stdin", "--stdin-filename", "chart/templates/pod.yaml", "--format", "json"],
      POD.replace("privileged: true", "privileged: {{ .Values.p }}"),
    );
    assert.deepEqual(
      json(out).files.map(({ path: name }) => name),
      ["chart/templates/pod.yaml"],
    );
    assert.ok(rulesOf(out).includes("kubernetes/privileged-container"), "the chart above it is read");
  });

  it("splits what it reports into shards, and facts stay whole", () => {
    const files = Object.fromEntries(["a", "b", "c"].map((name) => [`${name}.yaml`, POD]));
    const { cwd, out } = runIn(files, ["lint", "--shard", "1/2", "--format", "json"]);
    const second = runAgain(cwd, ["lint", "--shard", "2/2", "--format", "json"]);
    assert.deepEqual([...json(out).files, ...json(second.out).files].map(({ path: name }) => name).sort(), ["a.yaml", "b.yaml", "c.yaml"]);
  });

  it("says the same of a folder alone as of everything: production is production, an example an example", () => {
    const files = { ".git/HEAD": "ref: refs/heads/main\n", "deploy/prod/web.yaml": POD, "docs/web.yaml": POD };
    const { out, cwd } = runIn(files, ["lint", "--format", "json"]);
    type Printed = { files: { path: string; findings: { rule: string; severity: string }[] }[] };
    const whole = JSON.parse(out) as Printed;
    assert.notDeepEqual(whole.files[0]?.findings, whole.files[1]?.findings);
    const alone = ["deploy/prod", "docs"].flatMap(
      (name) => (JSON.parse(runAgain(cwd, ["lint", "--format", "json", name]).out) as Printed).files,
    );
    assert.deepEqual(alone, whole.files);
    const inside = JSON.parse(runAgain(path.join(cwd, "deploy", "prod"), ["lint", "--format", "json"]).out) as Printed;
    const levels = (printed: Printed) => printed.files[0]?.findings.map(({ rule, severity }) => `${rule} ${severity}`);
    assert.deepEqual(levels(inside), levels(whole));
  });

  it("runs only the rules it is told", () => {
    const { out } = runIn({ "pod.yaml": POD }, ["lint", "--rule", "kubernetes/privileged-*", "--format", "json"]);
    assert.deepEqual(rulesOf(out), ["kubernetes/privileged-container"]);
  });

  it("leaves alone what Git ignores and what is vendored", () => {
    const { out } = runIn(
      {
        ".git/HEAD": "",
        ".gitignore": "secret/\n",
        "secret/pod.yaml": POD,
        "node_modules/x/pod.yaml": POD,
        "vendor/pod.yaml": POD,
        "pod.yaml": POD,
      },
      ["lint", "--format", "json"],
    );
    assert.deepEqual(
      json(out).files.map(({ path: name }) => name),
      ["pod.yaml"],
    );
  });

  it("does not miss what Git ignores: it may be on another machine", () => {
    const compose = "services:\n  web:\n    image: shop/web:1.4.2\n    env_file: [.env, lost.env]\n";
    const { out } = runIn({ ".git/HEAD": "", ".gitignore": ".env\n", "compose.yaml": compose }, [
      "lint",
      "--rule",
      "compose/missing-env-file",
    ]);
    assert.match(out, /lost\.env/);
    assert.match(out, /1 error|1 warning|1 info/);
  });
});

describe("wrong usage", () => {
  for (const [what, args, message] of [
    ["a missing path", ["lint", "nope"], /^plimsoll: nope: there is no such file or folder\n$/],
    ["an unknown option", ["lint", "--frmat", "json"], /^plimsoll: Unknown option '--frmat'/],
    ["an unknown format", ["lint", "--format", "xml"], /^plimsoll: --format xml: there are text, json/],
    ["an unknown rule", ["lint", "--rule", "kubernetes/nope"], /^plimsoll: --rule kubernetes\/nope: there is no such rule/],
    ["a missing configuration", ["lint", "--config", "nope.yaml"], /^plimsoll: --config nope\.yaml: there is no such file/],
    ["a missing baseline", ["lint", "--baseline", "nope.json"], /^plimsoll: --baseline .*nope\.json: there is no such file/],
    ["a wrong shard", ["lint", "--shard", "3/2"], /^plimsoll: --shard 3\/2/],
    ["an unknown command", ["lnt"], /^plimsoll: lnt: there is no such command/],
    ["an unknown rule to explain", ["explain", "kubernetes/privileged-contaner"], /did you mean kubernetes\/privileged-container\?/],
  ] as const)
    it(`${what} is one line, and exit code 2`, () => {
      const { code, err, out } = runIn({ "pod.yaml": POD }, [...args]);
      assert.equal(code, 2);
      assert.match(err, message);
      assert.equal(err.trim().split("\n").length, 1);
      assert.equal(out, "");
    });

  it("a broken .plimsoll.yaml is named with its line, and nothing is written", () => {
    const { code, err, cwd } = runIn({ ".plimsoll.yaml": "rules:\n  kubernetes/nope: off\n", "pod.yaml": POD }, ["lint", "--fix"]);
    assert.equal(code, 2);
    assert.match(err, /\.plimsoll\.yaml:2:3: There is no rule "kubernetes\/nope"/);
    assert.equal(readFileSync(path.join(cwd, "pod.yaml"), "utf8"), POD);
  });
});

describe("plimsoll rules and explain", () => {
  it("list every rule as JSON and as a table", () => {
    const list = JSON.parse(runIn({}, ["rules", "--format", "json"]).out) as { id: string; language: string; fix: string }[];
    const rule = list.find(({ id }) => id === "kubernetes/deprecated-service-account");
    assert.deepEqual([rule?.language, rule?.fix], ["kubernetes", "safe"]);
    assert.match(runIn({}, ["rules"]).out, /\| kubernetes\/privileged-container \|/);
  });

  it("explain a rule and a part of a grouped one", () => {
    assert.match(runIn({}, ["explain", "kubernetes/privileged-container"]).out, /^# kubernetes\/privileged-container/);
    assert.match(runIn({}, ["explain", "kubernetes/missing-memory-limit"]).out, /^# kubernetes\/missing-resources/);
  });
});
