import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { RolloutPreview } from "../../server/src/service/rollout-preview.js";
import { closeAll, openDocument, textsInWindow, waitUntil, windowAddress } from "./support.js";

describe("the rollout preview", () => {
  after(closeAll);

  it("opens beside the manifest and plays its rollout through", async () => {
    const document = await openDocument("k8s/base/orders.yaml");
    const start = document.positionAt(document.getText().indexOf("kind: Deployment"));
    const preview = await vscode.commands.executeCommand<RolloutPreview>("plimsoll.previewRollout", document.uri.toString(), start);
    assert.equal(preview.title, 'Deployment "orders"');
    assert.deepEqual(
      preview.table.map(({ time, old, new: fresh, available, answering }) => [time, old, fresh, available, answering]),
      [
        ["before", 2, 0, 2, 2],
        ["0 s", 0, 2, 2, 0],
        ["5 s", 0, 2, 2, 0],
        ["10 s", 0, 2, 2, 2],
      ],
    );
    assert.match(preview.summary.join(" "), /For a while no pod answers, though Kubernetes sends traffic to 2/);
    const isShown = () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === 'Rollout of Deployment "orders"'));
    await waitUntil(isShown, "the preview has a tab");
  });

  const shown = "shows the same values as a table that can be read, and says what speaks against it";
  if (windowAddress === undefined) it.skip(`${shown}: only the driver sees the window, and a desktop VS Code has none`);
  else
    it(shown, async () => {
      await waitUntil(async () => (await textsInWindow("tbody tr", { webview: "1" })).length === 4, "the page has a table with four rows");
      const cells = (await textsInWindow("tbody tr", { webview: "1" })).map((row) => row.split(/\s*\t\s*/));
      assert.deepEqual(
        cells.map(([time, old, fresh, available, answering]) => [time, old, fresh, available, answering]),
        [
          ["before", "2", "0", "2", "2"],
          ["0 s", "0", "2", "2", "0"],
          ["5 s", "0", "2", "2", "0"],
          ["10 s", "0", "2", "2", "2"],
        ],
      );
      assert.deepEqual(await textsInWindow("thead th", { webview: "1", attribute: "scope" }), Array(8).fill("col"));
      assert.match((await textsInWindow("ul.concerns", { webview: "1" })).join(" "), /replaces every pod: no probe asks/);
      assert.deepEqual(await textsInWindow("canvas", { webview: "1", attribute: "role" }), ["img"]);
    });

  it("is a command of the palette for manifests", async () => {
    assert.ok((await vscode.commands.getCommands()).includes("plimsoll.previewRollout"));
  });
});
