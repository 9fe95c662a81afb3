/** Which findings are read one by one, and what was thought of them. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { bench } from "../contenders.mjs";
import { add } from "./count.mjs";

/** How many findings that are no errors are read of a language. */
const quotas = new Map([
  ["kubernetes", 150],
  ["terraform", 150],
  ["compose", 100],
  ["dockerfile", 100],
]);
/** A rule that says the same everywhere in a repository need not be read there more often than this. */
const mostAlike = 6;

/** @typedef {import("./count.mjs").Found} Found */
/** @typedef {"right" | "wrong" | "unwanted"} Verdict */

export const verdictsFile = path.join(bench, "noise", "verdicts.json");

/** What names a finding in verdicts.json: it holds while rule, path and line stay the same. @param {Found} found */
export const nameOf = (found) => `${found.repository}/${found.path} ${found.rule} ${found.fingerprint}`;

/** @param {Found} found */
export const languageOf = ({ rule }) => rule.slice(0, rule.indexOf("/"));

/**
 * Every error, and of the rest of each language those that come first by a hash of their names: a finding that is new pushes one out and leaves
 * the others.
 *
 * @param {readonly Found[]} findings
 * @returns {Found[]}
 */
export function sampleOf(findings) {
  const alike = new Map();
  const rest = findings
    .filter(({ severity }) => severity !== "error")
    .map((found) => ({ found, key: createHash("sha256").update(nameOf(found)).digest("hex") }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .filter(({ found }) => {
      add(alike, `${found.repository} ${found.rule}`);
      return alike.get(`${found.repository} ${found.rule}`) <= mostAlike;
    })
    .map(({ found }) => found);
  const chosen = [...quotas].flatMap(([language, quota]) => rest.filter((found) => languageOf(found) === language).slice(0, quota));
  return [...findings.filter(({ severity }) => severity === "error"), ...chosen];
}

/** @returns {Record<string, [Verdict, string?]>} by {@link nameOf}: the verdict, and why where it is not right */
export const readVerdicts = () => JSON.parse(readFileSync(verdictsFile, "utf8"));
