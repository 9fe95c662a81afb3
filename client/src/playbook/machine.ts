import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir, hostname, userInfo } from "node:os";
import path from "node:path";
import type { StoredRun } from "./live";
import type { Locks, Machine } from "./ports";
import { findProgram, runProgram } from "./process";

export { speak } from "../../../server/src/l10n";

/** What a desktop or remote window has and a browser has not. */
export interface Local {
  readonly machine: Machine;
  readonly locks: (folder: string) => Locks;
  /** Who is at the machine. */
  readonly user: string;
  /** Its name on its network: that of the other machine in a remote window. */
  readonly host: string;
  readonly kubeconfig: () => string;
}

/** How long the answer whether a program is there is kept, in milliseconds: lists ask for each of their rows. */
const FRESH = 5000;

export const local: Local = {
  machine: nodeMachine(),
  locks: fileLocks,
  user: userInfo().username,
  host: hostname(),
  kubeconfig: () => process.env["KUBECONFIG"] ?? path.join(homedir(), ".kube", "config"),
};

function nodeMachine(): Machine {
  const known = new Map<string, { readonly has: boolean; readonly until: number }>();
  return {
    run(call, { cwd, kubeconfig, onOutput }) {
      // The editor's own switch would turn every program built like it into a Node.
      const env = { ...process.env, ELECTRON_RUN_AS_NODE: undefined };
      return runProgram(call, {
        cwd,
        env: { ...env, ...(kubeconfig === undefined ? {} : { KUBECONFIG: kubeconfig }) },
        ...(onOutput ? { onOutput } : {}),
      });
    },
    has(program) {
      const found = known.get(program);
      if (found && found.until > Date.now()) return found.has;
      const has = findProgram(program, process.env) !== undefined;
      known.set(program, { has, until: Date.now() + FRESH });
      return has;
    },
  };
}

interface Lock {
  /** The window's process; 0: nobody has it. */
  readonly pid: number;
  /** How far the run had got: who knows less of it has an old copy. */
  readonly length: number;
}

/** One small file for each run, below the editor's own folder. */
function fileLocks(folder: string): Locks {
  const fileOf = ({ state }: StoredRun): string => path.join(folder, `${state.id.replace(/[^\w-]/g, "")}.json`);
  const write = (run: StoredRun, pid: number): void => {
    mkdirSync(folder, { recursive: true });
    const temporary = `${fileOf(run)}.${process.pid}`;
    const lock: Lock = { pid, length: run.state.record.length };
    writeFileSync(temporary, JSON.stringify(lock));
    renameSync(temporary, fileOf(run));
  };
  return {
    take(run) {
      const lock = readLock(fileOf(run));
      if (lock && (lock.length > run.state.record.length || (lock.pid !== process.pid && isAlive(lock.pid)))) return false;
      write(run, process.pid);
      return readLock(fileOf(run))?.pid === process.pid;
    },
    release(run) {
      if (readLock(fileOf(run))?.pid === process.pid) write(run, 0);
    },
  };
}

function readLock(file: string): Lock | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Lock;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // There, and somebody else's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
