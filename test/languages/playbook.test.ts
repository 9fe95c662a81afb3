import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import Ajv2020 from "ajv/dist/2020";
import { parse } from "yaml";
import { callsOf, following, reachable, resolvePlace, stepsOf } from "../../server/src/languages/playbook/flow";
import { filledTexts, inputsIn, keptNames, piecesOf } from "../../server/src/languages/playbook/inputs";
import { placeOf, readPlaybook, secondsOf } from "../../server/src/languages/playbook/read";
import { missingPins, mutates, wordsOf } from "../../server/src/languages/playbook/tools";
import { describeKey, suggestions } from "../../server/src/languages/playbook/words";
import { parseYaml } from "../../server/src/languages/yaml/parse";

const SOURCE = `id: undo
title: Undo
summary: Goes back.
topic: rollout
appliesTo: [Deployment]
inputs:
  name: { title: Name, from: { manifest: metadata.name } }
  revision: { title: Revision, from: { kept: previous }, pattern: "[0-9]+" }
phases:
  - id: look
    title: Look
    steps:
      - id: history
        title: Read the history
        kind: command
        command:
          program: kubectl
          timeout: 5s
          args: [get, replicasets, "deployment=\${name}", --replicas, 3]
          keep: { previous: "items[0].metadata.name" }
      - id: choose
        title: Which way?
        kind: decision
        question: Which way?
        branches:
          - { title: Back, goto: act }
          - { title: Nowhere, goto: end }
  - id: act
    title: Act
    next: end
    steps:
      - id: undo
        title: Undo it
        kind: command
        mutating: true
        command:
          program: kubectl
          args: [rollout, undo, "deployment/\${name}", "--to-revision=\${revision}"]
          env: { NOTE: "\${name}" }
        rollback: { manual: Go forward again. }
  - id: never
    title: Never
    steps:
      - { id: lost, title: Lost, kind: manual }
rollback:
  - { id: breathe, title: Breathe, kind: manual }
`;

const tree = (text: string) => parseYaml(text, { version: "1.2", templated: false });
const read = (text: string) => readPlaybook(tree(text));
const whole = (text: string) => {
  const { playbook, errors } = read(text);
  assert.deepEqual(errors, []);
  assert.ok(playbook);
  return playbook;
};

describe("reading a playbook", () => {
  it("gives what is written, texts as they are written and times in seconds", () => {
    const playbook = whole(SOURCE);
    const [first] = stepsOf(playbook);
    assert.ok(first?.step.kind === "command");
    assert.equal(first.step.command.timeout, 5);
    assert.deepEqual(first.step.command.args.slice(-2), ["--replicas", "3"]);
    assert.deepEqual(playbook.inputs?.revision, { title: "Revision", from: { kept: "previous" }, pattern: "[0-9]+" });
  });

  it("is data: it survives a way through JSON", () => {
    const playbook = whole(SOURCE);
    assert.deepEqual(JSON.parse(JSON.stringify(playbook)), playbook);
  });

  it("knows where each part stands", () => {
    const file = read(SOURCE);
    assert.ok(file.playbook);
    const [call] = callsOf(file.playbook);
    assert.ok(call);
    const at = placeOf(file, call.call.args, 2);
    assert.equal(SOURCE.slice(at.start, at.end), '"deployment=${name}"');
    const title = placeOf(file, call.step, "title");
    assert.equal(SOURCE.slice(title.start, title.end), "Read the history");
  });

  for (const [what, text, message] of [
    ["nothing", "", "A playbook is a mapping."],
    ["a list", "- hosts: all\n", "A playbook is a mapping."],
    ["a key written twice", `${SOURCE}title: Again\n`, "`title` is written twice."],
    ["an alias that holds itself", SOURCE.replace(/rollback:\n[\s\S]*/, "rollback: &a [*a]\n"), "An item of `rollback` is a mapping."],
    ["an id of another form", SOURCE.replace("id: undo\ntitle", "id: Undo It\ntitle"), "`id` is lower case words joined by dashes"],
    ["a pattern that is none", SOURCE.replace('"[0-9]+"', '"["'), "`pattern` is not a regular expression that can be read."],
    ["an empty list", SOURCE.replace(/phases:[\s\S]*/, "phases: []\n"), "`phases` needs an item or more."],
    ["a value that is missing", SOURCE.replace("summary: Goes back.", "summary:"), "`summary` needs a value."],
  ] as const)
    it(`complains about ${what}, and gives no half playbook`, () => {
      const { playbook, errors } = read(text);
      assert.equal(playbook, undefined);
      assert.ok(
        errors.some((error) => error.message.startsWith(message)),
        errors.map((error) => error.message).join("\n"),
      );
    });

  it("reads durations with their unit only", () => {
    assert.deepEqual(
      ["30s", "5m", "2h", "10", "1d", "-1s", "1.5h"].map((text) => secondsOf(text)),
      [30, 300, 7200, undefined, undefined, undefined, undefined],
    );
  });
});

describe("the ways through a playbook", () => {
  const playbook = whole(SOURCE);
  it("leads from step to step, over the end of phases, to where it is told", () => {
    assert.equal(following(playbook, "history"), "choose");
    assert.equal(following(playbook, "undo"), "end");
    assert.equal(following(playbook, "lost"), "end");
    assert.equal(following(playbook, "breathe"), "end");
    assert.equal(resolvePlace(playbook, "act"), "undo");
    assert.equal(resolvePlace(playbook, "nowhere"), undefined);
  });
  it("finds what no way leads to", () => {
    const seen = reachable(playbook);
    assert.deepEqual(
      stepsOf(playbook)
        .map(({ step }) => step.id)
        .filter((id) => !seen.has(id)),
      ["lost"],
    );
  });
});

