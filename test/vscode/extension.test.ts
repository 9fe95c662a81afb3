import assert from "node:assert/strict";
import * as vscode from "vscode";
import { anyKubernetesManifest, closeAll, notifications, openDocument, waitUntil, windowAddress } from "./support.js";

/** What VS Code itself says on a slow machine, for as long as any extension of its own is still starting. */
const startingUp = "Activating Extensions...";

describe("the extension", () => {
  after(closeAll);

  it("is there", () => {
    assert.ok(vscode.extensions.getExtension("plimsoll.plimsoll"));
  });

  it("starts by itself when a Kubernetes manifest is opened", async () => {
    await openDocument(await anyKubernetesManifest());
    await waitUntil(() => vscode.extensions.getExtension("plimsoll.plimsoll")?.isActive === true, "the extension is active");
  });

  const quiet = "does so without a notification";
  if (windowAddress === undefined) it.skip(`${quiet}: only the driver sees the window, and a desktop VS Code has none`);
  else
    it(quiet, async () => {
      let shown = await notifications();
      await waitUntil(async () => !(shown = await notifications()).includes(startingUp), "VS Code has activated its own extensions");
      assert.deepEqual(shown, []);
    });
});
