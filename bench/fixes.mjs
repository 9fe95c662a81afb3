/**
 * Tries every fix of every finding in folders of real files: afterwards no file has a new syntax finding, the finding is gone, and a second
 * run has nothing to do. Writes nothing.
 *
 *   node bench/fixes.mjs <folder…> [--language dockerfile] [--preset all] [--rule dockerfile/*] [--list 20]
 */
import { createRequire } from "node:module";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "../scripts/build.mjs";
import { Complaint, repository, runMain, say } from "../scripts/process.mjs";
import { add } from "./noise/count.mjs";

/** What was found to be wrong with a fix. @typedef {{ kind: string, rule: string, title: string, at: string, more: string }} Trouble */

const load = createRequire(import.meta.url);
/** @param {string} name below server/src */
const compiled = (name) => load(path.join(repository, "out", "server", "src", `${name}.js`));

await runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      language: { type: "string" },
      preset: { type: "string", default: "all" },
      rule: { type: "string", default: "" },
      list: { type: "string", default: "20" },
    },
  });
  if (positionals.length === 0) throw new Complaint("fixes: name the folders with the files to try", 2);
  build();
  await load(path.join(repository, "out", "test", "support", "grammars.js")).loadGrammarsForTests();
  const counts = { files: 0, findings: 0, fixes: 0, decisions: 0 };
  /** @type {Trouble[]} */
  const troubles = [];
  /** @type {Map<string, number>} */
  const tried = new Map();
  for (const folder of positionals) tryFolder(path.resolve(folder), values, counts, troubles, tried);

  for (const kind of ["crash", "syntax", "kept", "unstable", "unresolved", "overlap"]) {
    const own = troubles.filter((trouble) => trouble.kind === kind);
    if (own.length === 0) continue;
    say(`${kind}: ${own.length}`);
    for (const { rule, title, at, more } of own.slice(0, Number(values.list)))
      console.log(`  ${rule} "${title}" ${at}${more ? `\n    ${more}` : ""}`);
  }
  const rows = [...tried].sort((a, b) => b[1] - a[1]).map(([title, count]) => `  ${String(count).padStart(5)}  ${title}`);
  console.log(rows.join("\n"));
  say(
    `${counts.files} files, ${counts.findings} findings, ${counts.fixes} fixes tried, ${counts.decisions} of them with a tab stop: ` +
      `${troubles.length} in trouble`,
  );
  return troubles.length === 0 ? 0 : 1;
});

/**
 * @param {string} folder
 * @param {{ language?: string, preset?: string, rule?: string }} wanted
 * @param {{ files: number, findings: number, fixes: number, decisions: number }} counts
 * @param {Trouble[]} troubles
 * @param {Map<string, number>} tried
 */
