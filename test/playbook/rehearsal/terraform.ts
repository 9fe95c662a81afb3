import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import type { Rehearsal } from "./rehearse";
import type { Stage } from "./stage";

/** Why what needs Terraform is skipped; false: it is here. */
export const NO_TERRAFORM =
  spawnSync("terraform", ["version"], { stdio: "ignore" }).status === 0 ? (false as const) : "terraform is not installed here";

const ID = "0123abcd-0123-0123-0123-0123456789ab";
const LOCK = { ID, Operation: "OperationTypeApply", Who: "runner@ci", Created: "2026-11-20T12:00:00Z" };

/** A root module that needs no provider. */
const main = (size: string, backend = ""): string => `terraform {
  required_version = ">= 1.5"
${backend}}

resource "terraform_data" "orders" {
  input = "${size}"
}
`;
const HTTP_BACKEND = `  backend "http" {}
`;

/** Runs a program that belongs to the beginning; it must go well. */
async function run(stage: Stage, program: string, args: readonly string[], code = 0): Promise<string> {
  const { exitCode, stdout, stderr } = await stage.run({ program, args, env: {}, stdin: undefined, timeout: 60 });
  assert.equal(exitCode, code, `${program} ${args.join(" ")}\n${stderr}`);
  return stdout;
}
const git = (stage: Stage, ...args: readonly string[]): Promise<string> =>
  run(stage, "git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args]);

/** A root module that was applied with another size than the code has now, so that there is something to reconcile. */
async function drifted(stage: Stage): Promise<void> {
  stage.write(".gitignore", ".terraform*\n*.tfstate*\n*.tfplan\n");
  stage.write("main.tf", main("small"));
  await git(stage, "init", "--quiet");
  await run(stage, "terraform", ["init", "-input=false"]);
  await run(stage, "terraform", ["apply", "-auto-approve", "-input=false"]);
  stage.write("main.tf", main("large"));
  await git(stage, "add", ".");
  await git(stage, "commit", "--quiet", "--message", "Grow");
}
const sizeIn = async (stage: Stage): Promise<unknown> => {
  const { values } = JSON.parse(await run(stage, "terraform", ["show", "-json"])) as {
    values: { root_module: { resources: { values: { input: string } }[] } };
  };
  return values.root_module.resources[0]?.values.input;
};
const drift = { playbook: "terraform-drift", file: "main.tf", text: main("large"), begin: drifted };
const APPLY = "terraform -chdir=/files apply -input=false -lock-timeout=60s plimsoll.tfplan";

/** A lock that a pipeline left behind, which nobody holds any more. */
const locked = {
  playbook: "state-lock",
  file: "main.tf",
  text: main("small", HTTP_BACKEND),
  inputs: { lock: ID },
  // A lock that stays is waited for in vain: there is no need to wait as long.
  hurry: (argument: string) => argument.replace(/^-lock-timeout=.*/, "-lock-timeout=1s"),
  begin: async (stage: Stage) => {
    const places = ["address", "lock_address", "unlock_address"].map((name) => `-backend-config=${name}=${stage.state.url}`);
    await run(stage, "terraform", ["init", "-input=false", ...places]);
    await run(stage, "terraform", ["apply", "-auto-approve", "-input=false"]);
    stage.state.lock = LOCK;
  },
};

export const TERRAFORM: readonly Rehearsal[] = [
  {
    ...drift,
    title: "ends at once where there is no drift",
    choose: { drift: "None" },
    status: "done",
    changes: [],
    then: async (stage) => {
      assert.equal(await sizeIn(stage), "small");
    },
  },
  {
    ...drift,
    title: "applies the plan that was read, and then nothing is left to change",
    choose: { drift: "Some", way: "The code", expected: "Yes" },
    status: "done",
    changes: [APPLY],
    then: async (stage) => {
      assert.equal(await sizeIn(stage), "large");
      await run(stage, "terraform", ["plan", "-detailed-exitcode", "-input=false"]);
    },
  },
  {
    ...drift,
    title: "adopts reality, and applies nothing",
    choose: { drift: "Some", way: "Reality", expected: "Nothing" },
    status: "done",
    changes: [],
    then: async (stage) => {
      assert.equal(await sizeIn(stage), "small");
    },
  },
  {
    ...drift,
    title: "is turned round by hand, and the state stays as it is",
    choose: { drift: "Some", way: "The code", expected: "Yes" },
    back: "apply",
    status: "rolledBack",
    changes: [APPLY],
    then: async (stage) => {
      assert.equal(await sizeIn(stage), "large");
    },
  },
  {
    ...drift,
    title: "does not begin on a working tree with changes",
    begin: async (stage) => {
      await drifted(stage);
      stage.write("main.tf", main("huge"));
    },
    fails: ["clean"],
    choose: { drift: "None" },
    status: "done",
    changes: [],
  },
  {
    ...locked,
    title: "releases the lock that nobody holds any more",
    choose: { locked: "Yes", alive: "No" },
    status: "done",
    changes: [`terraform -chdir=/files force-unlock -force ${ID}`],
    then: (stage, player) => {
      assert.equal(stage.state.lock, undefined);
      assert.match(String(player.state.kept.serial), /^\d+$/);
    },
  },
  {
    ...locked,
    title: "leaves the lock alone while somebody works under it",
    choose: { locked: "Yes", alive: "Yes" },
    status: "done",
    changes: [],
    then: (stage) => {
      assert.deepEqual(stage.state.lock, LOCK);
    },
  },
  {
    ...locked,
    title: "asks again who holds it when waiting does not help",
    choose: { locked: "Yes", alive: ["Yes", "No"] },
    no: ["give-time"],
    status: "done",
    changes: [`terraform -chdir=/files force-unlock -force ${ID}`],
    then: (stage) => {
      assert.equal(stage.state.lock, undefined);
    },
  },
];
