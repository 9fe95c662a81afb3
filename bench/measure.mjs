/** What is measured of a language server: how fast it starts, opens a file and follows a keystroke, and what memory it holds then. */
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import path from "node:path";
import { Server } from "./client.mjs";
import { randomOf } from "./random.mjs";

/** A server that needs longer for one answer counts as one that cannot. */
const answerLimit = 120_000;

/**
 * @typedef {object} Contender a server to measure
 * @property {string} name
 * @property {string} version
 * @property {readonly string[]} command
 * @property {readonly string[]} languages
 * @property {Record<string, unknown>} [settings]
 * @property {number} [debounce] how long it waits, by its own source, before it looks at a change; milliseconds
 */

/**
 * @typedef {object} Measured
 * @property {number} open milliseconds from didOpen to the diagnostics
 * @property {number} found how many diagnostics these were
 * @property {number} p50 milliseconds from a keystroke to its diagnostics
 * @property {number} p99
 * @property {number} edits how many keystrokes were measured
 * @property {number} [memory] bytes the process holds after them
 */

/** @param {readonly number[]} values @param {number} share @returns {number} */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

/** @param {readonly number[]} values */
export const median = (values) => percentile(values, 0.5);

/** @param {Contender} contender @param {string} folder @param {number} times @returns {Promise<number>} the median of several starts */
export async function measureStart(contender, folder, times) {
  const took = [];
  for (let i = 0; i < times; i++) {
    const server = new Server(contender.command, folder, contender.settings);
    try {
      took.push(await inTime(server.initialize(folder), "start"));
    } finally {
      await server.stop();
    }
  }
  return median(took);
}

/**
 * @param {Contender} contender
 * @param {import("./inputs/index.mjs").Language} language
 * @param {string} text
 * @param {string} folder an empty one, the workspace
 * @param {{ edits: number, budget: number }} limits budget: milliseconds after which no further keystroke is made
 * @returns {Promise<Measured>} throws an error that says why it cannot
 */
export async function measureFile(contender, language, text, folder, { edits, budget }) {
  const server = new Server(contender.command, folder, contender.settings);
  try {
    await inTime(server.initialize(folder), "start");
    const uri = pathToFileURL(path.join(folder, language.file)).href;
    const begun = performance.now();
    server.notify("textDocument/didOpen", { textDocument: { uri, languageId: language.languageId, version: 1, text } });
    const found = await inTime(server.diagnostics(uri, 1), "the first diagnostics");
    const open = performance.now() - begun;

    const took = [];
    const typed = performance.now();
    let version = 1;
    for (const change of keystrokes(text, language, edits)) {
      version += 1;
      const pressed = performance.now();
      server.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges: [change] });
      await inTime(server.diagnostics(uri, version), "a keystroke");
      took.push(performance.now() - pressed);
      if (performance.now() - typed > budget) break;
    }
    return { open, found, p50: median(took), p99: percentile(took, 0.99), edits: took.length, memory: server.memory() };
  } finally {
    await server.stop();
  }
}

/**
 * Single characters, each typed and then taken away again, so that the file stays what it is: half of them anywhere, a quarter in comments
 * and a quarter at the end of lines that say something to other parts of the file. Some break the syntax, as typing does.
 *
 * @param {string} text
 * @param {import("./inputs/index.mjs").Language} language
 * @param {number} count
 */
function* keystrokes(text, language, count) {
  const random = randomOf(count);
  const lines = text.split("\n").slice(0, -1);
  const numbers = [...lines.keys()];
  const comments = numbers.filter((line) => /^\s*#/.test(lines[line]));
  const facts = numbers.filter((line) => language.facts.test(lines[line]));
  for (let i = 0; i < count; i += 2) {
    const anywhere = i % 4 === 0;
    const line = random.pick(anywhere ? numbers : i % 8 === 2 ? comments : facts);
    const character = anywhere ? random.below(lines[line].length + 1) : lines[line].length;
    const typed = anywhere ? random.pick(["x", "x", "1", " ", '"', ":", "#", "{"]) : "x";
    const start = { line, character };
    const end = { line, character: character + 1 };
    yield { range: { start, end: start }, text: typed };
    yield { range: { start, end }, text: "" };
  }
}

/** @template T @param {Promise<T>} promise @param {string} what @returns {Promise<T>} */
async function inTime(promise, what) {
  let timer;
  const tooLate = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer to ${what} within ${answerLimit / 1000} s`)), answerLimit);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
