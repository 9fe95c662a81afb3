/**
 * From a fresh clone to seeing it work: builds, lints the sample workspace on the command line, then opens that workspace in VS Code
 * with the extension. Where there is no VS Code on this machine, a real one opens in the browser.
 *
 *   node scripts/start.mjs [--no-editor]       (npm start)
 */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { Complaint, findOnPath, repository, run, runMain, say } from "./process.mjs";
import { ensureModules } from "./setup.mjs";

const examples = path.join(repository, "test", "examples");

await runMain(async () => {
  const { values } = parseArgs({ options: { "no-editor": { type: "boolean", default: false } } });
  ensureModules();
  build();

  lintCopy();
  if (values["no-editor"]) return;

  const desktop = findOnPath("code");
  if (desktop) openDesktop(desktop);
  else await openInBrowser();
});

/** A copy, because in the repository the shop lies below `test/`: of inputs of tests Plimsoll says little. */
function lintCopy() {
  const folder = mkdtempSync(path.join(tmpdir(), "plimsoll-shop-"));
  const copy = path.join(folder, "shop");
  try {
    cpSync(examples, copy, { recursive: true });
    say("node dist/cli.js lint, in a copy of test/examples");
    run(process.execPath, [path.join(repository, "dist", "cli.js"), "lint", "."], { cwd: copy, accept: [1] }); // 1: it found something, as it should
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} code */
function openDesktop(code) {
  say("opening test/examples in VS Code");
  // On Windows `code` is a batch file, which only a shell could start.
  if (code.endsWith(".cmd")) throw new Complaint(`open it yourself: code --extensionDevelopmentPath=${repository} ${examples}`);
  run(code, [`--extensionDevelopmentPath=${repository}`, examples]);
}

/** With the packaged extension, as a user would have it. What is edited there is the sample workspace itself, not a copy. */
async function openInBrowser() {
  const { packageExtension } = await import("./package.mjs");
  const { startCode, temporaryFolder, workbenchUrl } = await import("./vscode.mjs");
  const vsix = path.join(temporaryFolder(), "plimsoll.vsix");
  packageExtension(vsix);
  const code = await startCode({ vsix, gallery: true });
  say(`VS Code with Plimsoll, for anyone on this machine until you press Ctrl-C:\n\n  ${workbenchUrl(code, examples)}\n`);
  throw new Complaint(await code.ended); // Ctrl-C ends this process, and with it VS Code: see vscode.mjs
}
