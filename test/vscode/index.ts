import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inBrowser } from "./support.js";

/** No test takes this long unless it hangs; waiting inside of a test ends earlier and says for what (see support.ts). */
const testLimit = 60_000;

/** Tests that look only at what the extension does, and so pass also where it lives in another extension host than they. */
const inBrowserToo = ["languages.test.js"];

/** Tests of a workspace that has nothing of ours; they run in it alone. */
const inQuietOnly = ["quiet.test.js"];

/** Which files of tests belong to the workspace and the form at hand. */
function belongs(file: string): boolean {
  if (process.env["PLIMSOLL_TEST_QUIET"] !== undefined) return inQuietOnly.includes(file);
  if (inBrowser) return inBrowserToo.includes(file);
  return file.endsWith(".test.js") && !inQuietOnly.includes(file);
}

/**
 * VS Code calls this in its extension host. Whoever started VS Code wants the results in a file: that VS Code ends without an error
 * does not say that a test ran.
 */
export async function run(): Promise<void> {
  const { default: Mocha } = await import("mocha"); // an ES module, which not every VS Code's `require` takes
  const mocha = new Mocha({ ui: "bdd", color: false, timeout: testLimit, forbidOnly: true });
  for (const file of readdirSync(__dirname).sort()) {
    if (belongs(file)) mocha.addFile(path.join(__dirname, file));
  }

  const skipped: string[] = [];
  const { stats } = await new Promise<Mocha.Runner>((resolve) => {
    const runner = mocha.run(() => {
      resolve(runner);
    });
    runner.on("pending", (test) => skipped.push(test.titlePath().join(": ")));
  });
  const { passes: passed = 0, failures: failed = 0 } = stats ?? {};

  const results = process.env["PLIMSOLL_TEST_RESULTS"];
  if (results !== undefined) writeFileSync(results, JSON.stringify({ passed, failed, skipped }));
  if (failed > 0) throw new Error(`${failed} tests failed`);
}
