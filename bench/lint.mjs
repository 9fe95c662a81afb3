/** What is measured of a command line: how fast it gets through a folder, and the most memory it holds on the way. */
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { bench } from "./contenders.mjs";
import { median } from "./measure.mjs";

const limit = 120_000;

/**
 * @param {{ name: string, command: (folder: string) => readonly string[] }} linter
 * @param {string} folder
 * @param {number} times
 * @returns {Promise<{ seconds: number, peak: number }>} medians; peak: bytes. Throws an error that says why it cannot.
 */
export async function measureLint(linter, folder, times) {
  const runs = [];
  for (let i = 0; i < times; i++) runs.push(await runOnce(linter, folder));
  return { seconds: median(runs.map((run) => run.seconds)), peak: median(runs.map((run) => run.peak)) };
}

/** @param {Parameters<typeof measureLint>[0]} linter @param {string} folder */
async function runOnce(linter, folder) {
  const peakFile = path.join(path.dirname(folder), "peak");
  rmSync(peakFile, { force: true });
  const begun = performance.now();
  const child = spawn(process.execPath, ["--require", path.join(bench, "peak.cjs"), ...linter.command(folder)], {
    stdio: "ignore",
    env: { ...process.env, PLIMSOLL_BENCH_PEAK: peakFile },
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const timer = setTimeout(kill, limit);
  const [code, signal] = await new Promise((resolve) => child.once("exit", (...how) => resolve(how)));
  clearTimeout(timer);
  process.off("exit", kill);
  if (signal) throw new Error(`not done within ${limit / 1000} s`);
  if (code > 1) throw new Error(`ended with ${code}`);
  return { seconds: (performance.now() - begun) / 1000, peak: Number(readFileSync(peakFile, "utf8")) * 1024 };
}
