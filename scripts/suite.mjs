/**
 * Runs the test suite of test/vscode inside a real VS Code, against the extension as it lies in the checkout, as it is packaged, or as
 * it runs without any Node, in the browser.
 *
 * PLIMSOLL_VERBOSE=1 shows all that VS Code logs.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { format } from "node:util";
import { lastLines } from "./process.mjs";
import { openBrowser, startCode, temporaryFolder, workbenchUrl } from "./vscode.mjs";

/**
 * @typedef {object} SuiteOptions
 * @property {string} name what it is called in messages and file names
 * @property {string} [development] the folder of an extension under development, or
 * @property {string} [vsix] a packaged extension, or
 * @property {string} [web] the folder of an extension that is to run in the browser
 * @property {string} tests the module whose `run()` runs the tests
 * @property {string} folder the workspace; the tests get a copy
 * @property {boolean} [quiet] the workspace has nothing for the extension
 * @property {string} [only] the one file of tests that is run, for a window that is set up for it alone
 * @property {readonly string[]} [beside] folders of other extensions that are installed, too
 * @property {Record<string, unknown>} [settings] user settings
 * @property {number} [limit] milliseconds the tests may take
 */

/**
 * @typedef {object} SuiteResult
 * @property {number} passed
 * @property {number} failed
 * @property {readonly string[]} skipped their titles, which say why
 * @property {string} [problem] why the suite as a whole counts as failed
 */

