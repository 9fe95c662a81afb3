import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { describe, it } from "node:test";
import type { World } from "../../server/src/playbook/guard";
import { whyNotRun } from "../../server/src/playbook/guard";
import { createRun } from "../../server/src/playbook/state";
import { NO_KUBECTL } from "../cluster/kubectl";
import { PAUSED, PLAYBOOK, after, time } from "./fixture";
import { CONTEXT, Stage } from "./rehearsal/stage";

describe("a run that is pinned to a cluster", () => {
  it("does not go on when its context leads to another cluster", { skip: NO_KUBECTL, timeout: 60_000 }, async () => {
    const [here, there] = [new Stage({}, () => ({})), new Stage({}, () => ({}))];
    await Promise.all([here.start(), there.start()]);
    try {
      const target = await here.target();
      assert.ok(target);
      assert.deepEqual([target.context, target.namespace, target.server], [CONTEXT, "shop", here.cluster.url]);
      const begun = createRun(PLAYBOOK, { id: "1", digest: "d", time, by: "Ada", target, inputs: { name: "web" } });
      const state = after(begun, ...PAUSED);
      assert.deepEqual(state.position, { step: "undo" });
      const reasons = async (): Promise<string[]> => {
        const world: World = {
          trusted: true,
          agreed: true,
          canStart: true,
          tools: {},
          readAgain: await here.target(),
          contexts: ["prod-*"],
          confirmedContext: false,
          typedName: undefined,
          elsewhere: false,
          secrets: {},
          now: 0,
        };
        return whyNotRun(PLAYBOOK, state, "undo", world).map(({ code }) => code);
      };
      assert.deepEqual(await reasons(), []);
      // Somebody logs in elsewhere, and the same file has the same context for another cluster.
      cpSync(there.cluster.kubeconfig, here.cluster.kubeconfig);
      assert.deepEqual(await reasons(), ["otherCluster"]);
      await there.stop();
      assert.deepEqual(await reasons(), ["pinNotRead"]);
    } finally {
      await Promise.all([here.stop(), there.stop().catch(() => undefined)]);
    }
  });
});
