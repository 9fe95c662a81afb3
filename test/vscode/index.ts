import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inBrowser } from "./support.js";

interface Results {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
}

/** No test takes this long unless it hangs; waiting inside of a test ends earlier and says for what (see support.ts). */
const testLimit = 60_000;

/** Tests that look only at what the extension does, and so pass also where it lives in another extension host than they. */
const inBrowserToo = ["languages.test.js"];

/** Tests of a workspace that has nothing of ours; they run in it alone. */
const inQuietOnly = ["quiet.test.js"];

/** Tests of a window that is opened again: what others left in the middle is gone on with. */
const reopenedOnly = ["window-reopened.test.js"];

/** Where whoever started VS Code wants the results. */
const results = process.env["PLIMSOLL_TEST_RESULTS"];
/** The tests ran before in this window, which was then loaded anew. */
const isReopened = results !== undefined && existsSync(results);

/** Tests of a window with other extensions beside; they run in it alone. */
const withNeighboursOnly = ["neighbours.test.js"];

/** The one file of tests that the window was set up for. */
const only = process.env["PLIMSOLL_TEST_ONLY"];

/** Which files of tests belong to the workspace and the form at hand. */
function belongs(file: string): boolean {
  if (only !== undefined) return file === only;
  if (withNeighboursOnly.includes(file)) return false;
  if (reopenedOnly.includes(file)) return isReopened;
  if (isReopened) return false;
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

  if (results !== undefined) {
    const before = isReopened ? (JSON.parse(readFileSync(results, "utf8")) as Results) : { passed: 0, failed: 0, skipped: [] };
    const all: Results = { passed: before.passed + passed, failed: before.failed + failed, skipped: [...before.skipped, ...skipped] };
    writeFileSync(results, JSON.stringify(all));
  }
  if (failed > 0) throw new Error(`${failed} tests failed`);
}
