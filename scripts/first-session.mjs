/**
 * The first session of a new user in a real VS Code with the packaged extension: the walkthrough, findings, hover, fix, fixes on save, three
 * snippets, the report, the configuration, a rule turned down; all once by mouse and once by keyboard. Each step waits for what has to appear, so
 * it fails where something does not, and leaves a picture to be looked at.
 *
 *   node scripts/first-session.mjs FOLDER [--part NAME]… [--theme NAME] [--vsix FILE]
 *
 * A part is one of the functions below, such as `report`; without any the whole session is played.
 */
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "./build.mjs";
import { packageExtension } from "./package.mjs";
import { Complaint, repository, runMain, say } from "./process.mjs";
import { openBrowser, startCode, temporaryFolder, workbenchUrl } from "./vscode.mjs";
import { inWebview, repeat, runCommand, untilStill } from "./window.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {(name: string) => Promise<void>} Shot */

const view = "#workbench\\.view\\.extension\\.plimsoll";
/** The list of findings; the one of rollouts stands above it. */
const pane = `${view} .pane:has(.pane-header[aria-label^="Findings"])`;
const row = `${pane} .monaco-list-row`;
const finding = `${row}[aria-level="2"]`;
const choice = '.quick-input-widget:not([style*="display: none"]) .quick-input-list .monaco-list-row';
const input = ".quick-input-widget input";
const hover = ".monaco-hover:not(.hidden) .monaco-hover-content";
/** How long anything may take to appear, in milliseconds. */
const stepLimit = 25_000;
const toasts = ".notifications-toasts .notification-list-item";

await runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      part: { type: "string", multiple: true, default: [] },
      theme: { type: "string", default: "Default Dark Modern" },
      vsix: { type: "string" },
    },
  });
  const [folder] = positionals;
  if (!folder) throw new Complaint("usage: node scripts/first-session.mjs FOLDER [--theme NAME] [--vsix FILE]", 2);
  mkdirSync(folder, { recursive: true });
  const work = temporaryFolder();
  const workspace = path.join(work, "examples");
  cpSync(path.join(repository, "test", "examples"), workspace, { recursive: true });
  const vsix = values.vsix ?? packageInto(work);
  const code = await startCode({ vsix, settings: { "workbench.colorTheme": values.theme, "editor.stickyScroll.enabled": false } });
  const browser = await openBrowser({ width: 1440, height: 900 });
  const { page } = browser;
  page.setDefaultTimeout(stepLimit);
  const parts = [walkthrough, list, question, repair, onSave, snippets, report, configuration, turnDown];
  let taken = 0;
  /** @type {Shot} */
  const shot = async (name) => {
    say(name);
    await page.waitForTimeout(600);
    taken += 1;
    await page.screenshot({ path: path.join(folder, `${String(taken).padStart(2, "0")}-${name}.png`), animations: "disabled" });
  };
  try {
    await page.goto(workbenchUrl(code, workspace));
    await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
    for (const part of parts.filter(({ name }) => values.part.length === 0 || values.part.includes(name)))
      await part(page, shot, workspace);
    return 0;
  } catch (error) {
    console.error(`plimsoll: ${error.message}\n${code.logTails()}`);
    await shot("failed");
    return 1;
  } finally {
    await browser.close();
    await code.stop();
  }
});

/** @param {string} folder @returns {string} */
function packageInto(folder) {
  const vsix = path.join(folder, "plimsoll.vsix");
  bundle();
  packageExtension(vsix);
  return vsix;
}

/** @param {Page} page @param {string} selector @param {string} [text] */
function there(page, selector, text) {
  return page
    .locator(selector, text === undefined ? {} : { hasText: text })
    .first()
    .waitFor();
}

/** @param {Page} page @param {string} selector */
function gone(page, selector) {
  return page.locator(selector).first().waitFor({ state: "hidden" });
}

/** @param {Page} page @param {string} name by its name, as Ctrl+P does */
async function open(page, name) {
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
async function chooseInMenu(page, title) {
  const item = page.locator(".context-view .action-label", { hasText: title }).first();
  await item.waitFor();
  await page.waitForTimeout(500);
  await item.click();
}

/** Puts the focus into the list of findings, on its first row. @param {Page} page */
async function focusList(page) {
  await runCommand(page, "Plimsoll: Focus on Findings View");
  await there(page, row);
  await page.keyboard.press("Home");
  await there(page, `${row}.focused`);
}

/** @param {Page} page @param {Shot} shot */
async function walkthrough(page, shot) {
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
async function list(page, shot) {
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

/** From the first group to a finding in it, by keys. @param {Page} page */
async function onFinding(page) {
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

/** @param {Page} page @param {Shot} shot */
async function question(page, shot) {
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
async function repair(page, shot) {
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
async function onSave(page, shot, workspace) {
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
async function snippets(page, shot, workspace) {
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

/** @param {Page} page @param {Shot} shot */
async function report(page, shot) {
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
async function configuration(page, shot) {
  await page.locator(`${view} .pane-header`, { hasText: "Findings" }).hover();
  await page.locator(`${view} .pane-header[aria-label*="Findings"] .action-label.codicon-toolbar-more`).click();
  await there(page, ".context-view .action-label", "Create .plimsoll.yaml");
  await shot("more-by-mouse");
  await chooseInMenu(page, "Create .plimsoll.yaml");
  await there(page, '.tab.active[data-resource-name=".plimsoll.yaml"]');
  await shot("configuration");
  await runCommand(page, "Plimsoll: Create .plimsoll.yaml");
  await there(page, '.tab.active[data-resource-name=".plimsoll.yaml"]');
}

/** @param {Page} page @param {Shot} shot */
async function turnDown(page, shot) {
  await focusList(page);
  await onFinding(page);
  await page.keyboard.press("t");
  await there(page, choice);
  await shot("key-t-asks");
  await page.keyboard.type("hint");
  await page.keyboard.press("Enter");
  await gone(page, choice);
  await open(page, ".plimsoll.yaml");
  await there(page, ".editor-instance .view-line", ": hint");
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
