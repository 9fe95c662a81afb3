/**
 * The tests of test/vscode in the VS Code of the desktop, which @vscode/test-electron downloads. `npm test` needs no such download.
 *
 *   node scripts/desktop.mjs [--code FILE] [--version VERSION]       (npm run test:desktop)
 *
 * --code: the program of a VS Code that is already here. --version: the one to download, "stable" if not said.
 */
import { cpSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { Complaint, findOnPath, repository, runMain } from "./process.mjs";
import { cacheFolder, ensureModules } from "./setup.mjs";

const updateHost = "https://update.code.visualstudio.com";

await runMain(async () => {
  const { values } = parseArgs({ options: { code: { type: "string" }, version: { type: "string", default: "stable" } } });
  const program = values.code && findOnPath(values.code.includes(path.sep) ? path.resolve(values.code) : values.code);
  if (values.code && !program) throw new Complaint(`there is no program ${values.code}`, 2);
  if (!program) await complainUnlessReachable(updateHost);
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new Complaint("VS Code needs a display: xvfb-run -a npm run test:desktop", 2);
  }
  ensureModules();
  build();
  return runSuiteOnDesktop(program ? { vscodeExecutablePath: program } : { version: values.version });
});

/** @param {string} host */
async function complainUnlessReachable(host) {
  try {
    await fetch(host, { method: "HEAD", signal: AbortSignal.timeout(10_000) });
  } catch {
    throw new Complaint(`${host} cannot be reached, so there is no desktop VS Code to test in; npm test needs none`, 2);
  }
}

/** @param {{ version: string } | { vscodeExecutablePath: string }} which @returns {Promise<number>} the exit code */
async function runSuiteOnDesktop(which) {
  const { runTests } = await import("@vscode/test-electron");
  const { judge } = await import("./suite.mjs");
  const { temporaryFolder } = await import("./vscode.mjs");
  const work = temporaryFolder();
  const workspace = path.join(work, "workspace");
  const resultsFile = path.join(work, "results.json");
  cpSync(path.join(repository, "test", "examples"), workspace, { recursive: true });

  const ending = await runTests({
    ...which,
    cachePath: path.join(cacheFolder(), "desktop"),
    extensionDevelopmentPath: repository,
    extensionTestsPath: path.join(repository, "out", "test", "vscode", "index.js"),
    extensionTestsEnv: { PLIMSOLL_TEST_RESULTS: resultsFile },
    launchArgs: [
      workspace,
      "--disable-extensions",
      `--extensions-dir=${path.join(work, "extensions")}`,
      `--user-data-dir=${path.join(work, "profile")}`,
    ],
  }).then(
    (exitCode) => ({ exitCode }),
    (error) => ({ problem: error.message }),
  );
  const { passed, failed, skipped, problem } = judge(ending, resultsFile);
  for (const title of skipped) console.log(`skipped: ${title}`);
  if (problem) console.log(problem);
  console.log(`${passed} passed, ${failed} failed`);
  return problem || failed > 0 ? 1 : 0;
}
