/**
 * Measures the built Plimsoll as an editor and a build meet it, beside those of its peers that npm carries, and writes docs/performance.md.
 *
 *   node bench/bench.mjs [--quick] [--no-editor]       (npm run bench)
 *
 * --quick: a smaller matrix, printed and not written. --no-editor: without the activation inside VS Code.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "../scripts/build.mjs";
import { capture, Complaint, lastLines, repository, runMain, say } from "../scripts/process.mjs";
import { ensureModules, npmCli } from "../scripts/setup.mjs";
import { measureActivation } from "./activation/measure.mjs";
import { bench, dclint, ours, peers, plimsollLint } from "./contenders.mjs";
import { languages, lineCount, writeFolder } from "./inputs/index.mjs";
import { measureLint } from "./lint.mjs";
import { measureFile, measureStart } from "./measure.mjs";
import { report } from "./report.mjs";

const matrix = {
  full: {
    sizes: [100, 1_000, 10_000, 50_000],
    starts: 9,
    edits: 200,
    ourBudget: 60_000,
    budget: 30_000,
    files: 10_000,
    runs: 3,
    activations: 5,
  },
  quick: { sizes: [100, 1_000], starts: 3, edits: 40, ourBudget: 10_000, budget: 5_000, files: 1_000, runs: 1, activations: 1 },
};

await runMain(async () => {
  const { values } = parseArgs({
    options: { quick: { type: "boolean", default: false }, "no-editor": { type: "boolean", default: false } },
  });
  const size = values.quick ? matrix.quick : matrix.full;
  ensureModules();
  ensurePeers();
  bundle();

  const folder = mkdtempSync(path.join(tmpdir(), "plimsoll-bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const load = [loadavg()[0]];
  const starts = [];
  const files = [];
  for (const contender of [ours(), ...peers()]) {
    starts.push({ contender, ...(await attempt(`${contender.name}: start`, () => measureStart(contender, emptyIn(folder), size.starts))) });
    const budget = contender.name === "Plimsoll" ? size.ourBudget : size.budget;
    for (const language of languages.filter(({ name }) => contender.languages.includes(name))) {
      for (const lines of size.sizes) {
        const text = language.write(lines, lines);
        const title = `${contender.name}: ${language.name}, ${lineCount(text)} lines`;
        const measured = await attempt(title, () => measureFile(contender, language, text, emptyIn(folder), { edits: size.edits, budget }));
        files.push({ contender, language: language.name, lines, written: lineCount(text), ...measured });
      }
    }
  }

  const mixed = await measureFolder("mixed", size, languages, [plimsollLint()], folder);
  const compose = await measureFolder("compose", { ...size, files: size.files / 10 }, [languages[2]], [plimsollLint(), dclint()], folder);
  const activation = values["no-editor"] ? { reason: "left out" } : await measureActivation(folder, size.activations);
  load.push(loadavg()[0]);

  const text = report({ starts, files, mixed, compose, activation, load });
  if (values.quick) console.log(`\n${text}`);
  else {
    writeFileSync(path.join(repository, "docs", "performance.md"), text);
    say("docs/performance.md written");
  }
});

/** @param {string} folder */
function emptyIn(folder) {
  const empty = path.join(folder, "empty");
  mkdirSync(empty, { recursive: true });
  return empty;
}

/**
 * @param {string} name
 * @param {{ files: number, runs: number }} size
 * @param {typeof languages} kinds
 * @param {readonly ReturnType<typeof plimsollLint>[]} linters
 * @param {string} folder
 */
async function measureFolder(name, size, kinds, linters, folder) {
  const input = writeFolder(path.join(folder, name), size.files, kinds);
  const results = [];
  for (const linter of linters) {
    const measured = await attempt(`${linter.name}: ${input.files} files, ${name}`, () =>
      measureLint(linter, path.join(folder, name), size.runs),
    );
    results.push({ linter, ...measured });
  }
  return { input, results };
}

/**
 * What cannot be measured is a result too.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} measure
 * @returns {Promise<{ value: T } | { problem: string }>}
 */
async function attempt(title, measure) {
  say(title);
  try {
    return { value: await measure() };
  } catch (error) {
    say(`  ${error.message}`);
    return { problem: error.message };
  }
}

/** Installs the peers unless they are there. They stay out of the root's modules, which ship notices and are audited. */
function ensurePeers() {
  if (existsSync(path.join(bench, "node_modules", ".package-lock.json"))) return;
  say("installing the peers …");
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const install = (...words) => capture(process.execPath, [npmCli(), ...words, ...options], { cwd: bench, env: withoutPackage() });
  if (install("ci").ok) return;
  const { ok, output } = install("install", "--no-save");
  if (!ok) throw new Complaint(`npm install in bench failed:\n${lastLines(output, 30)}`);
}

/** What `npm run` tells its children of the package they are in: the npm in bench must not believe it. */
function withoutPackage() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_config_local_prefix$|^INIT_CWD$/i.test(name)));
}
