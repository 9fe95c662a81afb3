import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Api } from "../../client/src/start.js";
import { closeAll, notifications, openDocument, ourDiagnostics, waitUntil, windowAddress } from "./support.js";

describe("in a folder that has nothing of ours", () => {
  after(closeAll);

  const extension = (): vscode.Extension<Api> => {
    const found = vscode.extensions.getExtension<Api>("plimsoll.plimsoll");
    assert.ok(found);
    return found;
  };

  it("does not even activate before a YAML file is opened", () => {
    assert.equal(extension().isActive, false);
  });

  it("starts no server for a mkdocs.yml", async () => {
    const document = await openDocument("mkdocs.yml");
    await waitUntil(() => extension().isActive, "the extension is active");
    await extension().exports.considered;
    assert.equal(extension().exports.running(), false);
    assert.deepEqual(ourDiagnostics(document.uri), []);
  });

  if (windowAddress !== undefined)
    it("says nothing", async () => {
      assert.deepEqual(await notifications(), []);
    });
});
