/** What the parts of the first session share: where things are in the window, and how one gets to them. */
import path from "node:path";
import { repeat, runCommand } from "../window.mjs";

/** @typedef {import("playwright-core").Page} Page */

export const view = "#workbench\\.view\\.extension\\.plimsoll";
/** The list of findings; the one of rollouts stands above it. */
export const pane = `${view} .pane:has(.pane-header[aria-label^="Findings"])`;
export const row = `${pane} .monaco-list-row`;
export const finding = `${row}[aria-level="2"]`;
export const choice = '.quick-input-widget:not([style*="display: none"]) .quick-input-list .monaco-list-row';
export const input = ".quick-input-widget input";
export const hover = ".monaco-hover:not(.hidden) .monaco-hover-content";
/** How long anything may take to appear, in milliseconds. */
export const stepLimit = 25_000;
export const toasts = ".notifications-toasts .notification-list-item";

/** @param {Page} page @param {string} selector @param {string | RegExp} [text] */
export function there(page, selector, text) {
  return page
    .locator(selector, text === undefined ? {} : { hasText: text })
    .first()
    .waitFor();
}

/** @param {Page} page @param {string} selector */
export function gone(page, selector) {
  return page.locator(selector).first().waitFor({ state: "hidden" });
}

/** @param {Page} page @param {string} name by its name, as Ctrl+P does */
export async function open(page, name) {
  await repeat(async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+p");
    await page.locator(input).fill(name, { timeout: 4000 });
    await page.locator(`${choice}.focused`, { hasText: path.basename(name) }).waitFor({ timeout: 4000 });
  });
  await page.keyboard.press("Enter");
  await there(page, `.tab.active[data-resource-name="${path.basename(name)}"]`);
}

/** A menu that has just opened takes no click. @param {Page} page @param {string} title */
export async function chooseInMenu(page, title) {
  const item = page.locator(".context-view .action-label", { hasText: title }).first();
  await item.waitFor();
  await page.waitForTimeout(500);
  await item.click();
}

/** Puts the focus into the list of findings, on its first row. @param {Page} page */
export async function focusList(page) {
  await runCommand(page, "Plimsoll: Focus on Findings View");
  await there(page, row);
  await page.keyboard.press("Home");
  await there(page, `${row}.focused`);
}

/** From the first group to a finding in it, by keys. @param {Page} page */
export async function onFinding(page) {
  await repeat(async () => {
    await page.keyboard.press("Home");
    // What a file's workloads lack stands above the groups.
    for (let i = 0; i < 12 && !(await page.locator(`${row}.focused[aria-level="1"]`, { hasText: "Errors" }).isVisible()); i++)
      await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.locator(finding).first().waitFor({ timeout: 4000 });
    await page.keyboard.press("ArrowDown");
    await page.locator(`${finding}.focused`).waitFor({ timeout: 4000 });
  });
}
