/** The parts of the first session that are about what is found. */
import { inWebview, repeat, runCommand, untilStill } from "../window.mjs";
import {
  choice,
  chooseInMenu,
  finding,
  focusList,
  gone,
  hover,
  input,
  onFinding,
  open,
  pane,
  row,
  there,
  toasts,
  view,
} from "./at-hand.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {(name: string) => Promise<void>} Shot */

/** @param {Page} page @param {Shot} shot */
export async function walkthrough(page, shot) {
  await page.locator('.activitybar .action-label[aria-label*="Plimsoll"]').click();
  await there(page, `${view} .pane-header`, "Findings");
  await shot("welcome");
  await page.locator(`${view} .welcome-view-content a`, { hasText: "Open Walkthrough" }).click();
  await there(page, ".getting-started-step .step-title");
  const steps = page.locator(".getting-started-step");
  const count = await steps.count();
  if (count !== 5) throw new Error(`the walkthrough has ${count} steps`);
  for (let i = 0; i < count; i++) {
    if (i > 0) await steps.nth(i).locator(".step-title").click();
    await there(page, `.getting-started-step.expanded`);
    await shot(`walkthrough-${i + 1}`);
  }
  await steps.nth(0).locator(".step-title").click();
  await steps.nth(0).locator(".monaco-button", { hasText: "Look at the Whole Workspace" }).click();
  await there(page, row, "Errors");
  await gone(page, toasts);
  await shot("walkthrough-looked");
}

/** @param {Page} page @param {Shot} shot */
export async function list(page, shot) {
  await page.locator(row, { hasText: "Errors" }).first().click();
  await there(page, finding);
  await shot("findings-by-mouse");
  await page.locator(finding).first().hover();
  await there(page, `${finding} .action-label[aria-label*="Turn This Finding Down"]`);
  await shot("findings-row-buttons");

  await focusList(page);
  await page.keyboard.press("r");
  await there(page, toasts);
  await shot("key-r-refreshes");
  await gone(page, toasts);
  await focusList(page);
  await page.keyboard.press("/");
  await there(page, ".quick-input-widget:not([style*='display: none']) .quick-input-message");
  await page.keyboard.type("compose @error @warning");
  await shot("key-slash-asks");
  await page.keyboard.press("Enter");
  await there(page, `${view} .pane-header .description`, "compose @error @warning");
  await shot("filtered");
  await focusList(page);
  await page.keyboard.press("/");
  await there(page, ".quick-input-widget:not([style*='display: none']) .quick-input-message");
  await page.locator(input).fill("nothing has this");
  await page.keyboard.press("Enter");
  await there(page, `${view} .welcome-view-content`, "No finding passes");
  await shot("filtered-empty");
  await page.locator(`${view} .welcome-view-content .monaco-button`, { hasText: "Clear Filter" }).click();
  await there(page, row, "Errors");
  for (const name of ["File", "Severity"]) {
    await focusList(page);
    await page.keyboard.press("g");
    await there(page, choice, name);
    if (name === "File") await shot("key-g-asks");
    await page.keyboard.type(name);
    await there(page, `${choice}.focused`, name);
    await page.keyboard.press("Enter");
    await there(page, row, name === "File" ? "k8s/base/orders.yaml" : "Errors");
    if (name === "File") await shot("grouped-by-file");
  }
  await focusList(page);
  await onFinding(page);
  await page.keyboard.press("e");
  await inWebview(page).locator("h1").first().waitFor();
  await shot("key-e-explains");
  await page.keyboard.press("Control+Shift+Tab");
}

/** @param {Page} page @param {Shot} shot */
export async function question(page, shot) {
  await open(page, "k8s/base/orders.yaml");
  await there(page, ".editor-instance .squiggly-warning, .editor-instance .squiggly-error");
  await page.waitForTimeout(2000);
  await shot("squiggles");
  const word = page.locator(".editor-instance .view-line span span", { hasText: /^serviceAccount$/ }).first();
  await repeat(async () => {
    await page.mouse.move(5, 5);
    await word.hover({ timeout: 4000 });
    await page.locator(hover).first().waitFor({ timeout: 4000 });
  });
  await untilStill(page, hover);
  await shot("hover-by-mouse");
  await page.keyboard.press("Escape");
  await word.click({ force: true, position: { x: 30, y: 8 } });
  await repeat(async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Control+i");
    await page.locator(hover).first().waitFor({ timeout: 4000 });
  });
  await untilStill(page, hover);
  await shot("hover-by-keys");
  await page.keyboard.press("Escape");
}

/** @param {Page} page @param {Shot} shot */
export async function report(page, shot) {
  await runCommand(page, "Plimsoll: Focus on Findings View");
  await page.locator(`${view} .pane-header`, { hasText: "Findings" }).hover();
  await page.locator(`${view} .pane-header .action-label[aria-label*="Show Report"]`).click();
  const drawn = inWebview(page);
  await drawn.locator("canvas").first().waitFor();
  await shot("report-by-mouse");
  const canvas = drawn.locator("canvas").first();
  await canvas.hover({ position: { x: 400, y: 60 } });
  await shot("report-tooltip");
  await page.mouse.move(5, 5);
  await canvas.focus();
  await page.keyboard.press("ArrowDown");
  await drawn.locator("[role=status]", { hasText: "with a fix" }).first().waitFor();
  await shot("report-by-keys");
  await drawn.locator("#text").focus();
  await page.keyboard.type("orders");
  await drawn.locator("caption", { hasText: " of " }).last().waitFor();
  await shot("report-filtered");
  await drawn.locator("details").last().scrollIntoViewIfNeeded();
  await drawn.locator("details").last().locator("summary").click();
  await shot("report-workloads");
}

/** @param {Page} page @param {Shot} shot */
export async function configuration(page, shot) {
  await page.locator(`${view} .pane-header`, { hasText: "Findings" }).hover();
  await page.locator(`${view} .pane-header[aria-label*="Findings"] .action-label.codicon-toolbar-more`).click();
  await there(page, ".context-view .action-label", "Create .plimsoll.yaml");
  await shot("more-by-mouse");
  await chooseInMenu(page, "Create .plimsoll.yaml");
  await there(page, '.tab.active[data-resource-name=".plimsoll.yaml"]');
  await shot("configuration");
  await runCommand(page, "Plimsoll: Create .plimsoll.yaml");
  // It is shown once more, and takes the focus when it comes.
  await page.waitForTimeout(1500);
  await there(page, '.tab.active[data-resource-name=".plimsoll.yaml"]');
}

/** @param {Page} page @param {Shot} shot */
export async function turnDown(page, shot) {
  await focusList(page);
  await onFinding(page);
  await page.keyboard.press("t");
  await there(page, choice);
  await shot("key-t-asks");
  await page.keyboard.type("hint");
  await page.keyboard.press("Enter");
  await gone(page, choice);
  await open(page, ".plimsoll.yaml");
  await there(page, ".editor-instance .view-line", /^\s*kubernetes\/[\w-]+:\s*hint/);
  await gone(page, ".tab.active.dirty");
  await shot("turned-down");
  await page.locator(row, { hasText: "Warnings" }).first().click();
  await there(page, finding);
  await page.locator(finding).first().hover();
  await page.locator(`${finding} .action-label[aria-label*="Turn This Finding Down"]`).first().click();
  await there(page, choice);
  await shot("turn-down-by-mouse");
  await page.locator(choice).first().click();
  await gone(page, choice);
  await shot("turned-down-by-mouse");
}