function tryFolder(folder, wanted, counts, troubles, tried) {
  const { Project } = compiled("node/project");
  const { RULES } = compiled("rules/index.generated");
  const { toPath } = compiled("node/walk");
  const { applyEdits, plainText } = compiled("core/edit");
  /** @type {string[]} */
  const log = [];
  const project = new Project({ rules: RULES, today: "2026-11-20", log: (/** @type {string} */ line) => log.push(line) });
  project.configurations.setForced({ preset: wanted.preset, rules: [], overrides: [], ignore: [], severity: {}, environments: [] });
  const { workspace } = project;
  const files = project
    .load([folder])
    .filter((/** @type {string} */ file) => wanted.language === undefined || workspace.recognition(file)?.kind === wanted.language);
  const root = toPath(folder);
  /** @param {any} edit */
  const plain = (edit) => ({ ...edit, text: edit.snippet ? plainText(edit.text) : edit.text });

  for (const file of files) {
    const report = project.report(file);
    if (!report) continue;
    counts.files++;
    counts.findings += report.problems.length;
    const before = tally(report.problems);
    const ofRules = report.problems.filter((/** @type {any} */ { id }) => id.startsWith(wanted.rule?.replace(/\*$/, "") ?? ""));
    for (const [index, problem] of ofRules.entries()) {
      for (const fixIndex of problem.fixes.keys()) {
        // Parts are new after each try: problem and fix are looked up again.
        const fresh = project
          .report(file)
          ?.problems.filter((/** @type {any} */ { id }) => id.startsWith(wanted.rule?.replace(/\*$/, "") ?? ""))[index];
        const fix = fresh?.fixes[fixIndex];
        if (!fix) continue;
        const name = {
          rule: problem.id,
          title: fix.title,
          at: `${file.slice(root.length + 1)}:${lineOf(report.text, problem.range.start)}`,
        };
        counts.fixes++;
        add(tried, `${problem.id} "${fix.title.replace(/"[^"]*"|\d+/g, "…")}"`);
        const resolved = workspace.resolve(fix.edits, fresh.owner);
        if (!resolved) {
          troubles.push({ ...name, kind: "unresolved", more: "" });
          continue;
        }
        const isDecision = [...resolved.texts.values()].flat().some((edit) => edit.snippet);
        if (isDecision) counts.decisions++;
        const changed = [...resolved.texts].map(([at, edits]) => ({ at, old: workspace.engine.text(at) ?? "", edits }));
        if (changed.some(({ edits }) => overlapping(edits))) troubles.push({ ...name, kind: "overlap", more: "" });
        for (const { at, old, edits } of changed) workspace.set(at, applyEdits(old, edits.map(plain)));
        for (const [at, text] of resolved.created) if (workspace.has(at) !== "present") workspace.set(at, text);
        const text = workspace.engine.text(file) ?? "";
        const after = project.report(file)?.problems ?? [];
        const now = tally(after);
        const syntax = [...now].find(
          ([id, count]) =>
            /\/(?:syntax-error|duplicate-key|broken-exec-form|unknown-field|wrong-type)$/.test(id) && count > (before.get(id) ?? 0),
        );
        if (syntax)
          troubles.push({ ...name, kind: "syntax", more: after.find((/** @type {any} */ { id }) => id === syntax[0])?.message ?? "" });
        // What is left may be milder: then it says something else.
        const alike = (/** @type {any[]} */ problems) =>
          problems.filter(({ id, message }) => id === problem.id && message === problem.message).length;
        const isThere = alike(after) >= alike(report.problems);
        if (isThere && !isDecision) troubles.push({ ...name, kind: "kept", more: excerpt(text, problem.range.start) });
        const again = after.find(
          (/** @type {any} */ each) =>
            each.id === problem.id && each.message === problem.message && each.range.start === problem.range.start,
        );
        if (again && !isDecision && again.fixes.some((/** @type {any} */ each) => each.title === fix.title))
          troubles.push({ ...name, kind: "unstable", more: "the same fix is offered again" });
        for (const { at, old } of changed) workspace.set(at, old);
        for (const at of resolved.created.keys()) workspace.remove(at);
      }
    }
    settle(project, file, nameIn(file, root), troubles);
    workspace.engine.release(file);
  }
  for (const line of new Set(log)) troubles.push({ kind: "crash", rule: "-", title: "-", at: folder, more: line });
}

/** @param {string} file @param {string} root */
function nameIn(file, root) {
  return file.slice(root.length + 1);
}

/**
 * All first fixes until nothing changes, and once more.
 *
 * @param {any} project
 * @param {string} file
 * @param {string} at
 * @param {Trouble[]} troubles
 */
function settle(project, file, at, troubles) {
  const { fixAll } = compiled("service/fix-all");
  const accept = (/** @type {any} */ problem) => problem.fixes[0];
  const original = project.workspace.engine.text(file) ?? "";
  const once = fixAll(project.workspace, file, { accept })?.text ?? original;
  project.workspace.set(file, once);
  const twice = fixAll(project.workspace, file, { accept })?.text ?? once;
  project.workspace.set(file, original);
  if (twice !== once) troubles.push({ kind: "unstable", rule: "all first fixes", title: "", at, more: difference(once, twice) });
}

/** @param {readonly { readonly id: string }[]} problems */
function tally(problems) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { id } of problems) add(counts, id);
  return counts;
}

/** @param {readonly { start: number, end: number }[]} edits */
function overlapping(edits) {
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  return sorted.some((edit, i) => i > 0 && edit.start < (sorted[i - 1]?.end ?? 0));
}

/** @param {string} text @param {number} offset */
function lineOf(text, offset) {
  return text.slice(0, offset).split("\n").length;
}

/** @param {string} text @param {number} offset */
function excerpt(text, offset) {
  return JSON.stringify(text.slice(Math.max(0, offset - 40), offset + 120));
}

/** @param {string} before @param {string} after */
function difference(before, after) {
  const lines = after.split("\n");
  const old = before.split("\n");
  const first = lines.findIndex((line, i) => line !== old[i]);
  return JSON.stringify([old[first], lines[first]]);
}
