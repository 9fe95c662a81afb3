import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { commandLine, judge, readyCall, valueAt, valueProblem } from "../../server/src/playbook/call";
import type { Outcome } from "../../server/src/playbook/call";

const UNDO = { program: "kubectl", args: ["rollout", "undo", "deployment/${name}", "--to-revision=${revision}"] };
const argsOf = (values: Record<string, string>) => {
  const ready = readyCall(UNDO, values);
  return "call" in ready ? ready.call.args : ready.problems.map(({ message }) => message);
};

describe("filling a call", () => {
  it("keeps an input one argument, whatever it says", () => {
    for (const name of ["web", "x; rm -rf ~", "$(id)", "a b", "`id`", "${revision}", "'\"", "--all"])
      assert.deepEqual(argsOf({ name, revision: "3" }), ["rollout", "undo", `deployment/${name}`, "--to-revision=3"]);
  });
  it("refuses what is not known, empty, or breaks the line", () => {
    assert.deepEqual(argsOf({ name: "web" }), ['The input "revision" has no value.']);
    assert.deepEqual(argsOf({ name: "", revision: "3" }), ['The input "name" has no value.']);
    assert.deepEqual(argsOf({ name: "a\nb", revision: "3" }), ['The input "name" holds a line break or control character.']);
    assert.deepEqual(argsOf({ name: "a", revision: "constructor" }).at(-1), "--to-revision=constructor");
    assert.deepEqual(readyCall({ program: "x", args: ["${toString}"] }, {}), {
      problems: [{ input: "toString", message: 'The input "toString" has no value.' }],
    });
  });
  it("refuses a value that would be an option where an argument begins with it", () => {
    const call = { program: "kubectl", args: ["drain", "${node}"] };
    assert.deepEqual(readyCall(call, { node: "--all" }), {
      problems: [{ input: "node", message: 'The input "node" begins with a dash and would be read as an option.' }],
    });
  });
  it("fills the environment and the standard input", () => {
    const ready = readyCall({ program: "psql", args: [], env: { PGPASSWORD: "${p}" }, stdin: "a\n${p}", timeout: 5 }, { p: "s\ns" });
    assert.deepEqual(ready, { call: { program: "psql", args: [], env: { PGPASSWORD: "s\ns" }, stdin: "a\ns\ns", timeout: 5 } });
  });
  it("writes a line to paste that a POSIX shell reads back as the same arguments", () => {
    assert.equal(commandLine(UNDO, { name: "x; rm -rf ~" }), "kubectl rollout undo 'deployment/x; rm -rf ~' '--to-revision=<revision>'");
    assert.equal(commandLine({ program: "echo", args: ["it's", ""] }, {}), "echo 'it'\\''s' ''");
  });
});

describe("values of inputs", () => {
  it("match the whole pattern and are among the choices", () => {
    const input = { title: "Revision", pattern: "[0-9]+|last" };
    assert.equal(valueProblem("r", input, "12"), undefined);
    assert.equal(valueProblem("r", input, "12x"), "Revision does not match [0-9]+|last.");
    assert.equal(valueProblem("r", { title: "Way", choices: ["a", "b"] }, "c"), "Way is one of a, b.");
    assert.equal(valueProblem("r", undefined, ""), "r is empty.");
  });
});

describe("judging how a program ended", () => {
  const outcome = (more: Partial<Outcome> = {}): Outcome => ({
    exitCode: 0,
    timedOut: false,
    stdout: "",
    stderr: "",
    truncated: false,
    ...more,
  });
  const call = {
    program: "terraform",
    args: ["plan"],
    timeout: 60,
    exit: [0, 2],
    expect: [{ matches: "^No changes", otherwise: "The plan has changes." }],
    keep: { serial: "serial", whole: "." },
  };
  it("goes by exit codes and patterns", () => {
    assert.deepEqual(judge(call, outcome({ exitCode: 2, stdout: 'No changes\n{"serial":1' })).problems, []);
    assert.deepEqual(judge(call, outcome({ exitCode: 1, stdout: "No changes" })).problems, ["It ended with 1, expected was one of 0, 2."]);
    assert.deepEqual(judge(call, outcome({ stderr: "+ create" })).problems, ["The plan has changes."]);
    assert.deepEqual(judge(call, outcome({ exitCode: undefined, timedOut: true, stdout: "No changes" })).problems, [
      "It was stopped after 60 s.",
    ]);
    assert.deepEqual(judge(call, outcome({ exitCode: undefined, stdout: "No changes" })).problems, ["It was ended from outside."]);
  });
  it("keeps values of JSON as text, and nothing of what was cut", () => {
    const stdout = '{"serial": 7, "list": [{"a.b/c": true}]}';
    const keep = { serial: "serial", whole: ".", deep: 'list[-1]["a.b/c"]', none: "list[4].x" };
    assert.deepEqual(judge({ ...call, keep, expect: [] }, outcome({ stdout })).kept, { serial: "7", whole: stdout, deep: "true" });
    assert.deepEqual(judge({ ...call, keep: { serial: "serial" } }, outcome({ stdout, truncated: true })).kept, {});
    assert.deepEqual(judge({ ...call, keep: { serial: "serial" } }, outcome({ stdout: "no JSON" })).kept, {});
  });
  it("walks own keys only", () => {
    assert.equal(valueAt({}, "constructor"), undefined);
    assert.equal(valueAt({ a: "text" }, "a.length"), undefined);
    assert.equal(valueAt(undefined, "a"), undefined);
  });
});
