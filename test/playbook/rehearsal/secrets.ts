import assert from "node:assert/strict";
import type { Rehearsal } from "./rehearse";
import type { Program } from "./programs";

const KEY = "AKIAIOSFODNN7EXAMPLE";
const update = (status: string): string => `aws iam update-access-key --access-key-id ${KEY} --status ${status} --user-name deploy`;

const CLEAN = `apiVersion: v1
kind: ConfigMap
metadata: { name: web }
data: { LOG_LEVEL: info }
`;

/** What the keys of a user are, and what `aws` does to them. */
function account(): { readonly keys: Record<string, string>; readonly aws: Program } {
  const keys: Record<string, string> = { [KEY]: "Active" };
  const value = (args: readonly string[], flag: string): string => args[args.indexOf(flag) + 1] ?? "";
  return {
    keys,
    aws: (args) => {
      switch (args[1]) {
        case "get-access-key-last-used":
          return { stdout: JSON.stringify({ AccessKeyLastUsed: { LastUsedDate: "2026-11-20T16:00:00Z", ServiceName: "s3" } }) };
        case "update-access-key":
          keys[value(args, "--access-key-id")] = value(args, "--status");
          return {};
        case "list-access-keys":
          return { stdout: `${keys[KEY] ?? ""}\n` };
        case "lookup-events":
          return { stdout: "{}" };
        default:
          return { code: 252 };
      }
    },
  };
}

function leak(title: string, back: string | undefined, changes: readonly string[], left: string): Rehearsal {
  const { keys, aws } = account();
  return {
    playbook: "leaked-secret",
    title,
    text: CLEAN,
    inputs: { accessKey: KEY, user: "deploy" },
    choose: { what: "An AWS" },
    programs: () => ({ aws }),
    ...(back === undefined ? {} : { back }),
    status: back === undefined ? "done" : "rolledBack",
    changes,
    then: (stage, player) => {
      assert.equal(keys[KEY], left);
      assert.ok(stage.programs.received.every(([name]) => name === "aws"));
      assert.equal(player.state.kept.service, "s3");
    },
  };
}

export const SECRETS: readonly Rehearsal[] = [
  leak("deactivates the key", undefined, [update("Inactive")], "Inactive"),
  leak("activates the key again when the wrong service stopped", "deactivate", [update("Inactive"), update("Active")], "Active"),
  {
    playbook: "leaked-secret",
    title: "starts nothing for what only its issuer can revoke",
    text: CLEAN,
    choose: { what: "Something else" },
    status: "done",
    changes: [],
  },
  {
    playbook: "secrets-audit",
    title: "ticks itself from the findings, and asks people the rest",
    text: CLEAN,
    status: "done",
    changes: [],
    then: (_stage, { state }) => {
      const said = state.record.map(({ what }) => what);
      assert.equal(said.filter((what) => what === "No findings").length, 5);
      assert.equal(said.filter((what) => what === "Yes").length, 7);
    },
  },
];
