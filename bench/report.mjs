/** Turns what was measured into docs/performance.md. */
import { availableParallelism, cpus, totalmem } from "node:os";

/** @typedef {{ value: import("./measure.mjs").Measured } | { problem: string }} Outcome */

const ms = (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const mb = (bytes) => (bytes === undefined ? "?" : (bytes / 1024 / 1024).toFixed(0));
const count = (value) => value.toLocaleString("en-US");
const table = (head, rows) => [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/**
 * @param {object} results
 * @param {readonly any[]} results.starts
 * @param {readonly any[]} results.files
 * @param {any} results.mixed
 * @param {any} results.compose
 * @param {{ milliseconds?: number, reason?: string }} results.activation
 * @param {readonly number[]} results.load
 */
export function report({ starts, files, mixed, compose, activation, load }) {
  const own = files.filter(({ contender }) => contender.name === "Plimsoll");
  const peers = files.filter(({ contender }) => contender.name !== "Plimsoll");
  return `# Performance

Written by \`npm run bench\`; change nothing here by hand. Measured on ${new Date().toISOString().slice(0, 10)} on a machine with
${machine()}, shared with other work: load ${load.map((value) => value.toFixed(1)).join(" at the start, ")} at the end.

Inputs are generated from a seed and read like real files. The servers are driven as an editor does it: real processes, the protocol over their
standard streams, one character at a time. A quarter of the keystrokes change what other parts of the file are told, a quarter are in comments,
the rest fall anywhere, and some break the syntax. Times are in milliseconds.

## Targets

${targets({ starts, own, mixed, activation })
  .map((line) => `- ${line}`)
  .join("\n")}

## The language server

${table(["file", "lines", "open → diagnostics", "keystroke p50", "p99", "findings", "memory after, MB"], own.map(ownRow))}

A YAML document of more than 256 kB is only sketched, down to its top-level keys: so is the longest Compose file, which is one document.

## Beside its peers

The same inputs and keystrokes. “Ours / theirs” is below 1 where Plimsoll is faster. A debounce is how long a peer waits on purpose, by its own
source, before it looks at a change; it is part of its time, because it is part of what a person waits for. No peer has the same rules:
yaml-language-server runs without schemas, which it would fetch from the network, and so checks only syntax.

${table(
  ["server", "start → initialized", "memory after 1,000 lines, MB"],
  starts.map((start) => startRow(start, files)),
)}

${table(
  ["server", "file", "lines", "open", "ours / theirs", "keystroke p50", "p99", "keystrokes", "ours / theirs (p50)", "debounce"],
  peers.map((peer) => peerRow(peer, own)),
)}

## The command line

${table(["program", "input", "seconds", "files a second", "peak memory, MB"], [...lintRows(mixed, "all four kinds"), ...lintRows(compose, "Compose only")])}
`;
}

function machine() {
  const model = cpus()[0]?.model.trim() || "an unnamed processor";
  return `${availableParallelism()} cores (${model}), ${(totalmem() / 1024 ** 3).toFixed(0)} GB of memory and Node ${process.versions.node}`;
}

/** One sentence for each target: hit or miss. */
function targets({ starts, own, mixed, activation }) {
  const start = starts.find(({ contender }) => contender.name === "Plimsoll");
  const lint = mixed.results[0];
  const lines = [verdict("initialized", start.value, 150, "ms")];
  for (const [size, most] of [
    [1_000, 16],
    [10_000, 50],
  ]) {
    for (const { language, lines: wanted, value } of own.filter((each) => each.lines === size)) {
      lines.push(verdict(`keystroke → diagnostics, ${language}, ${count(wanted)} lines, p99`, value?.p99, most, "ms"));
    }
  }
  const rate = lint.value && mixed.input.files / lint.value.seconds;
  lines.push(verdict(`${count(mixed.input.files)} files on the command line`, rate, 2_000, "files a second", "least"));
  lines.push(verdict(`peak memory for ${count(mixed.input.files)} files`, lint.value && lint.value.peak / 1024 ** 2, 150, "MB"));
  lines.push(verdict("client activation", activation.milliseconds, 50, "ms", "most", activation.reason));
  return lines;
}

/** @param {string} what @param {number | undefined} value @param {number} limit @param {string} unit @param {"most" | "least"} [bound] @param {string} [reason] */
function verdict(what, value, limit, unit, bound = "most", reason = "it failed") {
  const target = `the target is at ${bound} ${count(limit)} ${unit}`;
  if (value === undefined) return `**Not measured**: ${what} (${reason}); ${target}.`;
  const hit = bound === "most" ? value <= limit : value >= limit;
  const shown = value < 10 ? value.toFixed(1) : count(Math.round(value));
  return `${hit ? "Hit" : "**Miss**"}: ${what}: ${shown} ${unit}; ${target}.`;
}

function ownRow({ language, written, value, problem }) {
  if (!value) return [language, count(written), problem, "", "", "", ""];
  return [language, count(written), ms(value.open), ms(value.p50), ms(value.p99), value.found, mb(value.memory)];
}

function startRow({ contender, value, problem }, files) {
  const at = files.find((file) => file.contender === contender && file.lines === 1_000);
  return [`${contender.name} ${contender.version}`, value === undefined ? problem : ms(value), mb(at?.value?.memory)];
}

function peerRow({ contender, language, lines, written, value, problem }, own) {
  const name = `${contender.name} ${contender.version}`;
  const debounce = contender.debounce === undefined ? "none" : `${count(contender.debounce)} ms`;
  if (!value) return [name, language, count(written), problem, "", "", "", "", "", debounce];
  const mine = own.find((each) => each.language === language && each.lines === lines)?.value;
  const ratio = (key) => (mine ? (mine[key] / value[key]).toPrecision(2) : "?");
  return [name, language, count(written), ms(value.open), ratio("open"), ms(value.p50), ms(value.p99), value.edits, ratio("p50"), debounce];
}

function lintRows({ input, results }, what) {
  const size = `${count(input.files)} files, ${what}, ${count(input.lines)} lines, ${mb(input.bytes)} MB`;
  return results.map(({ linter, value, problem }) => {
    const name = `${linter.name} ${linter.version}`;
    if (!value) return [name, size, problem, "", ""];
    return [name, size, value.seconds.toFixed(1), count(Math.round(input.files / value.seconds)), mb(value.peak)];
  });
}
