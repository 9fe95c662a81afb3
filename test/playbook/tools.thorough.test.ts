import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { callsOf, stepsOf } from "../../server/src/languages/playbook/flow";
import type { Call } from "../../server/src/languages/playbook/shape";
import { wordsOf } from "../../server/src/languages/playbook/tools";
import { fillText, readyCall } from "../../server/src/playbook/call";
import { RESOURCES, preflight } from "../../server/src/playbook/preflight";
import { watchCalls } from "../../server/src/playbook/watch";
import { playbookOf } from "./support";

/**
 * Every call of the built-in playbooks, read by the real tool's own parser of arguments: kubectl is sent to a port where nobody listens, and
 * must complain about that and not about its flags; terraform reads a folder without configuration. A tool that is not here is named.
 */
const ROOT = path.resolve(__dirname, "../../..");
const PLAYBOOKS = readdirSync(path.join(ROOT, "playbooks")).map((name) => ({
  name,
  playbook: playbookOf(readFileSync(path.join(ROOT, "playbooks", name), "utf8")),
}));
/** What is asked beside the steps: the rows of the card, and the table of a rollout. */
const ASKED = Object.keys(RESOURCES).flatMap((kind) => {
  const calls = [...preflight({ kind }).map(({ call }) => call), ...Object.values(watchCalls({ kind }) ?? {})];
  return calls.map((call: Call) => ({ call, playbook: kind, step: { id: "the card" } }));
});
const CALLS = [
  ...PLAYBOOKS.flatMap(({ name, playbook }) => callsOf(playbook).map(({ call, step }) => ({ call, step, playbook: name }))),
  ...ASKED,
];
/** What people are told to copy. */
const COPIES = PLAYBOOKS.flatMap(({ name, playbook }) =>
  stepsOf(playbook).flatMap(({ step }) => (step.copy === undefined ? [] : [{ text: step.copy, where: `${name}, ${step.id}` }])),
);

/** Values that pass as what the inputs ask for. */
const VALUES: Readonly<Record<string, string>> = {
  context: "test",
  namespace: "shop",
  revision: "3",
  current: "4",
  replicas: "3",
  http: "0",
  stableRoute: "0",
  canaryRoute: "1",
  limit: "768Mi",
  before: "512Mi",
  image: "registry.example.com/web:1.4.2",
  lock: "0123abcd-0123-0123-0123-0123456789ab",
  replicasBefore: "1",
  role: "arn:aws:iam::123456789012:role/web",
  url: "http://web.shop",
  peer: "192.0.2.1",
  version: "v1.33.4",
  label: "version",
  address: "aws_db_instance.orders",
};

let folder = "";
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), "plimsoll-tools-"));
  mkdirSync(path.join(folder, "home"));
  writeFileSync(path.join(folder, "object.yaml"), "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\n");
  writeFileSync(
    path.join(folder, "config"),
    `apiVersion: v1
kind: Config
clusters: [{ name: c, cluster: { server: "http://127.0.0.1:1" } }]
contexts: [{ name: test, context: { cluster: c, user: u } }]
users: [{ name: u, user: {} }]
`,
  );
});
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

const values = (names: readonly string[]) =>
  Object.fromEntries(
    names.map((name) => [
      name,
      VALUES[name] ?? (/file$/i.test(name) ? path.join(folder, "object.yaml") : name === "directory" ? folder : "web"),
    ]),
  );

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

function runTool(program: string, args: readonly string[], input = ""): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const env = {
      PATH: process.env.PATH,
      HOME: path.join(folder, "home"),
      KUBECONFIG: path.join(folder, "config"),
      CHECKPOINT_DISABLE: "1",
    };
    const child = spawn(program, [...args], { env, cwd: folder, stdio: "pipe", timeout: 30_000 });
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    let output = "";
    child.stdout.on("data", (data: Buffer) => (output += data.toString()));
    child.stderr.on("data", (data: Buffer) => (output += data.toString()));
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code, output });
    });
  });
}

const isHere = (program: string, args: readonly string[]): boolean => spawnSync(program, args, { stdio: "ignore" }).status === 0;

