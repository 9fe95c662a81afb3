/**
 * A real VS Code (code-server, see setup.mjs) with a fresh profile, and a Chromium that shows it. Everything listens on 127.0.0.1 only,
 * lives in a temporary folder, and is gone when this process is.
 *
 * PLIMSOLL_KEEP=1 keeps the temporary folder, to look at the logs.
 */
import { spawn } from "node:child_process";
import { closeSync, cpSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "playwright-core";
import { Complaint, lastLines, runQuietly, say } from "./process.mjs";
import { ensureChromium, ensureEditor } from "./setup.mjs";

const startLimit = 60_000;
const stopLimit = 5_000;
const pageLimit = 60_000;

/** A VS Code without anything that asks, offers or fetches by itself. */
const quietSettings = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "git.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
};

/** What this process started and wrote, and has to end and remove at its own end, in this order. */
const runningGroups = new Set();
const temporaryFolders = new Set();
process.on("exit", () => {
  for (const killGroup of runningGroups) killGroup("SIGKILL");
  for (const folder of temporaryFolders) removeFolder(folder);
});
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));
process.once("SIGHUP", () => process.exit(129));

/** @returns {string} a new folder that is removed, at the latest, when this process ends */
export function temporaryFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), "plimsoll-"));
  temporaryFolders.add(folder);
  return folder;
}

/** @param {string} folder */
function removeFolder(folder) {
  temporaryFolders.delete(folder);
  if (process.env.PLIMSOLL_KEEP) return say(`kept: ${folder}`);
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  } catch (error) {
    say(`warning: ${folder} is left behind: ${error.message}`);
  }
}

/**
 * @typedef {object} StartOptions
 * @property {string} [vsix] a packaged extension to install
 * @property {readonly string[]} [beside] folders of extensions to lay among the installed ones as they are
 * @property {Record<string, unknown>} [settings] user settings
 * @property {NodeJS.ProcessEnv} [env] for the server, and so for the extension host
 * @property {boolean} [forTests] VS Code runs a test suite only when started for it. It then shows no notification toasts.
 * @property {boolean} [gallery] offer extensions from the network
 */

/**
 * @typedef {object} Code
 * @property {string} address where a browser finds it
 * @property {(file: string) => string} remote a file's address as its window wants it
 * @property {Promise<string>} ended when it ended by itself: how
 * @property {() => string} logTails the last lines of its logs
 * @property {() => Promise<void>} stop
 */

/** @param {StartOptions} [options] @returns {Promise<Code>} a running VS Code */
export async function startCode({ vsix, beside = [], settings = {}, env = {}, forTests = false, gallery = false } = {}) {
  const editor = ensureEditor();
  const home = temporaryFolder();
  const profile = createProfile(home, { ...quietSettings, ...settings });
  for (const folder of beside) layExtension(folder, path.join(home, "extensions"));
  const environment = { ...editorEnvironment(home), ...(gallery ? {} : { EXTENSIONS_GALLERY: "{}" }), ...env };
  const entry = path.join(editor.codeServer, "out", "node", "entry.js");
  if (vsix) {
    const install = [entry, ...profile, "--install-extension", path.resolve(vsix)];
    runQuietly(editor.node, install, { env: environment, timeout: startLimit });
  }

  const log = path.join(home, "server.log");
  const child = spawnServer(editor.node, [entry, ...profile, ...serverOptions(forTests)], environment, log);
  const killGroup = (signal) => killProcessGroup(child, signal);
  runningGroups.add(killGroup);
  const ended = new Promise((done) => {
    child.once("error", (error) => done(`VS Code could not be started: ${error.message}`));
    child.once("exit", (code, signal) => done(`VS Code ended (${signal ?? code})`));
  });

  const stop = async () => {
    killGroup("SIGTERM");
    await Promise.race([ended, sleep(stopLimit)]);
    killGroup("SIGKILL"); // the group may outlive its leader
    runningGroups.delete(killGroup);
    removeFolder(home);
  };
  const logTails = () => logTailsOf(home);

  try {
    const address = await Promise.race([untilReady(log), ended.then((how) => Promise.reject(new Complaint(how)))]);
    const remote = (file) => `vscode-remote://${new URL(address).host}${path.resolve(file)}`;
    return { address, remote, ended, logTails, stop };
  } catch (error) {
    const complaint = new Complaint(`${error.message}\n${logTails()}`);
    await stop();
    throw complaint;
  }
}

/**
 * What lies beside a folder belongs to all of its kind: each gets a copy.
 *
 * @param {string} folder
 * @param {string} extensions
 */
function layExtension(folder, extensions) {
  const { publisher, name, version, main } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const target = path.join(extensions, `${publisher}.${name}-${version}`);
  cpSync(folder, target, { recursive: true });
  cpSync(path.join(folder, "..", main), path.join(target, main));
}

/** @param {string} home @param {Record<string, unknown>} settings @returns {readonly string[]} the arguments that select the profile */
function createProfile(home, settings) {
  const [userData, extensions, config] = ["user", "extensions", "config.yaml"].map((name) => path.join(home, name));
  mkdirSync(path.join(userData, "User"), { recursive: true });
  mkdirSync(extensions);
  writeFileSync(path.join(userData, "User", "settings.json"), JSON.stringify(settings));
  writeFileSync(config, "");
  return ["--config", config, "--user-data-dir", userData, "--extensions-dir", extensions];
}

