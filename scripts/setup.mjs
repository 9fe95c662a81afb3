/**
 * Gets what the other scripts need, and does nothing where it is already there: the npm modules, a Chromium to look through, and a
 * real VS Code to look at. Started by itself, it fetches all three.
 *
 * Runs before there is a node_modules, so it uses only Node's own modules.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { capture, Complaint, findOnPath, isMain, lastLines, repository, runMain, runQuietly, say } from "./process.mjs";

/** The VS Code the tests run in, and the Node it asks for. Both come from npm, so nothing else has to be reachable. */
const codeServerVersion = "4.139.1";
const editorNodeVersion = "24.21.0";

const browserNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Where large things are kept between runs: outside the checkout, so that a fresh clone finds them again. */
export function cacheFolder() {
  const named = process.env.PLIMSOLL_CACHE;
  if (named) return path.resolve(named);
  const shared = process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache");
  return path.join(shared, "plimsoll");
}

/** Installs the npm modules unless what is installed is what package-lock.json says. */
export function ensureModules() {
  if (modulesAreCurrent()) return;
  say("installing the npm modules …");
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { ok, output } = capture(process.execPath, [npmCli(), "ci", ...options]);
  if (ok) return;
  // A registry that lacks some other platform's optional packages leaves a lock file that `npm ci` calls out of step.
  if (!output.includes("are in sync")) throw new Complaint(`npm ci failed:\n${lastLines(output, 30)}`);
  runQuietly(process.execPath, [npmCli(), "install", "--no-save", ...options]);
}

/**
 * Compares contents and not dates: a checkout changes the date of package-lock.json without changing a word of it, and throwing
 * node_modules away for that would take it from under whoever is using it.
 */
function modulesAreCurrent() {
  const installedList = path.join(repository, "node_modules", ".package-lock.json");
  if (!existsSync(installedList)) return false;
  const wanted = packagesOf(path.join(repository, "package-lock.json"));
  const installed = packagesOf(installedList);
  return Object.entries(wanted).every(([folder, entry]) => {
    if (folder === "" || entry.link) return true;
    const found = installed[folder];
    return found === undefined ? Boolean(entry.optional || entry.devOptional) : found.version === entry.version;
  });
}

/** @param {string} lockFile @returns {Record<string, { version?: string, link?: boolean, optional?: boolean, devOptional?: boolean }>} */
function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, "utf8")).packages;
}

/** npm as a JavaScript file: on Windows the command is a batch file, which cannot be started without a shell. */
export function npmCli() {
  const running = process.env.npm_execpath;
  if (running && path.basename(running) === "npm-cli.js") return running;
  const besideNode = path.dirname(process.execPath);
  const places = ["node_modules/npm/bin/npm-cli.js", "../lib/node_modules/npm/bin/npm-cli.js", "../share/nodejs/npm/bin/npm-cli.js"];
  const found = places.map((place) => path.resolve(besideNode, place)).find((file) => existsSync(file));
  if (!found) throw new Complaint("npm is not beside node; start this through npm (npm start, npm test)");
  return found;
}

/** @returns {string} the Chromium (or Chrome) to show VS Code in; installs Debian's where that is possible */
export function ensureChromium() {
  const named = process.env.CHROMIUM;
  if (named) {
    if (!works(named)) throw new Complaint(`CHROMIUM=${named} does not start`);
    return named;
  }
  const found = findChromium();
  if (found) return found;
  installDebianPackages(["chromium", "fonts-dejavu-core"], "Chromium is needed to show VS Code: install chromium or name it in CHROMIUM");
  const installed = findChromium();
  if (!installed) throw new Complaint("Debian's package chromium is installed but does not start; name a Chromium in CHROMIUM");
  return installed;
}

function findChromium() {
  return browserNames.map(findOnPath).find((file) => file !== undefined && works(file));
}

/** @param {string} program some distributions put a script there that only says what to install */
function works(program) {
  return capture(program, ["--version"], { timeout: 30_000 }).ok;
}

/**
 * @param {readonly string[]} packages
 * @param {string} otherwise what to say where we may not install
 */
