import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { findProgram, runProgram } from "../../client/src/playbook/process";
import type { ReadyCall } from "../../server/src/playbook/call";
import { judge } from "../../server/src/playbook/call";

/** What the process of the tests is called, so that the PATH finds it. */
const NODE = path.basename(process.execPath);
const env = { ...process.env, PATH: path.dirname(process.execPath) };

let folder = "";
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), "plimsoll-process-"));
});
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

const node = (script: string, more: Partial<ReadyCall> = {}, args: readonly string[] = []): ReadyCall => ({
  program: NODE,
  args: ["-e", script, ...args],
  env: {},
  stdin: undefined,
  timeout: 20,
  ...more,
});
const run = (call: ReadyCall) => runProgram(call, { cwd: folder, env }).outcome;

describe("a program that is started", () => {
  it("gives its exit code and keeps its two streams apart", async () => {
    const outcome = await run(node("console.log('out'); console.error('err'); process.exitCode = 3"));
    assert.deepEqual(
      { ...outcome, seconds: 0 },
      { exitCode: 3, timedOut: false, stdout: "out\n", stderr: "err\n", truncated: false, seconds: 0 },
    );
  });

  it("gets each argument as one, whatever a shell would make of it", async () => {
    const odd = ["x; touch hacked", "$(touch hacked)", "`touch hacked`", "a b", "*", "&& touch hacked"];
    const { stdout } = await run(node("console.log(JSON.stringify(process.argv.slice(1)))", {}, odd));
    assert.deepEqual(JSON.parse(stdout), odd);
    assert.equal(existsSync(path.join(folder, "hacked")), false);
  });

  it("gets its input and its own variables on top of the others", async () => {
    const script =
      "process.stdin.pipe(process.stdout); process.stdin.on('end', () => console.log(process.env.ONE, process.env.KUBECONFIG))";
    const call = node(script, { stdin: "typed ", env: { ONE: "1" } });
    const { stdout } = await runProgram(call, { cwd: folder, env: { ...env, KUBECONFIG: "/k", ONE: "0" } }).outcome;
    assert.equal(stdout, "typed 1 /k\n");
  });

  it("ends well when it reads nothing of a long input", async () => {
    assert.equal((await run(node("process.exit(0)", { stdin: "x".repeat(1_000_000) }))).exitCode, 0);
  });

  it("is heard as it speaks, also where a character is cut in two", async () => {
    const heard: string[] = [];
    const script = "process.stdout.write(Buffer.from([0xe2, 0x82])); setTimeout(() => process.stdout.write(Buffer.from([0xac])), 100)";
    const onOutput = (text: string, stream: string): void => void heard.push(`${stream}:${text}`);
    const { stdout } = await runProgram(node(script), { cwd: folder, env, onOutput }).outcome;
    assert.equal(stdout, "€");
    assert.equal(heard.map((each) => each.slice("stdout:".length)).join(""), "€");
    assert.ok(heard.every((each) => each.startsWith("stdout:")));
  });

  it("loses all but the end of what it says too much", async () => {
    const { stdout, truncated, exitCode } = await run(node("process.stdout.write('x'.repeat(3_000_000) + 'the end')"));
    assert.equal(exitCode, 0);
    assert.equal(truncated, true);
    assert.equal(stdout.length, 1024 * 1024);
    assert.ok(stdout.endsWith("xthe end"));
  });
});

describe("a program that takes too long", () => {
  it("is stopped with everything it started", { skip: process.platform === "win32" && "groups of processes are of POSIX" }, async () => {
    const mark = path.join(folder, "pid");
    // The child of the child ignores the polite request and would hold the output open.
    const grandchild = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)";
    const script = `const { spawn } = require("node:child_process");
      const child = spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}], { stdio: "inherit" });
      require("node:fs").writeFileSync(${JSON.stringify(mark)}, String(child.pid));
      setInterval(() => {}, 1000);`;
    const call = node(script, { timeout: 1 });
    const outcome = await run(call);
    assert.equal(outcome.timedOut, true);
    assert.equal(outcome.exitCode, undefined);
    assert.ok(outcome.seconds >= 1 && outcome.seconds < 10, `${outcome.seconds} s`);
    await gone(Number(readFileSync(mark, "utf8")));
    assert.deepEqual(judge({ ...call, env: {}, stdin: "", timeout: 1 }, outcome).problems, ["It was stopped after 1 s."]);
  });

  it("has time to clean up", async () => {
    const script = "process.on('SIGTERM', () => { console.log('lock given back'); process.exit(0) }); setInterval(() => {}, 1000)";
    const { stdout, timedOut } = await run(node(script, { timeout: 1 }));
    assert.equal(timedOut, true);
    if (process.platform !== "win32") assert.equal(stdout, "lock given back\n");
  });

  it("is stopped when it ignores the request", async () => {
    const { timedOut, seconds } = await run(node("process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)", { timeout: 1 }));
    assert.equal(timedOut, true);
    assert.ok(seconds < 10, `${seconds} s`);
  });

  it("is stopped when a person says so", async () => {
    const running = runProgram(node("console.log('up'); setInterval(() => {}, 1000)"), {
      cwd: folder,
      env,
      onOutput: () => {
        running.kill();
      },
    });
    const { exitCode, timedOut, stdout } = await running.outcome;
    assert.deepEqual([exitCode, timedOut, stdout], [undefined, false, "up\n"]);
  });
});

describe("a program that is not there", () => {
  it("is an outcome with a sentence", async () => {
    const call = node("", { program: "no-such-program" });
    const outcome = await run(call);
    assert.deepEqual(judge({ program: call.program, args: [] }, outcome), {
      ok: false,
      problems: ["no-such-program was not found."],
      kept: {},
    });
  });

  it("is not taken from the folder it would run in, nor from a relative folder of the PATH", () => {
    const bin = path.join(folder, "bin");
    mkdirSync(bin, { recursive: true });
    writeFileSync(path.join(bin, "tool"), "");
    chmodSync(path.join(bin, "tool"), 0o755);
    assert.equal(findProgram("tool", { PATH: bin }), path.join(bin, "tool"));
    assert.equal(findProgram("tool", { PATH: `.${path.delimiter}bin${path.delimiter}` }), undefined);
    assert.equal(findProgram("tool", {}), undefined);
  });

  it("is not a folder or a file that cannot be run", { skip: process.platform === "win32" && "files have no such mode there" }, () => {
    mkdirSync(path.join(folder, "bin", "folder"), { recursive: true });
    writeFileSync(path.join(folder, "bin", "text"), "", { mode: 0o644 });
    assert.equal(findProgram("folder", { PATH: path.join(folder, "bin") }), undefined);
    assert.equal(findProgram("text", { PATH: path.join(folder, "bin") }), undefined);
  });
});

/** Waits until a process is gone: it was told so before, and the system takes its time. */
async function gone(pid: number): Promise<void> {
  for (let i = 0; i < 50; i++) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`process ${pid} still runs`);
}
