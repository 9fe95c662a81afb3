/**
 * From a fresh clone to seeing it work: builds, lints the sample workspace on the command line, then opens that workspace in VS Code
 * with the extension. Where there is no VS Code on this machine, a real one opens in the browser.
 *
 *   node scripts/start.mjs [--no-editor]       (npm start)
 */
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

  say("node dist/cli.js lint test/examples");
  run(process.execPath, ["dist/cli.js", "lint", "test/examples"], { accept: [0, 1] }); // 1: it found something, as it should
  if (values["no-editor"]) return;

  const desktop = findOnPath("code");
  if (desktop) openDesktop(desktop);
  else await openInBrowser();
});

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
