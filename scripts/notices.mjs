/** The licences of other people's code that our bundles contain: most of them ask to travel with the code. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Complaint, repository } from "./process.mjs";

const separator = "-".repeat(80);

/**
 * @param {readonly string[]} files what went into the bundles
 * @returns {string} one section for each package that a file belongs to, by name
 */
export function noticesOf(files) {
  const folders = new Set(files.map(packageFolderOf).filter((folder) => folder !== undefined));
  const sections = [...folders].map(noticeOf).sort();
  return ["Plimsoll contains code of the packages below.", ...sections].join(`\n\n${separator}\n`) + "\n";
}

/** @param {string} file @returns {string | undefined} the folder under the last node_modules in its path */
function packageFolderOf(file) {
  const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file.replaceAll("\\", "/")) ?? [];
  return folder === undefined ? undefined : path.resolve(repository, folder);
}

/** @param {string} folder */
function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const texts = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|notice|copying)/i.test(file))
    .sort()
    .map((file) => readFileSync(path.join(folder, file), "utf8").trim());
  if (texts.length === 0) throw new Complaint(`${name} is bundled, but comes without a licence text`);
  return [`${name} ${version} (${license})`, ...texts].join("\n\n");
}
