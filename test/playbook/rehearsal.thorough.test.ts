import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { before, describe, it } from "node:test";
import { callsOf, stepsOf } from "../../server/src/languages/playbook/flow";
import { NO_KUBECTL } from "../cluster/kubectl";
import { loadGrammarsForTests } from "../support/grammars";
import { INCIDENTS } from "./rehearsal/incidents";
import { MACHINES } from "./rehearsal/machines";
import type { Rehearsal } from "./rehearsal/rehearse";
import { playForReal, playOnPaper } from "./rehearsal/rehearse";
import { ROLLBACK } from "./rehearsal/rollback";
import { ROLLBACK_MEMBERS } from "./rehearsal/rollback-members";
import { ROLLBACK_RELEASES } from "./rehearsal/rollback-releases";
import { SECRETS } from "./rehearsal/secrets";
import { NO_TERRAFORM, TERRAFORM } from "./rehearsal/terraform";
import { TRAFFIC } from "./rehearsal/traffic";
import { playbookOf } from "./support";

/** Why nothing can be rehearsed for real; false: it can. */
const NOT_HERE = process.platform === "win32" ? "the stand-ins of absent programs are scripts for POSIX" : NO_KUBECTL;

const GROUPS: readonly { readonly title: string; readonly rehearsals: readonly Rehearsal[]; readonly skip?: string | false }[] = [
  { title: "rollback", rehearsals: ROLLBACK },
  { title: "rollback of members and node agents", rehearsals: ROLLBACK_MEMBERS },
  { title: "rollback of Rollouts and releases", rehearsals: ROLLBACK_RELEASES },
  { title: "traffic", rehearsals: TRAFFIC },
  { title: "incidents", rehearsals: INCIDENTS },
  { title: "nodes, members and databases", rehearsals: MACHINES },
  { title: "Terraform", rehearsals: TERRAFORM, skip: NO_TERRAFORM },
  { title: "secrets", rehearsals: SECRETS },
];
const REHEARSALS = GROUPS.flatMap(({ rehearsals }) => rehearsals);

const ROOT = path.resolve(__dirname, "../../..");
const EXECUTABLE = readdirSync(path.join(ROOT, "playbooks"))
  .map((name) => playbookOf(readFileSync(path.join(ROOT, "playbooks", name), "utf8")))
  .filter(({ guide }) => guide !== true);

before(loadGrammarsForTests);

describe("the playbooks that run, rehearsed on paper", () => {
  const passed = new Map<string, Set<string>>();
  for (const rehearsal of REHEARSALS)
    it(`${rehearsal.playbook}: ${rehearsal.title}`, async () => {
      const player = await playOnPaper(rehearsal);
      passed.set(rehearsal.playbook, new Set([...(passed.get(rehearsal.playbook) ?? []), ...player.passed]));
    });

  it("every step is passed by one of them", () => {
    const missed = EXECUTABLE.flatMap((playbook) =>
      stepsOf(playbook)
        .filter(({ step }) => passed.get(playbook.id)?.has(step.id) !== true)
        .map(({ step }) => `${playbook.id}: ${step.id}`),
    );
    assert.deepEqual(missed, []);
  });

  it("each goes to its end, and those with something to take back go back", () => {
    const isPlayed = (id: string, status: string): boolean => REHEARSALS.some((each) => each.playbook === id && each.status === status);
    for (const playbook of EXECUTABLE) {
      assert.ok(isPlayed(playbook.id, "done"), playbook.id);
      const hasWayBack = playbook.rollback !== undefined || callsOf(playbook).some(({ role }) => role === "undo");
      if (hasWayBack) assert.ok(isPlayed(playbook.id, "rolledBack"), playbook.id);
    }
  });
});

for (const { title, rehearsals, skip = false } of GROUPS)
  describe(`the playbooks that run, rehearsed for real: ${title}`, { concurrency: 2, timeout: 300_000 }, () => {
    for (const rehearsal of rehearsals)
      it(`${rehearsal.playbook}: ${rehearsal.title}`, { skip: NOT_HERE || skip }, () => playForReal(rehearsal));
  });
