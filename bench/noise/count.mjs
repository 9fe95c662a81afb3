/** Lints one repository and counts what it says there. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { Complaint, lastLines, repository } from "../../scripts/process.mjs";

/**
 * @typedef {object} Found a finding, with where it was
 * @property {string} repository
 * @property {string} path
 * @property {number} line from 1
 * @property {string} rule
 * @property {"error" | "warning" | "info" | "hint"} severity
 * @property {string} message
 * @property {string} fingerprint
 */

/**
 * @typedef {object} Counted
 * @property {string} name
 * @property {number} files
 * @property {number} lines
 * @property {readonly Found[]} findings
 * @property {{ count: number, where: string }} worstFile
 * @property {{ count: number, where: string }} worstContainer
 */

/** @param {string} name @param {string} folder @param {readonly string[]} only paths in the folder @returns {Counted} */
export function countRepository(name, folder, only = ["."]) {
  const cli = path.join(repository, "dist", "cli.js");
  const args = [cli, "lint", "--format", "json", "--preset", "recommended", "--no-config", ...only];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 30 });
  if (status === null || status > 1) throw new Complaint(`${name}: ${lastLines(stderr, 5)}`);
  const findings = [];
  const containers = new Map();
  const files = JSON.parse(stdout).files;
  let lines = 0;
  for (const file of files) {
    const text = readFileSync(path.join(folder, file.path), "utf8").split(/\r\n|\r|\n/);
    lines += text.length;
    for (const { rule, severity, message, range, fingerprint } of file.findings) {
      const line = range.start.line + 1;
      findings.push({ repository: name, path: file.path, line, rule, severity, message, fingerprint });
      const container = severity === "hint" ? undefined : containerAt(text, range.start.line);
      if (container !== undefined) add(containers, `${file.path}:${container + 1}`);
    }
  }
  const byFile = new Map();
  for (const finding of findings.filter(isListed)) add(byFile, finding.path);
  return { name, files: files.length, lines, findings, worstFile: worst(byFile), worstContainer: worst(containers) };
}

/** Hints are drawn as three dots and listed nowhere: they are counted apart, and read with the others. @param {Found} found */
export const isListed = ({ severity }) => severity !== "hint";

/** @param {Map<string, number>} counts @param {string} key */
export const add = (counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1);

/** @param {Map<string, number>} counts */
function worst(counts) {
  const [where, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
  return { count, where };
}

const widthOf = (line) => /^ */.exec(line)[0].length;

/**
 * The line where the container (or Compose service) that holds a line begins, found by indentation: it is enough for a count.
 *
 * @param {readonly string[]} lines
 * @param {number} at
 * @returns {number | undefined}
 */
function containerAt(lines, at) {
  let inner = at;
  // An item's own first line carries the dash; its key stands two columns further.
  let width = widthOf(lines[at]) + (/^ *- /.test(lines[at]) ? 2 : 0);
  for (let above = at; above >= 0; above--) {
    const line = lines[above];
    if (line.trim() === "" || line.trimStart().startsWith("#")) continue;
    if (/^---/.test(line)) return undefined;
    const isItem = /^ *- /.test(line) && widthOf(line) + 2 <= width;
    if (above !== at && !isItem && widthOf(line) >= width) continue;
    if (/^ *(?:- )?(?:containers|initContainers|services):/.test(line) && above !== at) return inner;
    if (above === at || widthOf(line) < width || isItem) {
      inner = above;
      width = isItem ? widthOf(line) + 1 : Math.min(width, widthOf(line) + (above === at ? 1 : 0));
    }
  }
  return undefined;
}