function installDebianPackages(packages, otherwise) {
  const aptGet = findOnPath("apt-get");
  if (process.getuid?.() !== 0 || !aptGet) throw new Complaint(otherwise);
  say(`installing Debian's ${packages.join(", ")} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  runQuietly(aptGet, ["update"], { env });
  runQuietly(aptGet, ["install", "-y", "--no-install-recommends", ...packages], { env });
}

/**
 * @typedef {object} Editor
 * @property {string} node the Node that runs it
 * @property {string} codeServer the folder of its package
 */

/** @returns {Editor} a real VS Code; installs it into the cache when it is not there */
export function ensureEditor() {
  if (process.platform !== "linux" || !["x64", "arm64"].includes(process.arch)) {
    throw new Complaint("the VS Code of the tests runs on Linux only: leave it out with --no-editor, or use npm run test:desktop");
  }
  const folder = path.join(cacheFolder(), `code-server-${codeServerVersion}-node-${editorNodeVersion}-${process.arch}`);
  if (!existsSync(stampOf(folder))) installEditor(folder);
  return editorIn(folder);
}

/** @param {string} folder written last, so an installation without it is not finished */
function stampOf(folder) {
  return path.join(folder, "complete");
}

/** @param {string} folder @returns {Editor} */
function editorIn(folder) {
  const modules = path.join(folder, "node_modules");
  return { node: path.join(modules, `node-linux-${process.arch}`, "bin", "node"), codeServer: path.join(modules, "code-server") };
}

/**
 * Installs beside the final folder and renames at the end: whoever is interrupted leaves nothing that looks complete, and two that
 * install at the same time do not meet.
 *
 * @param {string} folder
 */
function installEditor(folder) {
  say(`installing VS Code (code-server ${codeServerVersion}) into ${folder}: about a minute, 800 MB …`);
  const parent = path.dirname(folder);
  mkdirSync(parent, { recursive: true });
  removeAbandoned(folder);
  const partial = mkdtempSync(`${folder}.partial-${process.pid}-`);
  try {
    installEditorInto(partial);
    writeFileSync(stampOf(partial), "");
    if (existsSync(stampOf(folder))) return;
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** @param {string} folder removes what interrupted installations of it left, unless their process still runs */
function removeAbandoned(folder) {
  const prefix = `${path.basename(folder)}.partial-`;
  for (const name of readdirSync(path.dirname(folder)).filter((entry) => entry.startsWith(prefix))) {
    const installer = Number(name.slice(prefix.length).split("-")[0]);
    if (!isRunning(installer)) rmSync(path.join(path.dirname(folder), name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** @param {string} folder an empty one */
function installEditorInto(folder) {
  const { node, codeServer } = editorIn(folder);
  writeFileSync(path.join(folder, "package.json"), '{ "private": true }\n');
  npmInstall(process.execPath, folder, [`node-linux-${process.arch}@${editorNodeVersion}`]);
  npmInstall(node, folder, [`code-server@${codeServerVersion}`]);

  const code = path.join(codeServer, "lib", "vscode");
  npmInstall(node, code, ["--omit=dev"]); // not `npm ci`: VS Code's npm-shrinkwrap.json lacks a peer dependency
  npmInstall(node, path.join(code, "extensions"), ["--omit=dev"]);
  runQuietly(node, ["postinstall.mjs"], { cwd: path.join(code, "extensions") });

  // What code-server's own postinstall script would do. It is not run, because it also fetches and compiles much that is not needed.
  replaceByLink(path.join(code, "bin", "remote-cli", "code-server"), "code-linux.sh");
  replaceByLink(path.join(code, "bin", "helpers", "browser.sh"), "browser-linux.sh");
  buildNativeModules(node, code);

  const trial = path.join(folder, "trial");
  const env = { ...process.env, XDG_DATA_HOME: trial };
  const version = ["--config", path.join(trial, "config.yaml"), "--version"];
  runQuietly(node, [path.join(codeServer, "out", "node", "entry.js"), ...version], { cwd: folder, env });
  rmSync(trial, { recursive: true, force: true });
}

/** @param {string} file @param {string} target relative to the file's folder */
function replaceByLink(file, target) {
  rmSync(file, { force: true });
  symlinkSync(target, file);
}

/**
 * @param {string} node runs npm: packages look at its version
 * @param {string} folder
 * @param {readonly string[]} args
 */
function npmInstall(node, folder, args) {
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--save-exact"];
  runQuietly(node, [npmCli(), "install", ...quiet, ...args], { cwd: folder, env: environmentOf(node) });
}

/**
 * The environment of a child that npm started tells every npm below it which package it is in; these must not believe that.
 *
 * @param {string} node
 */
function environmentOf(node) {
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
  for (const name of ["npm_config_local_prefix", "npm_config_prefix", "npm_config_omit", "npm_config_include"]) delete env[name];
  // The headers lie in the package of that Node, so that node-gyp downloads none.
  return { ...env, npm_config_nodedir: path.resolve(path.dirname(node), "..") };
}

/** The two native modules VS Code asks for at every start. Without them it works, with noise in its log. */
const nativeModules = ["@vscode/spdlog", "@vscode/native-watchdog"];

/** @param {string} node @param {string} code VS Code's folder */
function buildNativeModules(node, code) {
  const nodeGyp = path.resolve(path.dirname(npmCli()), "..", "node_modules", "node-gyp", "bin", "node-gyp.js");
  try {
    if (!existsSync(nodeGyp)) throw new Complaint("npm comes without node-gyp");
    ensureCompiler();
    for (const name of nativeModules) {
      runQuietly(node, [nodeGyp, "rebuild"], { cwd: path.join(code, "node_modules", name), env: environmentOf(node) });
    }
  } catch (error) {
    say(`warning: VS Code runs without its native modules (${lastLines(error.message, 3)})`);
  }
}

function ensureCompiler() {
  const missing = ["python3", "make", "g++"].filter((program) => !findOnPath(program));
  if (missing.length > 0) installDebianPackages(missing, `${missing.join(", ")} missing`);
}

if (isMain(import.meta.url)) {
  await runMain(() => {
    ensureModules();
    say(`Chromium: ${ensureChromium()}`);
    say(`VS Code: ${ensureEditor().codeServer}`);
  });
}
