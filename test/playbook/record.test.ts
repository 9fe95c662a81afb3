import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { advance } from "../../server/src/playbook/run";
import { excerptOf, masked, recordMarkdown } from "../../server/src/playbook/record";
import { playbookMarkdown } from "../../server/src/playbook/render";
import { createRun } from "../../server/src/playbook/state";
import { playbookOf } from "./support";

const PLAYBOOK = playbookOf(`id: login
title: Log in | and <b>look</b>
summary: Logs in.
topic: secrets
guidance: [RBK-13]
inputs:
  name: { title: Name }
  password: { title: Password, secret: true }
phases:
  - id: act
    title: Act
    steps:
      - id: login
        title: Log in
        kind: command
        why: Because.
        command: { program: psql, args: [--user, "\${name}"], env: { PGPASSWORD: "\${password}" } }
        rollback: { manual: Log out. }
`);

describe("what is kept of an output", () => {
  it("is plain text", () => {
    assert.equal(excerptOf("\u001b[31mred\u001b[0m \u001b]8;;https://x\u0007link\u001b]8;;\u0007 \u202eevil\u0000\n", []), "red link evil");
    assert.equal(excerptOf("10%\r50%\r100%\r\ndone\r\n", []), "100%\ndone");
  });
  it("has no secret, known or by its looks", () => {
    assert.equal(masked("a hunter2 hunter22", ["hunter2", "hunter22", ""]), "a *** ***");
    for (const text of [
      "postgres://app:s3cr3t@db/x",
      "token glpat-abcdefghijklmnopqrst",
      "AKIAABCDEFGHIJKLMNOP",
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
    ])
      assert.match(excerptOf(text, []), /\*\*\*/, text);
    assert.doesNotMatch(excerptOf("postgres://app:s3cr3t@db/x", []), /s3cr3t/);
  });
  it("is its end, when it is long", () => {
    const kept = excerptOf(`${"x".repeat(10_000)}END`, []);
    assert.ok(kept.length < 4100 && kept.startsWith("…") && kept.endsWith("END"));
  });
});

describe("the record of a run", () => {
  const start = createRun(PLAYBOOK, {
    id: "1",
    digest: "d",
    time: "2026-11-20T17:00:00+01:00",
    by: "Ada | <script>",
    target: { kubeconfig: "/k", context: "prod|eu", server: "https://api", clusterId: "uid", namespace: "shop" },
    object: { kind: "Deployment", name: "web" },
    commit: "0123abc",
    inputs: { name: "x`y|z\n# heading", password: "hunter2" },
  });
  const time = "2026-11-20T17:01:00+01:00";
  const failed = advance(PLAYBOOK, advance(PLAYBOOK, start, { time, type: "started", step: "login", command: "psql --user x # hunter2" }), {
    time,
    type: "finished",
    step: "login",
    judgement: { ok: false, problems: ["It ended with 1."], kept: {} },
    seconds: 1.5,
    exitCode: 1,
    excerpt: "```\n\u001b[1mno hunter2```",
  });
  const text = recordMarkdown(PLAYBOOK, failed, { secrets: ["hunter2"], revisions: { before: "7" } });
  it("says who, when, where, what and how it ended", () => {
    for (const part of [
      "17:00:00+01:00",
      "prod\\|eu",
      "uid",
      "shop",
      "Deployment/web",
      "0123abc",
      "exit code 1, 1.5 s",
      "| Revision before | 7 |",
    ])
      assert.ok(text.includes(part), `${part} in\n${text}`);
    assert.match(text, /^\| Log in \| failed \| It ended with 1\. \|$/m);
    assert.match(text, /^## To be taken back\n\n.*\n.*\n\| Log in \| open \| {2}\|$/m);
  });
  it("holds no secret, no escape sequence and no markup of others", () => {
    assert.doesNotMatch(text, /hunter2/);
    assert.match(text, /^\| Password \| \\\*\\\*\\\* \|$|^\| Password \| \*\*\* \|$/m);
    assert.ok(!text.includes("\u001b"));
    assert.doesNotMatch(text, /<script|<b>/);
  });
  it("keeps its tables and blocks whole, whatever stands in them", () => {
    for (const line of text.split("\n").filter((each) => each.startsWith("|")))
      assert.ok([3, 4].includes(line.replaceAll("\\|", "").split("|").length - 1), line);
    assert.match(text, /^````text\n```\nno \*\*\*```\n````$/m);
    assert.doesNotMatch(text, /^# heading/m);
  });
});

describe("a playbook as Markdown", () => {
  it("shows commands with the inputs that are known, and the advice it carries", () => {
    const text = playbookMarkdown(PLAYBOOK, { name: "a b" });
    assert.match(text, /psql --user 'a b'/);
    assert.match(text, /To take it back: Log out\./);
    assert.match(text, /> RBK-13, from/);
    assert.match(playbookMarkdown(PLAYBOOK), /psql --user '<name>'/);
  });
});
