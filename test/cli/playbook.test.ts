import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { run } from "../../server/src/cli/run";
import { TODAY } from "../support/workspace";

const playbook = (id: string, title = "Look", more = "") => `id: ${id}
title: ${title}
summary: Looks at it.
topic: rollout
phases:
  - id: act
    title: Act
    steps:
      - { id: look, title: Look at it, kind: manual${more} }
`;

let folder = "";
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), "plimsoll-playbook-"));
});
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

function runIn(files: Record<string, string>, ...args: string[]): { code: number; out: string; err: string } {
  const cwd = mkdtempSync(path.join(folder, "run-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    writeFileSync(path.join(cwd, name), text);
  }
  let [out, err] = ["", ""];
  const code = run(["playbook", ...args], {
    cwd,
    today: TODAY,
    version: "0.0.0",
    color: false,
    readStdin: () => "",
    log: () => undefined,
    out: (text) => (out += text),
    err: (text) => (err += text),
    checks: () => [],
    reportScript: () => "",
    playbooks: () => [
      { path: "playbooks/drain-node.yaml", text: playbook("drain-node", "Drain a node") },
      { path: "playbooks/canary.yaml", text: playbook("canary", "Canary") },
    ],
  });
  return { code, out, err };
}

describe("plimsoll playbook list", () => {
  it("lists what is built in and what the workspace has, which takes the place of what is built in", () => {
    const own = { ".plimsoll/playbooks/canary.yaml": playbook("canary", "Our canary"), ".plimsoll/playbooks/x.yml": playbook("x") };
    assert.deepEqual(runIn(own, "list"), {
      code: 0,
      out: "rollout\n  canary      Our canary (of this workspace)\n  drain-node  Drain a node\n  x           Look (of this workspace)\n",
      err: "",
    });
  });
  it("prints JSON", () => {
    const { code, out } = runIn({}, "list", "--format", "json");
    assert.equal(code, 0);
    const rows = JSON.parse(out) as unknown[];
    assert.equal(rows.length, 2);
    assert.deepEqual(rows[0], {
      id: "canary",
      title: "Canary",
      summary: "Looks at it.",
      topic: "rollout",
      guide: false,
      source: "built-in",
      path: "playbooks/canary.yaml",
      appliesTo: [],
      guidance: [],
      steps: 1,
    });
  });
  it("leaves out what cannot be read, and says so", () => {
    const { code, out, err } = runIn({ ".plimsoll/playbooks/broken.yaml": "id: broken\n" }, "list");
    assert.equal(code, 0);
    assert.doesNotMatch(out, /broken/);
    assert.match(err, /^plimsoll: \.plimsoll\/playbooks\/broken\.yaml is left out/);
  });
});

describe("plimsoll playbook show", () => {
  it("prints the steps", () => {
    const { code, out } = runIn({}, "show", "drain-node");
    assert.equal(code, 0);
    assert.equal(out, "# Drain a node\n\nLooks at it.\n\n## Act\n\n### Look at it (by hand)\n");
  });
  it("prints JSON", () => {
    const { out } = runIn({}, "show", "drain-node", "--format", "json");
    assert.equal((JSON.parse(out) as { playbook: { id: string } }).playbook.id, "drain-node");
  });
});

describe("plimsoll playbook lint", () => {
  const broken = { ".plimsoll/playbooks/broken.yaml": playbook("broken", "Broken", ", whi: x") };
  it("reports and fails", () => {
    const { code, out } = runIn(broken, "lint");
    assert.equal(code, 1);
    assert.match(out, /has no field `whi`: did you mean `why`\? playbook\/unknown-field/);
  });
  it("takes paths and formats", () => {
    const { code, out } = runIn(broken, "lint", ".plimsoll/playbooks/broken.yaml", "--format", "json");
    assert.equal(code, 1);
    const { files } = JSON.parse(out) as { files: { path: string; findings: { rule: string }[] }[] };
    assert.deepEqual([files[0]?.path, files[0]?.findings[0]?.rule], [".plimsoll/playbooks/broken.yaml", "playbook/unknown-field"]);
  });
  it("is content with what is right, and with a workspace that has none", () => {
    assert.equal(runIn({ ".plimsoll/playbooks/good.yaml": playbook("good") }, "lint").code, 0);
    const { code, out, err } = runIn({}, "lint");
    assert.deepEqual({ code, out, err }, { code: 0, out: "", err: "plimsoll: there are no playbooks in .plimsoll/playbooks\n" });
  });
});

describe("wrong usage", () => {
  for (const [what, args, message] of [
    ["nothing", [], "playbook: takes list, show or lint"],
    ["an unknown command", ["run"], "playbook run: takes list, show or lint"],
    ["an unknown playbook", ["show", "drain-nod"], "playbook show drain-nod: there is no such playbook; did you mean drain-node?"],
    ["no id", ["show"], "playbook show: takes the id of one playbook"],
    ["an unknown format", ["list", "--format", "xml"], "--format xml: there are text, json"],
    ["an unknown option", ["list", "--all"], "playbook list: Unknown option '--all'"],
    ["a file that is no playbook", ["lint", "pod.yaml"], "pod.yaml: no playbook; they lie in .plimsoll/playbooks/ and not in pod.yaml"],
    ["a file that is not there", ["lint", "none.yaml"], "none.yaml: there is no such file or folder"],
  ] as const)
    it(`${what} is one clear line, and exit code 2`, () => {
      const { code, out, err } = runIn({ "pod.yaml": "apiVersion: v1\nkind: Pod\nmetadata: { name: x }\n" }, ...args);
      assert.deepEqual({ code, out, err }, { code: 2, out: "", err: `plimsoll: ${message}\n` });
    });
});