describe("inputs in texts", () => {
  it("cuts a text at its inputs and leaves what is escaped", () => {
    assert.deepEqual(piecesOf("a${b}c$${d}${e}"), [
      { literal: "a" },
      { input: "b" },
      { literal: "c" },
      { literal: "${d}" },
      { input: "e" },
    ]);
    assert.deepEqual(piecesOf("$HOME {x}"), [{ literal: "$HOME {x}" }]);
  });
  it("finds every text of a step, and which of them nobody sees", () => {
    const undo = stepsOf(whole(SOURCE)).find(({ step }) => step.id === "undo");
    assert.ok(undo);
    const texts = filledTexts(undo.step).filter(({ text }) => inputsIn(text).length > 0);
    assert.deepEqual(
      texts.map(({ key, shown }) => [key, shown]),
      [
        [2, true],
        [3, true],
        ["NOTE", false],
      ],
    );
    assert.deepEqual(keptNames(whole(SOURCE)), ["previous"]);
  });
});

describe("what is known of tools", () => {
  const call = (program: string, ...args: string[]) => ({ program, args });
  it("tells changes from reads", () => {
    for (const [expected, ...words] of [
      [true, "kubectl", "--context", "get", "rollout", "undo", "deployment/web"],
      [true, "kubectl", "argo", "rollouts", "abort", "web"],
      [true, "helm", "rollback", "web", "3"],
      [true, "terraform", "-chdir=infra", "state", "mv", "a", "b"],
      [true, "terraform", "init", "-migrate-state"],
      [true, "aws", "secretsmanager", "rotate-secret"],
      [false, "kubectl", "get", "pods"],
      [false, "kubectl", "rollout", "status", "deployment/web"],
      [false, "kubectl", "delete", "pod", "x", "--dry-run=server"],
      [true, "kubectl", "delete", "pod", "x", "--dry-run=none"],
      [false, "terraform", "plan"],
      [false, "terraform", "init"],
      [false, "aws", "sts", "get-caller-identity"],
      [undefined, "make", "deploy"],
    ] as const) {
      const [program, ...args] = words;
      assert.equal(mutates(call(program, ...args)), expected, words.join(" "));
    }
  });
  it("knows what a call leaves open", () => {
    assert.deepEqual(missingPins(call("kubectl", "get", "nodes", "--context=a", "--request-timeout=5s")), []);
    assert.deepEqual(
      missingPins(call("kubectl", "get", "pods", "--context=a", "--request-timeout=5s")).map(([flag]) => flag),
      ["--namespace"],
    );
    assert.deepEqual(missingPins(call("helm", "history", "web", "--kube-context", "a", "-n", "b")), []);
    assert.deepEqual(missingPins(call("kubectl", "config", "view", "--minify")), []);
    assert.deepEqual(missingPins(call("docker", "pull", "x")), []);
  });
  it("does not take a flag's value for a word, nor what stands behind two dashes", () => {
    assert.deepEqual(wordsOf(["--context", "delete", "get", "-n", "x", "pods", "--", "delete"]), ["get", "pods"]);
  });
});

describe("the words of a playbook", () => {
  it("says what a key means", () => {
    const found = describeKey(tree(SOURCE), SOURCE.indexOf("mutating") + 2);
    assert.match(found?.text ?? "", /^\*\*mutating\*\* \(true \| false\): Whether it changes anything/);
    assert.equal(describeKey(tree(SOURCE), SOURCE.indexOf("Goes back")), undefined);
  });
  it("offers the fields that a step of its kind lacks, and the values of a field", () => {
    const text = SOURCE.replace("        mutating: true\n", "        mutating: true\n        \n");
    const offset = text.indexOf("        mutating: true\n") + "        mutating: true\n        ".length;
    const labels = suggestions(tree(text), text, offset).map(({ label }) => label);
    assert.ok(labels.includes("dryRun") && labels.includes("verify"), labels.join());
    assert.ok(!labels.includes("mutating") && !labels.includes("branches"), labels.join());
    const kind = SOURCE.indexOf("kind: decision") + "kind: ".length;
    assert.deepEqual(
      suggestions(tree(SOURCE), SOURCE, kind).map(({ label }) => label),
      ["manual", "command", "gate", "wait", "edit", "decision"],
    );
  });
});

describe("the schema of playbooks", () => {
  const schema = JSON.parse(readFileSync(path.resolve(__dirname, "../../../schemas/playbook.schema.json"), "utf8")) as object;
  const validate = new Ajv2020({ strict: false, formats: { regex: true } }).compile(schema);
  it("takes what the reader takes", () => {
    assert.ok(validate(parse(SOURCE)), JSON.stringify(validate.errors));
  });
  for (const [what, from, to] of [
    ["an unknown field", "summary:", "sumary:"],
    ["a missing field", "title: Undo\n", ""],
    ["an unknown kind", "kind: decision", "kind: choice"],
    ["a time without unit", "timeout: 5s", "timeout: 5"],
    ["two ways to undo", "{ manual: Go forward again. }", "{ manual: Go., command: { program: x, args: [] } }"],
  ] as const)
    it(`refuses ${what}, as the reader does`, () => {
      const text = SOURCE.replace(from, to);
      assert.notEqual(text, SOURCE);
      assert.equal(validate(parse(text)), false);
      assert.equal(read(text).playbook, undefined);
    });
});
