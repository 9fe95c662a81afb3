/** The parts of the first session that change files. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { repeat, runCommand } from "../window.mjs";
import { choice, chooseInMenu, open, there } from "./at-hand.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {(name: string) => Promise<void>} Shot */

/** @param {Page} page @param {Shot} shot */
export async function repair(page, shot) {
  const menu = ".action-widget .monaco-list-row.action";
  const word = page.locator(".editor-instance .view-line span span", { hasText: /^serviceAccount$/ }).first();
  await word.click({ force: true, position: { x: 30, y: 8 } });
  await repeat(async () => {
    await page.keyboard.press("Control+.");
    await page.locator(menu).first().waitFor({ timeout: 4000 });
  });
  await shot("fix-by-keys");
  await page.keyboard.press("Enter");
  await word.waitFor({ state: "detached" });
  await shot("fixed-by-keys");
  await page.keyboard.press("Control+z");
  await word.waitFor();
  await word.click({ force: true, position: { x: 30, y: 8 } });
  const bulb = page
    .locator(
      ".editor-instance .codicon-light-bulb, .editor-instance .codicon-lightbulb-autofix, .editor-instance [class*='codicon-gutter-lightbulb'], .editor-instance .lightBulbWidget",
    )
    .first();
  await bulb.click();
  await page.locator(menu).first().waitFor();
  await shot("fix-by-mouse");
  await page.locator(menu).first().click();
  await word.waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  await word.waitFor();
}

/** With the setting that the walkthrough shows. @param {Page} page @param {Shot} shot @param {string} workspace */
export async function onSave(page, shot, workspace) {
  mkdirSync(path.join(workspace, ".vscode"));
  const settings = { "editor.codeActionsOnSave": { "source.fixAll.plimsoll": "explicit" } };
  writeFileSync(path.join(workspace, ".vscode", "settings.json"), JSON.stringify(settings));
  await open(page, "k8s/base/orders.yaml");
  const word = page.locator(".editor-instance .view-line span span", { hasText: /^serviceAccount$/ }).first();
  await repeat(async () => {
    await word.click({ force: true, position: { x: 30, y: 8 }, timeout: 4000 });
    await page.keyboard.press("End");
    await page.keyboard.type(" ");
    await page.keyboard.press("Control+s");
    await word.waitFor({ state: "detached", timeout: 4000 });
  });
  await shot("fixed-on-save");
}

/** @param {Page} page @param {Shot} shot @param {string} workspace */
export async function snippets(page, shot, workspace) {
  writeFileSync(path.join(workspace, "new.yaml"), "");
  await open(page, "new.yaml");
  await runCommand(page, "Plimsoll: Insert Snippet…");
  await there(page, choice, "pl-");
  await shot("snippets-by-keys");
  await page.keyboard.type("pl-job");
  await there(page, `${choice}.focused`, "pl-job");
  await page.keyboard.press("Enter");
  await there(page, ".editor-instance .view-line", "kind: Job");
  await shot("snippet-inserted");
  await page.keyboard.press("Escape");

  // By mouse: the menu of the editor, at the place it is to go to.
  const line = page.locator(".editor-instance .view-line", { hasText: "restartPolicy:" }).first();
  await line.click({ force: true });
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.locator(".editor-instance .view-lines").click({ button: "right", position: { x: 300, y: 30 } });
  await there(page, ".context-view .action-label", "Insert Snippet…");
  await shot("context-menu");
  await page.keyboard.press("Escape");
  await line.click({ force: true });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.press("Shift+F10");
  await chooseInMenu(page, "Insert Snippet…");
  await there(page, choice, "spread");
  await shot("snippets-by-mouse");
  await page.locator(choice, { hasText: "spread" }).first().click();
  await there(page, ".editor-instance .view-line", "topologySpreadConstraints");
  await shot("snippet-inserted-by-mouse");
  await page.keyboard.press("Escape");

  // By typing its name, where an empty file may become anything.
  writeFileSync(path.join(workspace, "third.yaml"), "");
  await open(page, "third.yaml");
  const suggestion = ".suggest-widget.visible .monaco-list-row";
  await repeat(async () => {
    await page.locator(".editor-instance .view-lines").first().click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("pl-dep");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Space");
    await page.locator(`${suggestion}.focused`, { hasText: "pl-deployment" }).waitFor({ timeout: 4000 });
  });
  await shot("snippet-completed");
  await page.keyboard.press("Enter");
  await there(page, ".editor-instance .view-line", "kind: ServiceAccount");
  await shot("snippet-inserted-by-typing");
  await page.keyboard.press("Escape");
}
