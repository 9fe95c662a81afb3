import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rolloutRows } from "../../client/src/playbook/rows";
import { standing } from "../../client/src/playbook/standing";
import { goOn, skip, tick } from "../../client/src/playbook/steps";
import { linksOf } from "../../server/src/playbook/links";
import type { Row } from "../../client/src/playbook/row";
import { Desk, at, begun, settled } from "./desk";

describe("where a run stands, in the status bar", () => {
  it("says a wait by the time of its end, and counts only at 60, 10 and 0 seconds", async () => {
    const desk = new Desk();
    const { controller, run } = await begun(desk);
    await goOn(controller, run);
    await skip(controller, run, "not today");
    assert.equal(at(run), "soak pending");
    assert.equal(standing(run, desk.now), "web: Soak (open)");
    await goOn(controller, run);
    const said = new Set<string>();
    const until = desk.now + 60_000;
    for (let now = desk.now - 120_000; now <= until + 5000; now += 1000) said.add(standing(run, now));
    const time = new Date(until);
    const clock = [time.getHours(), time.getMinutes()].map((each) => String(each).padStart(2, "0")).join(":");
    assert.deepEqual(
      [...said],
      [`until ${clock}`, "60 s left", "10 s left", "time is up"].map((words) => `web: Soak (waiting, ${words})`),
      "what is said changes four times, so a reader is interrupted four times",
    );

    const all = (rows: readonly Row[]): Row[] => rows.flatMap((row) => [row, ...all(row.children ?? [])]);
    const link = all(rolloutRows(controller, [], undefined)).find(({ context }) => context === "link");
    assert.deepEqual([link?.label, link?.link], ["dashboard", "https://grafana.example.test/d/shop?var-ns=shop&var-app=web"]);

    desk.now = until;
    await goOn(controller, run);
    await settled(() => at(run) === "ready pending");
    await tick(controller, run, true);
  });

  it("fills a link with what a manifest says as values and never as more address", async () => {
    const { run } = await begun(new Desk());
    const state = { ...run.stored.state, object: { kind: "Deployment", name: "a/../b?x=1#y" } };
    const templates = {
      a: "https://x.test/{namespace}/{name}",
      b: "command:evil",
      c: "javascript:alert(1)",
      d: "https://x.test/{unknown}",
    };
    assert.deepEqual(linksOf(templates, state), [{ title: "a", url: "https://x.test/shop/a%2F..%2Fb%3Fx%3D1%23y" }]);
  });
});