/** What a parser says of arguments it does not know. */
const MISUSE =
  /unknown (?:shorthand )?flag|unknown command|invalid argument|flag needs an argument|required flag|accepts \d+ arg|must specify|usage:|Error parsing command-line|Too many command line arguments|flag provided but not defined|is not a valid|exactly one|expects? /i;

/** Whether a tool's parser took the arguments; for kubectl it must have got as far as the server that is not there. */
const isTaken = (program: string, output: string): boolean =>
  !MISUSE.test(output.replace(/.*127\.0\.0\.1:1.*\n?/g, "")) && (program !== "kubectl" || /127\.0\.0\.1:1\b/.test(output));

async function check(program: string, skip: (args: readonly string[]) => boolean): Promise<void> {
  const lines = new Map<string, { args: readonly string[]; where: string }>();
  for (const { call, playbook, step } of CALLS) {
    if (call.program !== program) continue;
    const names = [...call.args.join(" ").matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name ?? "");
    const ready = readyCall(call, values(names));
    assert.ok("call" in ready, JSON.stringify(ready));
    if (!skip(ready.call.args)) lines.set(ready.call.args.join("\u0000"), { args: ready.call.args, where: `${playbook}, ${step.id}` });
  }
  assert.ok(lines.size > 0, `no playbook calls ${program}`);
  const queue = [...lines.values()];
  const refused: string[] = [];
  const work = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const { output } = await runTool(program, next.args);
      if (!isTaken(program, output)) refused.push(`${next.where}: ${program} ${next.args.join(" ")}\n${output}`);
    }
  };
  await Promise.all([work(), work()]);
  assert.deepEqual(refused, []);
}

const hasKubectl = isHere("kubectl", ["version", "--client"]);
const hasTerraform = isHere("terraform", ["version"]);
const PLUGINS = ["argo", "cnpg"];

describe("the arguments of built-in playbooks, read by the tools themselves", () => {
  it("kubectl", { skip: hasKubectl ? false : "kubectl is not installed here", timeout: 300_000 }, async () => {
    await check("kubectl", (args) => PLUGINS.includes(wordsOf(args)[0] ?? ""));
    const { output } = await runTool("kubectl", ["get", "pods", "--context", "test", "--no-such-flag"]);
    assert.ok(!isTaken("kubectl", output), "a flag that does not exist is seen");
  });
  it("terraform", { skip: hasTerraform ? false : "terraform is not installed here", timeout: 300_000 }, async () => {
    await check("terraform", () => false);
    const { output } = await runTool("terraform", ["plan", "-no-such-flag"]);
    assert.ok(!isTaken("terraform", output), "a flag that does not exist is seen");
  });
  it("kubectl, in what is to be copied", { skip: hasKubectl ? false : "kubectl is not installed here" }, async () => {
    const lines = COPIES.flatMap(({ text, where }) => text.split("\n").map((line) => ({ line, where }))).filter(({ line }) =>
      // A line with a pipe or quotes is read by a shell first.
      /^kubectl (?!cnpg|argo)[^|'"]*$/.test(line),
    );
    assert.ok(lines.length > 0, "no playbook has a line of kubectl to copy");
    for (const { line, where } of lines) {
      const names = [...line.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name ?? "");
      const [, ...args] = fillText(line, values(names)).split(" ");
      const { output } = await runTool("kubectl", args);
      assert.ok(isTaken("kubectl", output), `${where}: ${line}\n${output}`);
    }
  });
  it("terraform, in blocks to be copied", { skip: hasTerraform ? false : "terraform is not installed here" }, async () => {
    const blocks = COPIES.filter(({ text }) => /^\w+ (?:"[^"]*" )*\{\n/.test(text));
    assert.ok(blocks.length > 0, "no playbook has a block of Terraform to copy");
    for (const { text, where } of blocks) {
      const { code, output } = await runTool("terraform", ["fmt", "-check", "-diff", "-"], text);
      assert.equal(code, 0, `${where}: ${output}`);
    }
    const { code } = await runTool("terraform", ["fmt", "-check", "-"], "moved {\n");
    assert.notEqual(code, 0, "a block that does not end is seen");
  });
});
