/**
 * All tests: those on Node, the thorough ones among them last, then those inside a real VS Code, with the extension as it lies here,
 * as it is packaged, and as it runs in the browser. Ends with one line that counts them all.
 *
 *   node scripts/test.mjs [--no-editor] [--quick]       (npm test)
 */
import { setMaxListeners } from "node:events";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { run as runTests } from "node:test";
import { spec as SpecReporter } from "node:test/reporters";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { Complaint, repository, runMain, say } from "./process.mjs";
import { ensureModules } from "./setup.mjs";

/** No test takes this long, unless it hangs: then node, which waits for it forever, is told to stop. */
const stallLimit = 180_000;

/** @typedef {import("./suite.mjs").SuiteResult & { name: string }} NamedResult */

await runMain(async () => {
  const left = { type: /** @type {const} */ ("boolean"), default: false };
  const { values } = parseArgs({ options: { "no-editor": left, quick: left } });
  ensureModules();
  build();
  if (values.quick) process.env.PLIMSOLL_TESTS = "quick";

  const files = compiledTests();
  const results = [
    await runNodeTests(
      "unit tests",
      files.filter((file) => !isThorough(file)),
    ),
  ];
  if (!values.quick) results.push(await runNodeTests("thorough tests", files.filter(isThorough)));
  if (!values["no-editor"]) results.push(...(await runEditorTests()));
  return report(results);
});

/**
 * Too slow for what is run after every change: those that start hundreds of programs, break every example in every way, or read ten thousand files.
 *
 * @param {string} file
 */
function isThorough(file) {
  return file.endsWith(".thorough.test.js");
}

/** @param {string} name @param {readonly string[]} files @returns {Promise<NamedResult>} */
async function runNodeTests(name, files) {
  const result = { name, passed: 0, failed: 0, skipped: [], problem: undefined };
  say(`${files.length} ${files.length === 1 ? "file" : "files"} of ${name}`);
  if (files.length === 0) return { ...result, problem: "there are none" };

  const stalled = new AbortController();
  setMaxListeners(files.length + 10, stalled.signal); // one for each file that runs
  const timer = setTimeout(() => stalled.abort(), stallLimit);
  // One more than there are cores: some wait most of their time, for a program or for the clock.
  const events = runTests({ files: gather(name, files), concurrency: availableParallelism() + 1, signal: stalled.signal });
  /** @type {Set<string | undefined>} */
  const heardOf = new Set();
  for (const sign of ["test:start", "test:pass", "test:fail", "test:stdout"]) events.on(sign, () => timer.refresh());
  events.on("test:pass", (test) => {
    if (test.details.type === "suite" || isFile(test)) return;
    heardOf.add(test.file);
    if (isSkipped(test)) result.skipped.push(skippedTitle(test));
    else result.passed += 1;
  });
  events.on("test:fail", (test) => {
    if (test.details.type === "suite") return; // its tests count
    heardOf.add(test.file);
    if (isSkipped(test)) result.skipped.push(skippedTitle(test));
    else result.failed += 1;
  });
  for await (const text of events.compose(new SpecReporter())) process.stdout.write(text);
  clearTimeout(timer);
  // node passes a file that ended well, even when no test in it came to its end.
  for (const file of files.filter((each) => !heardOf.has(each))) {
    result.failed += 1;
    console.log(`✖ ${path.relative(repository, file)} reported no test`);
  }
  if (stalled.signal.aborted) return { ...result, problem: `stopped, because nothing happened for ${stallLimit / 1000} s` };
  return result.passed + result.failed > 0 ? result : { ...result, problem: "not a single test ran" };
}

/**
 * The tests of one folder share a process, so that what they all load, hundreds of rules, is loaded once for a folder and not for each file.
 * Those that lie in no folder have a process each: they are the large ones.
 *
 * @param {string} name @param {readonly string[]} files @returns {string[]} files to be run, each of which has some of these in it
 */
function gather(name, files) {
  const root = path.join(repository, "out", "test");
  const target = path.join(repository, "out", "gathered", name.replaceAll(" ", "-"));
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const folderOf = (/** @type {string} */ file) => path.dirname(path.relative(root, file));
  return [...new Set(files.map(folderOf))].flatMap((folder) => {
    const members = files.filter((file) => folderOf(file) === folder);
    if (folder === ".") return members;
    const gathered = path.join(target, `${folder.replaceAll(path.sep, "-")}.test.js`);
    const parts = members.map(
      (file) => `describe(${JSON.stringify(path.relative(root, file))}, () => void require(${JSON.stringify(file)}));\n`,
    );
    writeFileSync(gathered, `const { describe } = require("node:test");\n${parts.join("")}`);
    return [gathered];
  });
}

