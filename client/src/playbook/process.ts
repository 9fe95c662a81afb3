import { spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";
import type { Outcome, ReadyCall } from "../../../server/src/playbook/call";
import { DEFAULT_TIMEOUT } from "../../../server/src/playbook/call";
import { t } from "../../../server/src/l10n";

/** The most bytes of each stream that are kept: the last ones, because the result stands there. */
const MOST_BYTES = 1024 * 1024;
/** How long a program that is told to stop has to clean up, such as to give a lock back; milliseconds. */
const GRACE = 3000;
/** How long after its end the output of what it left running is still waited for; milliseconds. */
const LINGER = 500;

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ProgramOptions {
  readonly cwd: string;
  /** All of the environment: nothing is taken from the process that calls. The call's own variables come on top. */
  readonly env: Environment;
  /** Told each piece of output as it comes. */
  readonly onOutput?: (text: string, stream: "stdout" | "stderr") => void;
}

export interface Running {
  /** Never rejects: what could not be started is an outcome too. */
  readonly outcome: Promise<Outcome & { readonly seconds: number }>;
  /** Stops the program and everything it started. */
  kill(): void;
}

/** Starts a program without a shell, in a group of its own, which is stopped as a whole when its time is up. */
export function runProgram(call: ReadyCall, { cwd, env, onOutput }: ProgramOptions): Running {
  const started = Date.now();
  const environment = { ...env, ...call.env };
  const program = findProgram(call.program, environment);
  if (program === undefined) return { outcome: Promise.resolve(notStarted(t("{0} was not found.", call.program))), kill: () => undefined };

  const child = spawn(program, call.args, {
    cwd,
    env: environment,
    stdio: "pipe",
    windowsHide: true,
    // On Windows this would open a window; there the tree is found by its parents.
    detached: process.platform !== "win32",
  });
  const captures = { stdout: new Capture(), stderr: new Capture() };
  for (const name of ["stdout", "stderr"] as const) {
    const decoder = new TextDecoder();
    child[name].on("data", (bytes: Buffer) => {
      captures[name].add(bytes);
      onOutput?.(decoder.decode(bytes, { stream: true }), name);
    });
  }
  // A program that does not read its input closes it, which is no failure.
  child.stdin.on("error", () => undefined);
  child.stdin.end(call.stdin ?? "");

  let stopped = false;
  let timedOut = false;
  let grace: NodeJS.Timeout | undefined;
  const kill = (): void => {
    if (stopped || child.exitCode !== null || child.signalCode !== null) return;
    stopped = true;
    signalGroup(child.pid, "SIGTERM");
    grace = setTimeout(() => {
      signalGroup(child.pid, "SIGKILL");
    }, GRACE);
  };
  const timeout = setTimeout(
    () => {
      timedOut = true;
      kill();
    },
    (call.timeout ?? DEFAULT_TIMEOUT) * 1000,
  );

  const outcome = new Promise<Outcome & { readonly seconds: number }>((resolve) => {
    const end = (result: Outcome): void => {
      clearTimeout(timeout);
      clearTimeout(grace);
      resolve({ ...result, seconds: Math.round((Date.now() - started) / 100) / 10 });
    };
    child.once("error", (error) => {
      if (child.pid === undefined) end(notStarted(t("{0} could not be started: {1}", call.program, error.message)));
    });
    child.once("exit", (code) => {
      // Whoever of the group does not listen to a request does not outlive its leader.
      if (stopped) signalGroup(child.pid, "SIGKILL");
      const linger = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, LINGER);
      child.once("close", () => {
        clearTimeout(linger);
        const { stdout, stderr } = captures;
        end({
          exitCode: stopped ? undefined : (code ?? undefined),
          timedOut,
          stdout: stdout.text(),
          stderr: stderr.text(),
          truncated: stdout.truncated || stderr.truncated,
        });
      });
    });
  });
  return { outcome, kill };
}

/**
 * Where the PATH has a program. Looked up here and not by the system, which on Windows would take one that lies in the workspace; for the same
 * reason only absolute folders of the PATH count.
 */
export function findProgram(name: string, env: Environment, platform: NodeJS.Platform = process.platform): string | undefined {
  const windows = platform === "win32";
  const paths = windows ? path.win32 : path.posix;
  const folders = (valueOf(env, "PATH", windows) ?? "").split(paths.delimiter).filter((folder) => paths.isAbsolute(folder));
  // A batch file can be started only through a shell, so it does not count.
  const names = windows && !/\.(?:exe|com)$/i.test(name) ? [`${name}.exe`, `${name}.com`] : [name];
  return folders.flatMap((folder) => names.map((each) => paths.join(folder, each))).find(isExecutable);
}

/** Names of variables are the same in any case on Windows. */
const valueOf = (env: Environment, name: string, windows: boolean): string | undefined =>
  windows ? Object.entries(env).find(([each]) => each.toUpperCase() === name)?.[1] : env[name];

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function signalGroup(pid: number | undefined, signal: "SIGTERM" | "SIGKILL"): void {
  if (pid === undefined) return;
  if (process.platform === "win32") {
    // Windows has no groups and no polite request: the whole tree ends at once.
    const root = process.env["SystemRoot"] ?? "C:\\Windows";
    spawn(path.join(root, "System32", "taskkill.exe"), ["/PID", String(pid), "/T", "/F"], { stdio: "ignore", windowsHide: true }).on(
      "error",
      () => undefined,
    );
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended by itself.
  }
}

const notStarted = (problem: string): Outcome & { readonly seconds: number } => ({
  exitCode: undefined,
  timedOut: false,
  stdout: "",
  stderr: "",
  truncated: false,
  notStarted: problem,
  seconds: 0,
});

/** The last {@link MOST_BYTES} of a stream. */
class Capture {
  truncated = false;
  readonly #chunks: Buffer[] = [];
  #size = 0;

  add(bytes: Buffer): void {
    this.#chunks.push(bytes);
    this.#size += bytes.length;
    for (let first = this.#chunks[0]; first && this.#size - first.length >= MOST_BYTES; first = this.#chunks[0]) {
      this.#chunks.shift();
      this.#size -= first.length;
      this.truncated = true;
    }
    this.truncated ||= this.#size > MOST_BYTES;
  }

  text(): string {
    return Buffer.concat(this.#chunks).subarray(-MOST_BYTES).toString("utf8");
  }
}
