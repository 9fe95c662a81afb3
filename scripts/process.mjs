/**
 * What every script here needs of the machine: where the repository is, and child processes that are started by argument list,
 * never through a shell. Uses only Node's own modules, because setup.mjs runs before there is a node_modules.
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout this script belongs to, wherever it was started from. */
export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** An error whose message says all there is to say: it is printed without a stack trace. */
export class Complaint extends Error {
  /**
   * @param {string} message
   * @param {number} [exitCode] what the script ends with
   */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** @param {string} message */
export function say(message) {
  console.log(`plimsoll: ${message}`);
}

/**
 * Runs a script's main function, turns what it throws into one message and an exit code, and ends the process: nothing that a
 * library left open may keep it alive.
 *
 * @param {() => Promise<number | void> | number | void} main returns the exit code
 */
export async function runMain(main) {
  try {
    process.exit((await main()) ?? 0);
  } catch (error) {
    if (error instanceof Complaint) {
      console.error(`plimsoll: ${error.message}`);
      process.exit(error.exitCode);
    }
    const misused = String(error.code).startsWith("ERR_PARSE_ARGS");
    console.error(misused ? `plimsoll: ${error.message}` : error);
    process.exit(misused ? 2 : 1);
  }
}

/** @param {string} moduleUrl the `import.meta.url` of a module @returns {boolean} whether it is the script that was started */
export function isMain(moduleUrl) {
  const started = process.argv[1];
  return started !== undefined && existsSync(started) && realpathSync(started) === fileURLToPath(moduleUrl);
}

/**
 * Runs a program to its end with our own input and output.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, accept?: readonly number[] }} [options] accept: the exit codes that are no failure
 * @returns {number} the exit code
 */
export function run(program, args, { cwd = repository, env = process.env, accept = [0] } = {}) {
  const result = spawnSync(program, args, { cwd, env, stdio: "inherit" });
  if (result.error) throw new Complaint(`${program} could not be started: ${result.error.message}`);
  if (result.status === null) throw new Complaint(`${commandLine(program, args)} was ended by ${result.signal}`);
  if (!accept.includes(result.status)) throw new Complaint(`${commandLine(program, args)} ended with ${result.status}`);
  return result.status;
}

/**
 * Runs a program to its end and keeps what it prints.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number }} [options]
 * @returns {{ ok: boolean, output: string }} output: what it printed, and why it could not be started or was ended
 */
export function capture(program, args, { cwd = repository, env = process.env, timeout } = {}) {
  const result = spawnSync(program, args, { cwd, env, timeout, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const output = [result.stdout, result.stderr, result.error?.message].filter(Boolean).join("\n");
  return { ok: result.status === 0, output };
}

/**
 * As {@link capture}, for programs that have nothing to say unless they fail.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Parameters<typeof capture>[2]} [options]
 */
export function runQuietly(program, args, options) {
  const { ok, output } = capture(program, args, options);
  if (!ok) throw new Complaint(`${commandLine(program, args)} failed:\n${lastLines(output, 30)}`);
}

/** @param {string} text @param {number} count @returns {string} the last lines that hold anything */
export function lastLines(text, count) {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.slice(-count).join("\n");
}

/** @param {string} name a program's name @returns {string | undefined} the file that would be started */
export function findOnPath(name) {
  const endings = process.platform === "win32" ? [".exe", ".cmd", ""] : [""];
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    for (const ending of endings) {
      const file = path.resolve(folder, name + ending);
      if (folder !== "" && isExecutable(file)) return file;
    }
  }
  return undefined;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** @param {string} program @param {readonly string[]} args */
function commandLine(program, args) {
  return [path.basename(program), ...args.map((arg) => (path.isAbsolute(arg) ? path.basename(arg) : arg))].join(" ");
}