/** @param {string} home @returns {NodeJS.ProcessEnv} ours, without what another VS Code we may have been started from says about itself */
function editorEnvironment(home) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:VSCODE_|ELECTRON_|CODE_SERVER_|NODE_OPTIONS$)/.test(name));
  return { ...Object.fromEntries(kept), XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, XDG_RUNTIME_DIR: home };
}

/** @param {boolean} forTests */
function serverOptions(forTests) {
  const quiet = ["--disable-telemetry", "--disable-update-check", "--disable-workspace-trust", "--disable-getting-started-override"];
  const local = ["--bind-addr", "127.0.0.1:0", "--auth", "none", "--ignore-last-opened"];
  return [...local, ...quiet, ...(forTests ? ["--vscode-option", "enable-smoke-test-driver"] : [])];
}

/**
 * In a process group of its own, so that its extension hosts and their language servers can be ended with it.
 *
 * @param {string} node @param {readonly string[]} args @param {NodeJS.ProcessEnv} env @param {string} log
 */
function spawnServer(node, args, env, log) {
  const output = openSync(log, "w");
  try {
    return spawn(node, args, { env, detached: true, stdio: ["ignore", output, output] });
  } finally {
    closeSync(output);
  }
}

/** @param {import("node:child_process").ChildProcess} child @param {NodeJS.Signals} signal */
function killProcessGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error; // no longer there is what we want
  }
}

/** @param {string} log @returns {Promise<string>} the address, once VS Code itself answers there */
async function untilReady(log) {
  const deadline = Date.now() + startLimit;
  while (Date.now() < deadline) {
    const address = /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+\/)/.exec(readFileSync(log, "utf8"))?.[1];
    if (address) {
      // code-server's own health page answers even where VS Code cannot be loaded, so ask for an empty window.
      const answer = await fetch(`${address}?ew=true`, { signal: AbortSignal.timeout(startLimit) });
      if (!answer.ok) throw new Complaint(`VS Code answers ${answer.status}`);
      return address;
    }
    await sleep(50);
  }
  throw new Complaint(`VS Code did not start within ${startLimit / 1000} s`);
}

/** The logs that can say why something went wrong: the server's, the extension host's, and what our extension writes itself. */
const tellingLogs = /(?:server|remoteexthost|plimsoll[^/]*)\.log$/i;

/** What stands in them every time. */
const usualLines = new RegExp(
  [
    String.raw`\] info  `,
    String.raw`^\[[\d:]+\] $`,
    String.raw`\[info\] (?:ExtensionService|Lock |Extension host |Eager )`,
    "Accessing a resource scoped|AgentHost|default profile extensions|grace-time|vsda",
    String.raw`extensions/\S+ -> `,
    "Extension host agent started|New connection established|Starting extension host process|Launched Extension Host",
  ].join("|"),
);

/** @param {string} home @returns {string} */
function logTailsOf(home) {
  return listFiles(home)
    .filter((file) => tellingLogs.test(file))
    .map((file) => ({ file, lines: readFileSync(file, "utf8").split("\n") }))
    .map(({ file, lines }) => ({ file, tail: lastLines(lines.filter((line) => !usualLines.test(line)).join("\n"), 25) }))
    .filter(({ tail }) => tail !== "")
    .map(({ file, tail }) => `--- ${path.relative(home, file)}\n${tail}`)
    .join("\n");
}

/** @param {string} folder @returns {readonly string[]} */
function listFiles(folder) {
  try {
    const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
  } catch {
    return []; // VS Code did not come as far as writing logs
  }
}

/**
 * @typedef {object} Browser
 * @property {import("playwright-core").Page} page
 * @property {Promise<string>} ended when it ended by itself: how
 * @property {() => Promise<void>} close
 */

/** @param {{ width?: number, height?: number, scale?: number }} [size] @returns {Promise<Browser>} */
export async function openBrowser({ width = 1280, height = 800, scale = 1 } = {}) {
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    timeout: pageLimit,
    // The handlers above end the process, and at its end playwright kills the browser.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", // what is looked at may not depend on what can be reached
    ],
  });
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale });
  page.setDefaultTimeout(pageLimit);
  const ended = new Promise((done) => {
    page.once("crash", () => done("the page crashed"));
    browser.once("disconnected", () => done("the browser ended"));
  });
  const close = async () => void (await Promise.race([browser.close(), sleep(stopLimit)]));
  return { page, ended, close };
}

/**
 * @param {Code} code
 * @param {string} folder the one to open
 * @param {readonly (readonly [string, string])[]} [payload] further words for the window
 */
export function workbenchUrl(code, folder, payload = []) {
  const url = new URL(code.address);
  url.searchParams.set("folder", path.resolve(folder));
  url.searchParams.set("payload", JSON.stringify([["skipWelcome", "true"], ["skipReleaseNotes", "true"], ...payload]));
  return url.href;
}
