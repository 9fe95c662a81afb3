/**
 * Packages the extension: builds what ships, lets vsce make the .vsix, and looks whether it holds what it should and nothing else.
 *
 *   node scripts/package.mjs [--out FILE]       (npm run package)
 */
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "./build.mjs";
import { Complaint, capture, isMain, lastLines, repository, runMain } from "./process.mjs";
import { listZip } from "./zip.mjs";

const largest = 5 * 1024 * 1024;

/** What may be in the package. Says again what .vscodeignore says, because a slip there is what this is to find. */
const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(?:package(?:\.nls(?:\.[\w-]+)?)?\.json|readme\.md|changelog\.md|LICENSE\.(?:txt|md))$/i,
  /^extension\/dist\/[\w.-]+\.(?:js|wasm)$/,
  /^extension\/dist\/third-party-notices\.txt$/,
  /^extension\/(?:snippets\/editor|schemas)\/[\w.-]+\.json$/,
  /^extension\/l10n\/bundle\.l10n(?:\.[\w-]+)?\.json$/,
  /^extension\/playbooks\/[\w.-]+\.yaml$/,
  /^extension\/(?:[\w-]+\.)?language-configuration\.json$/,
  /^extension\/images\/(?:icon\.png|activity\.svg)$/,
  /^extension\/walkthrough\/[\w-]+\.(?:md|png|svg)$/,
];

/** Never, whatever the patterns above come to allow. */
const forbidden = [/\.map$/, /node_modules/];

/**
 * Packages what lies in dist/.
 *
 * @param {string} out the file to write
 * @returns {readonly import("./zip.mjs").ZipEntry[]} its content
 */
export function packageExtension(out) {
  const vsce = path.join(repository, "node_modules", "@vscode", "vsce", "vsce");
  const options = ["--no-dependencies", "--no-rewrite-relative-links", "--out", out];
  const { ok, output } = capture(process.execPath, [vsce, "package", ...options]);
  if (!ok) throw new Complaint(`vsce failed:\n${lastLines(output, 30)}`);
  const entries = listZip(out);
  const warnings = output.split("\n").filter((line) => /\bwarning\b/i.test(line));
  const complaints = [...warnings.map((line) => `  vsce says: ${line.trim()}`), ...complaintsAbout(out, entries)];
  if (complaints.length > 0) throw new Complaint(`${path.basename(out)} is not fit to ship:\n${complaints.join("\n")}`);
  return entries;
}

/** @param {string} vsix @param {readonly import("./zip.mjs").ZipEntry[]} entries @returns {readonly string[]} */
function complaintsAbout(vsix, entries) {
  const names = entries.map(({ name }) => name);
  const unwanted = names.filter(
    (name) => forbidden.some((pattern) => pattern.test(name)) || !allowed.some((pattern) => pattern.test(name)),
  );
  const missing = [...filesOfManifest()].filter((file) => !names.includes(`extension/${file}`));
  const { size } = statSync(vsix);
  return [
    ...unwanted.map((name) => `  ${name} does not belong in it`),
    ...missing.map((file) => `  ${file}, which package.json names, is missing`),
    ...(size > largest ? [`  it is ${megabytes(size)}, more than ${megabytes(largest)}`] : []),
  ];
}

/** @returns {Set<string>} every file that package.json tells VS Code to read */
function filesOfManifest() {
  const { main, browser, icon, l10n, contributes = {} } = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8"));
  const files = [withEnding(main), withEnding(browser), icon, `${l10n}/bundle.l10n.json`, ...pathsIn(contributes)];
  return new Set(files.filter((file) => file !== undefined).map((file) => path.posix.normalize(file)));
}

/** @param {string | undefined} file `main` may leave out the ending */
function withEnding(file) {
  return file === undefined || file.endsWith(".js") ? file : `${file}.js`;
}

/** Paths among the texts of `contributes`; those with a star are patterns for the user's files. */
const ownPath = /^(?:\.\/|(?:dist|images|playbooks|schemas|snippets|walkthrough)\/)[^*]+$/;

/** @param {unknown} value @returns {readonly string[]} */
function pathsIn(value) {
  if (typeof value === "string") return ownPath.test(value) ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}

/** @param {number} bytes */
function megabytes(bytes) {
  return `${(bytes / 1024 / 1024).toFixed(2)} MB`;
}

if (isMain(import.meta.url)) {
  await runMain(() => {
    const { values } = parseArgs({ options: { out: { type: "string", default: path.join(repository, "plimsoll.vsix") } } });
    const out = path.resolve(values.out);
    bundle();
    for (const { name, size } of packageExtension(out)) console.log(`${(size / 1024).toFixed(1).padStart(9)} kB  ${name}`);
    console.log(`${path.basename(out)}: ${megabytes(statSync(out).size)}`);
  });
}
