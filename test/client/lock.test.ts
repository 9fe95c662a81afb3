import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { local } from "../../client/src/playbook/machine";
import { Desk, begun } from "./desk";

describe("the lock of a run", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "plimsoll-locks-"));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("is this window's until it is given back, and refuses an old copy", async () => {
    const { run } = await begun(new Desk());
    const locks = local.locks(folder);
    const older = { ...run.stored, state: { ...run.stored.state, record: run.stored.state.record.slice(0, 1) } };
    assert.equal(locks.take(run.stored), true);
    assert.equal(locks.take(older), false, "who knows less of the run does not go on with it");
    locks.release(run.stored);
    assert.equal(locks.take(older), false, "also after it was given back");
    assert.equal(locks.take(run.stored), true);
  });

  it("is another's as long as that one lives", async () => {
    const { run } = await begun(new Desk());
    const other = mkdtempSync(path.join(folder, "other-"));
    const locks = local.locks(other);
    assert.equal(locks.take(run.stored), true);
    const [file] = readdirSync(other);
    assert.ok(file);
    writeFileSync(path.join(other, file), JSON.stringify({ pid: process.ppid, length: 1 }));
    assert.equal(locks.take(run.stored), false);
    writeFileSync(path.join(other, file), JSON.stringify({ pid: 2 ** 30, length: 1 }));
    assert.equal(locks.take(run.stored), true, "its process is gone");
  });
});
