import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Report } from "../../server/src/service/report.js";
import { closeAll, textsInWindow, waitUntil, windowAddress } from "./support.js";

describe("the report", () => {
  after(closeAll);

  it("is of the whole workspace, with its workloads", async () => {
    const report = await vscode.commands.executeCommand<Report>("plimsoll.showReport");
    assert.deepEqual(report.byLanguage.map(({ name }) => name).sort(), ["Compose", "Dockerfile", "Helm", "Kubernetes", "Terraform"]);
    assert.ok(report.total.error > 0);
    assert.ok(report.findings.some(({ rule, path }) => rule === "terraform/unpinned-module" && path === "infra/main.tf"));
    const orders = report.workloads.find(({ title }) => title === "Deployment orders");
    assert.ok(orders?.checks.some(({ open }) => open.length > 0));
  });

  const drawn = "is drawn on a page that a person can read";
  if (windowAddress === undefined) it.skip(`${drawn}: only the driver sees the window, and a desktop VS Code has none`);
  else
    it(drawn, async () => {
      const heads = (): Promise<string[]> => textsInWindow("h2", { webview: "1" });
      await waitUntil(async () => (await heads()).includes("By rule"), "the page has its parts");
      assert.deepEqual(await heads(), ["By rule", "By folder", "By language", "Findings", "Ready to roll out"]);
      assert.deepEqual(await textsInWindow("canvas", { webview: "1", attribute: "tabindex" }), ["0", "0", "0"]);
      assert.ok((await textsInWindow("tbody tr td.message", { webview: "1" })).length > 20);
    });
});
