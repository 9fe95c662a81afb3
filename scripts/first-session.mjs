/**
 * The first session of a new user in a real VS Code with the packaged extension: the walkthrough, findings, hover, fix, fixes on save, three
 * snippets, the report, the configuration, a rule turned down; all once by mouse and once by keyboard. Each step waits for what has to appear, so
 * it fails where something does not, and leaves a picture to be looked at.
 *
 *   node scripts/first-session.mjs FOLDER [--part NAME]… [--theme NAME] [--vsix FILE]
 *
 * A part is a function of session/, such as `report`; without any the whole session is played.
 */
import { cpSync, mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "./build.mjs";
import { packageExtension } from "./package.mjs";
import { Complaint, repository, runMain, say } from "./process.mjs";
import { openBrowser, startCode, temporaryFolder, workbenchUrl } from "./vscode.mjs";
import { onSave, repair, snippets } from "./session/editing.mjs";
import { configuration, list, question, report, turnDown, walkthrough } from "./session/findings.mjs";
import { stepLimit } from "./session/at-hand.mjs";

/** @typedef {(name: string) => Promise<void>} Shot */

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
