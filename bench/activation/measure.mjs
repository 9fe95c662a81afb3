/** How long VS Code waits for the extension: measured inside a real one, with a workspace that has no file of ours. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { repository } from "../../scripts/process.mjs";
import { cacheFolder } from "../../scripts/setup.mjs";
import { median } from "../measure.mjs";

/** @param {string} folder a temporary one @param {number} times @returns {Promise<{ milliseconds?: number, reason?: string }>} */
export async function measureActivation(folder, times) {
  const cached = existsSync(cacheFolder()) ? readdirSync(cacheFolder()) : [];
  if (!cached.some((name) => name.startsWith("code-server-"))) return { reason: "no VS Code in the cache: `npm run setup` brings one" };
  const { runSuite } = await import("../../scripts/suite.mjs");
  const workspace = path.join(folder, "empty");
  const result = path.join(folder, "activation");
  mkdirSync(workspace, { recursive: true });
  process.env.PLIMSOLL_BENCH_ACTIVATION = result;
  const took = [];
  for (let i = 0; i < times; i++) {
    const tests = path.join(repository, "bench", "activation", "index.cjs");
    const { problem, failed } = await runSuite({ name: "activation", development: repository, tests, folder: workspace });
    if (problem || failed) return { reason: problem ?? "the suite failed" };
    took.push(Number(readFileSync(result, "utf8")));
  }
  return { milliseconds: median(took) };
}
