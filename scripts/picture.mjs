/**
 * Takes a picture of the extension at work: opens the sample workspace in a real VS Code with the packaged extension, opens a file,
 * waits for the squiggles, and does on top of it what the options ask for, in this order.
 *
 *   node scripts/picture.mjs OUT.png [FILE] [options]
 *
 *   --file FILE       the file to open, relative to the workspace; the same as the second argument
 *   --folder FOLDER   the workspace, else test/examples; a copy is opened
 *   --line N          put the cursor on the first word of line N
 *   --at TEXT         put the cursor on TEXT, the first one from line N on
 *   --command TITLE   run a command by its title in the palette; may be repeated
 *   --hover           show the hover at the cursor
 *   --quickfix        show the quick fix menu at the cursor
 *   --keys KEYS       press keys, such as Control+Shift+M; may be repeated
 *   --wait SELECTOR   wait for an element of the window; may be repeated
 *   --page SELECTOR   wait for an element of a webview; may be repeated
 *   --click SELECTOR  click an element of the window; may be repeated
 *   --setting K=JSON  a user setting; may be repeated
 *   --size WxH        of the window, else 1280x800
 *   --scale N         pixels of the picture for one of the window, else 1
 *   --no-squiggles    do not wait for a squiggle
 *   --vsix FILE       a package made before, else one is made
 */
import { cpSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "./build.mjs";
import { packageExtension } from "./package.mjs";
import { Complaint, repository, runMain } from "./process.mjs";
import { openBrowser, startCode, temporaryFolder, workbenchUrl } from "./vscode.mjs";
import { inWebview, pressUntil, runCommand, untilStill } from "./window.mjs";

const squiggles = [".squiggly-error", ".squiggly-warning", ".squiggly-info", ".squiggly-hint"];
const hover = ".monaco-hover:not(.hidden) .monaco-hover-content";
const quickFixMenu = ".action-widget .monaco-list-row";

const lensPause = 2_000;

await runMain(async () => {
  const { values, positionals } = readArguments();
  const [picture, second] = positionals;
  const file = values.file ?? second;
  if (!picture) throw new Complaint("usage: node scripts/picture.mjs OUT.png [FILE] [options]; the options are listed in the script", 2);

  const place = file ? cursorIn(path.join(values.folder, file), values) : undefined;
  const work = temporaryFolder();
  const workspace = path.join(work, path.basename(path.resolve(values.folder)));
  cpSync(values.folder, workspace, { recursive: true });
  const vsix = values.vsix ?? packageInto(work);
  const [width, height] = values.size.split("x").map(Number);

  const code = await startCode({ vsix, settings: settingsOf(values.setting) });
  const browser = await openBrowser({ width, height, scale: Number(values.scale) });
  const { page } = browser;
  try {
    const payload = file ? payloadToOpen(code.remote(path.join(workspace, file)), place) : [];
    await page.goto(workbenchUrl(code, workspace, payload));
    await act(page, file, values);
    return 0;
  } catch (error) {
    console.error(`plimsoll: ${error.message}\nThe picture shows how far it came.\n${code.logTails()}`);
    return 1;
  } finally {
    await page.screenshot({ path: picture, animations: "disabled" });
    await browser.close();
    await code.stop();
  }
});

function readArguments() {
  const text = { type: "string" };
  const flag = { type: "boolean", default: false };
  const list = { type: "string", multiple: true, default: [] };
  return parseArgs({
    allowPositionals: true,
    options: {
      file: text,
      folder: { ...text, default: path.join(repository, "test", "examples") },
      line: text,
      at: text,
      command: list,
      hover: flag,
      quickfix: flag,
      keys: list,
      wait: list,
      page: list,
      click: list,
      setting: list,
      size: { ...text, default: "1280x800" },
      scale: { ...text, default: "1" },
      "no-squiggles": flag,
      vsix: text,
    },
  });
}

/** @param {string} folder @returns {string} */
function packageInto(folder) {
  const vsix = path.join(folder, "plimsoll.vsix");
  bundle();
  packageExtension(vsix);
  return vsix;
}

/** @param {readonly string[]} assignments as "editor.fontSize=16" */
function settingsOf(assignments) {
  const pairs = assignments.map((assignment) => {
    const at = assignment.indexOf("=");
    return [assignment.slice(0, at), JSON.parse(assignment.slice(at + 1))];
  });
  return Object.fromEntries(pairs);
}

/** @typedef {{ line: number, column: number }} Place both count from 1 */

/**
 * What the window is told so that it opens the file by itself, with the cursor in its place.
 *
 * @param {string} address
 * @param {Place} place
 * @returns {readonly (readonly [string, string])[]}
 */
function payloadToOpen(address, { line, column }) {
  return [
    ["openFile", `${address}:${line}:${column}`],
    ["gotoLineMode", "true"],
  ];
}

/** @param {string} file @param {{ line?: string, at?: string }} options @returns {Place} */
function cursorIn(file, { line = "1", at }) {
  if (!existsSync(file)) throw new Complaint(`there is no ${file}`, 2);
  const lines = readFileSync(file, "utf8").split(/\r?\n/);
  const first = Number(line) - 1;
  if (at === undefined) return { line: first + 1, column: Math.max(lines[first]?.search(/\S/) ?? 0, 0) + 1 };
  const found = lines.findIndex((each, index) => index >= first && each.includes(at));
  if (found < 0) throw new Complaint(`there is no "${at}" in ${file} from line ${line} on`, 2);
  return { line: found + 1, column: lines[found].indexOf(at) + 1 };
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string | undefined} file
 * @param {ReturnType<typeof readArguments>["values"]} values
 */
async function act(page, file, values) {
  await page
    .locator(file ? ".editor-instance .view-line" : ".explorer-folders-view .monaco-list-row")
    .first()
    .waitFor();
  const anySquiggle = squiggles.map((each) => `.editor-instance ${each}`).join(", ");
  if (file && !values["no-squiggles"]) await page.locator(anySquiggle).first().waitFor({ state: "attached" });
  // Code lenses come after the squiggles and move the lines, which closes a hover.
  await page.waitForTimeout(lensPause);
  for (const title of values.command) await runCommand(page, title);
  if (values.hover) await pressUntil(page, ["Control+k", "Control+i"], hover).then(() => untilStill(page, hover));
  if (values.quickfix) await pressUntil(page, ["Control+."], quickFixMenu);
  for (const keys of values.keys) await page.keyboard.press(keys);
  for (const selector of values.wait) await page.locator(selector).first().waitFor();
  for (const selector of values.click) await page.locator(selector).first().click();
  for (const selector of values.page) await inWebview(page).locator(selector).first().waitFor();
}