/**
 * By the sources and not by what lies in out/: the compiler leaves there what it made of sources that are gone.
 *
 * @returns {readonly string[]}
 */
function compiledTests() {
  const inEditor = `vscode${path.sep}`;
  const sources = readdirSync(path.join(repository, "test"), { recursive: true }).filter((file) => file.endsWith(".test.ts"));
  const files = sources
    .filter((file) => !file.startsWith(inEditor))
    .map((file) => path.join(repository, "out", "test", file.replace(/\.ts$/, ".js")));
  const missing = files.find((file) => !existsSync(file));
  if (missing) throw new Complaint(`the compiler made no ${path.relative(repository, missing)}`);
  return files.sort();
}

/** @param {{ name: string, nesting: number, file?: string }} test node reports a file without tests as a test of the file's name */
function isFile({ name, nesting, file }) {
  return nesting === 0 && file !== undefined && path.resolve(name) === path.resolve(file);
}

/** @param {{ skip?: string | boolean, todo?: string | boolean }} test a test still to do may fail; it proves nothing either way */
function isSkipped({ skip, todo }) {
  return (skip !== undefined && skip !== false) || (todo !== undefined && todo !== false);
}

/** @param {{ name: string, skip?: string | boolean, todo?: string | boolean }} test */
function skippedTitle({ name, skip, todo }) {
  const reason = [skip, todo].find((each) => typeof each === "string" && each !== "");
  return `${name}: ${reason ?? "no reason given"}`;
}

/** @returns {Promise<readonly NamedResult[]>} */
async function runEditorTests() {
  const { packageExtension } = await import("./package.mjs");
  const { runSuite } = await import("./suite.mjs");
  const { temporaryFolder } = await import("./vscode.mjs");
  const common = { tests: path.join(repository, "out", "test", "vscode", "index.js"), folder: path.join(repository, "test", "examples") };

  /** @param {readonly string[]} stubs stand-ins for other extensions */
  const beside = (...stubs) => ({
    development: repository,
    folder: path.join(repository, "test", "vscode", "beside"),
    beside: stubs.map((stub) => path.join(repository, "test", "vscode", "stubs", stub)),
    only: "neighbours.test.js",
  });

  /** @type {readonly { name: string, extension: () => Partial<import("./suite.mjs").SuiteOptions> }[]} */
  const forms = [
    { name: "VS Code, in development", extension: () => ({ development: repository }) },
    {
      name: "VS Code, packaged",
      extension: () => {
        const vsix = path.join(temporaryFolder(), "plimsoll.vsix");
        packageExtension(vsix);
        return { vsix };
      },
    },
    { name: "VS Code, in the browser", extension: () => ({ web: repository }) },
    {
      name: "VS Code, in a folder that is not ours",
      extension: () => ({ development: repository, folder: path.join(repository, "test", "vscode", "quiet"), quiet: true }),
    },
    { name: "VS Code, beside other extensions", extension: () => beside("docker", "yaml", "terraform") },
    { name: "VS Code, beside the Kubernetes extension", extension: () => beside("kubernetes") },
  ];
  const results = [];
  for (const { name, extension } of forms) {
    say(name);
    try {
      results.push({ name, ...(await runSuite({ name: name.replaceAll(/\W+/g, "-"), ...common, ...extension() })) });
    } catch (error) {
      results.push({ name, passed: 0, failed: 0, skipped: [], problem: error.message });
    }
  }
  return results;
}

/** @param {readonly NamedResult[]} results @returns {number} the exit code */
function report(results) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  console.log("");
  for (const { name, passed, failed, skipped, problem } of results) {
    for (const title of skipped) console.log(`skipped in ${name}: ${title}`);
    if (problem) console.log(`${name}: ${problem}`);
    console.log(`${name}: ${counts(passed, failed, skipped.length)}`);
    sum.passed += passed;
    sum.failed += failed + (problem ? 1 : 0); // a suite without a result counts as one failure, so that the last line shows it
    sum.skipped += skipped.length;
  }
  console.log(counts(sum.passed, sum.failed, sum.skipped));
  return sum.failed > 0 ? 1 : 0;
}

/** @param {number} passed @param {number} failed @param {number} skipped */
function counts(passed, failed, skipped) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