/** Of no interest to who reads test results: VS Code's own talk about services that are switched off. */
const noise =
  /^(?:\[(?:AgentHost|AccountPolicyGate|ChatModel|reconnection|remote-connection|Service Worker)|Creating a socket|Resolv(?:ing|ed) connection|Updating additional|Ignoring fetching additional|Request to .* failed with status code 404|Loading development extension|getaddrinfo|Canceled)/;

/** @param {SuiteOptions} options @returns {Promise<SuiteResult>} */
export async function runSuite({ name, development, vsix, web, tests, folder, quiet, only, beside = [], settings, limit = 300_000 }) {
  const work = temporaryFolder();
  const workspace = path.join(work, "workspace");
  const resultsFile = path.join(work, "results.json");
  cpSync(folder, workspace, { recursive: true });

  let code, browser;
  const questions = await answerQuestions(() => browser?.page);
  try {
    const env = {
      PLIMSOLL_TEST_RESULTS: resultsFile,
      PLIMSOLL_TEST_WINDOW: questions.address,
      ...(web ? { PLIMSOLL_TEST_IN_BROWSER: "1" } : {}),
      ...(only ? { PLIMSOLL_TEST_ONLY: only } : {}),
      ...(quiet ? { PLIMSOLL_TEST_QUIET: "1" } : {}),
    };
    code = await startCode({ vsix, settings, env, beside, forTests: true });
    browser = await openBrowser();
    if (web) await addWebExtension(browser.page, code.address, web);
    const url = workbenchUrl(code, workspace, [
      ["extensionDevelopmentPath", code.remote(development ?? emptyExtension(work))],
      ["extensionTestsPath", code.remote(tests)],
    ]);
    const exits = await exitsOf(browser.page);
    let ending = await untilSuiteEnds(code, browser, exits, () => browser.page.goto(url), limit);
    if (!web && !quiet && !only && ending.exitCode === 0 && existsSync(resultsFile)) {
      // The same window once more, as after a crash or an update: what was under way must be there again. The tests see that they ran before.
      ending = await untilSuiteEnds(code, browser, exits, () => browser.page.reload(), limit);
    }
    const result = judge(ending, resultsFile);
    if (result.problem || result.failed > 0) await printTraces(name, code, browser);
    return result;
  } catch (error) {
    return { passed: 0, failed: 0, skipped: [], problem: error.message };
  } finally {
    questions.close();
    await browser?.close();
    await code?.stop();
  }
}

/**
 * VS Code runs tests only for an extension under development. When the one to test is installed instead, this one stands in.
 *
 * @param {string} parent
 */
function emptyExtension(parent) {
  const folder = path.join(parent, "empty-extension");
  mkdirSync(folder);
  const manifest = { name: "empty-extension", publisher: "plimsoll-tests", version: "0.0.0", engines: { vscode: "^1.82.0" } };
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
  return folder;
}

/**
 * Lets the window find one more extension, at an address of VS Code's own server: only from there does VS Code accept one that starts
 * a worker. The tests stay in the extension host on the server, so they see this extension only by what it does.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} address
 * @param {string} folder
 */
async function addWebExtension(page, address, folder) {
  const root = "/extension-under-test";
  await page.context().route(
    ({ origin, pathname }) => `${origin}/` === address && pathname.startsWith(`${root}/`),
    (route) => {
      const file = path.join(folder, new URL(route.request().url()).pathname.slice(root.length));
      return existsSync(file) ? route.fulfill({ path: file }) : route.fulfill({ status: 404 });
    },
  );
  await page.addInitScript(addToConfiguration, { scheme: "http", authority: new URL(address).host, path: root });
}

/**
 * Runs in the page: changes what the workbench is told, as soon as it stands in the document and before the workbench reads it.
 *
 * @param {{ scheme: string, authority: string, path: string }} extension
 */
function addToConfiguration(extension) {
  const { document, MutationObserver } = globalThis;
  const observer = new MutationObserver(() => {
    const element = document.getElementById("vscode-workbench-web-configuration");
    if (!element) return;
    observer.disconnect();
    const settings = JSON.parse(element.getAttribute("data-settings"));
    settings.developmentOptions = { ...settings.developmentOptions, extensions: [extension] };
    element.setAttribute("data-settings", JSON.stringify(settings));
  });
  observer.observe(document, { childList: true, subtree: true });
}

/**
 * Prints what the tests print, and says with which codes they end: an event `exit` each time.
 *
 * @param {import("playwright-core").Page} page
 * @returns {Promise<EventEmitter>}
 */
async function exitsOf(page) {
  const exits = new EventEmitter();
  await page.exposeFunction("codeAutomationExit", (exitCode) => exits.emit("exit", exitCode));
  await page.exposeFunction("codeAutomationLog", (_type, args) => printLogged(format(...args)));
  return exits;
}

/**
 * Opens the window and waits for the first thing that ends it all.
 *
 * @param {import("./vscode.mjs").Code} code
 * @param {import("./vscode.mjs").Browser} browser
 * @param {EventEmitter} exits
 * @param {() => Promise<unknown>} open
 * @param {number} limit
 * @returns {Promise<{ exitCode?: number, problem?: string }>}
 */
async function untilSuiteEnds(code, browser, exits, open, limit) {
  let timer;
  const tooLate = new Promise((done) => {
    timer = setTimeout(() => done({ problem: `no result within ${limit / 1000} s` }), limit);
  });
  const exit = once(exits, "exit").then(([exitCode]) => ({ exitCode }));
  const broken = Promise.race([code.ended, browser.ended]).then((problem) => ({ problem }));
  const opened = open().then(() => exit);
  try {
    return await Promise.race([opened, tooLate, broken]);
  } finally {
    clearTimeout(timer);
  }
}

/** @param {string} text */
function printLogged(text) {
  if (process.env.PLIMSOLL_VERBOSE || !noise.test(text)) console.log(text);
}

/**
 * VS Code's exit code alone proves nothing: it is 0 also when the extension host died. So the suite's own results are needed.
 *
 * @param {{ exitCode?: number, problem?: string }} ending
 * @param {string} resultsFile
 * @returns {SuiteResult}
 */
export function judge({ exitCode, problem }, resultsFile) {
  if (!existsSync(resultsFile)) {
    const reason = problem ?? `the extension host ended (${exitCode}) before the tests did`;
    return { passed: 0, failed: 0, skipped: [], problem: reason };
  }
  const { passed, failed, skipped } = JSON.parse(readFileSync(resultsFile, "utf8"));
  const counted = { passed, failed, skipped };
  if (passed + failed === 0) return { ...counted, problem: "not a single test ran" };
  if (failed === 0 && exitCode !== 0) return { ...counted, problem: problem ?? `VS Code ended with ${exitCode}` };
  return counted;
}

/**
 * What helps to find out why: a picture, and the ends of the logs.
 *
 * @param {string} name
 * @param {import("./vscode.mjs").Code} code
 * @param {import("./vscode.mjs").Browser} browser
 */
async function printTraces(name, code, browser) {
  const picture = path.join(tmpdir(), `plimsoll-failed-${name}.png`);
  const taken = await browser.page.screenshot({ path: picture, timeout: 5000 }).then(
    () => `the window at the end: ${picture}`,
    (error) => `no picture of the window: ${lastLines(error.message, 1)}`,
  );
  console.log(`${taken}\n${code.logTails()}`);
}

/**
 * The tests run in the extension host and see only what the API shows them. What the window shows, they ask for here, and here they press keys.
 *
 *   GET /notifications: the texts of the open notification center, a JSON array
 *   GET /texts?selector=S[&webview=1][&attribute=A]: the texts, or an attribute, of all elements of the window or of a webview
 *   GET /press?keys=K: presses keys such as Control+Shift+M
 *
 * @param {() => import("playwright-core").Page | undefined} pageNow
 */
async function answerQuestions(pageNow) {
  const server = createServer(async (request, response) => {
    try {
      const answer = await answerFrom(pageNow(), new URL(request.url ?? "/", "http://localhost"));
      if (answer === undefined) return void response.writeHead(404).end();
      response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
    } catch (error) {
      response.writeHead(500).end(error.message);
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${server.address().port}`, close };
}

/** @param {import("playwright-core").Page | undefined} page @param {URL} url @returns {Promise<readonly (string | null)[] | undefined>} */
async function answerFrom(page, { pathname, searchParams }) {
  if (!page) return [];
  switch (pathname) {
    case "/notifications":
      return page.locator(".notifications-center .notification-list-item").allInnerTexts();
    case "/press":
      await page.keyboard.press(searchParams.get("keys") ?? "");
      return [];
    case "/texts": {
      const selector = searchParams.get("selector") ?? "";
      const attribute = searchParams.get("attribute");
      // A webview is a frame in a frame.
      const found = searchParams.has("webview")
        ? page.frameLocator("iframe.webview.ready").last().frameLocator("iframe").first().locator(selector)
        : page.locator(selector);
      if (attribute === null) return found.allInnerTexts();
      return Promise.all((await found.all()).map((element) => element.getAttribute(attribute)));
    }
    default:
      return undefined;
  }
}
