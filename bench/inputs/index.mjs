/** What is measured, written by a seed: one file of a given length, or a folder of many small ones. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { randomOf } from "../random.mjs";
import { pair } from "./compose.mjs";
import { stages } from "./dockerfile.mjs";
import { application } from "./kubernetes.mjs";
import { blocks } from "./terraform.mjs";

/**
 * @typedef {object} Language
 * @property {string} name
 * @property {string} file the name its files have
 * @property {string} languageId what an editor calls it
 * @property {RegExp} facts lines whose change other parts of the file have to hear of
 * @property {(lines: number, seed: number) => string} write a file of at least so many lines
 * @property {number} small how many lines a small file of its kind has at least: one manifest, one image, two services, a few blocks
 */

/** @type {readonly Language[]} */
export const languages = [
  {
    name: "kubernetes",
    small: 8,
    file: "shop.yaml",
    languageId: "yaml",
    facts: /^ *(?:name|app\.kubernetes\.io\/name|containerPort|targetPort): \S/,
    write: (lines, seed) => repeat(lines, seed, application),
  },
  {
    name: "dockerfile",
    small: 30,
    file: "Dockerfile",
    languageId: "dockerfile",
    facts: /^(?:FROM|ARG|COPY --from|USER|EXPOSE) /,
    write: (lines, seed) => repeat(lines, seed, stages),
  },
  {
    name: "compose",
    small: 30,
    file: "compose.yaml",
    languageId: "dockercompose",
    facts: /^ *(?:image: |- \S+:|STORE_HOST: |web\d+:$)/,
    write: writeCompose,
  },
  {
    name: "terraform",
    small: 30,
    file: "main.tf",
    languageId: "terraform",
    facts: /^(?:resource|variable|locals) |^ {2}(?:default|name|bucket) /,
    write: (lines, seed) => repeat(lines, seed, blocks),
  },
];

/**
 * @param {number} lines
 * @param {number} seed
 * @param {(random: import("../random.mjs").Random, number: number) => Iterable<string>} write what belongs together, piece by piece
 */
function repeat(lines, seed, write) {
  const random = randomOf(seed);
  const texts = [];
  for (let count = 0, number = 1; ; number++) {
    for (const text of write(random, number)) {
      texts.push(text);
      count += lineCount(text);
      if (count >= lines) return texts.join("");
    }
  }
}

/** @param {number} lines @param {number} seed */
function writeCompose(lines, seed) {
  const random = randomOf(seed);
  const pairs = [];
  for (let count = 0, number = 1; count < lines; number++) {
    pairs.push(pair(random, number));
    count += lineCount(pairs.at(-1).services) + 1;
  }
  const [services, volumes] = [pairs.map((each) => each.services), pairs.map((each) => each.volumes)];
  return `name: shop\nservices:\n${services.join("")}volumes:\n${volumes.join("")}networks:\n  back:\n  front:\n`;
}

/** @param {string} text */
export const lineCount = (text) => text.split("\n").length - 1;

/**
 * A folder as a company's repository has it: a subfolder for each service, with one file of each kind.
 *
 * @param {string} folder
 * @param {number} count how many files
 * @param {readonly Language[]} kinds
 * @returns {{ files: number, lines: number, bytes: number }}
 */
export function writeFolder(folder, count, kinds = languages) {
  const sum = { files: 0, lines: 0, bytes: 0 };
  for (let number = 0; sum.files < count; number++) {
    const service = path.join(folder, `team${number % 25}`, `service${number}`);
    for (const { name, file, write, small } of kinds) {
      if (sum.files === count) break;
      const text = write(small, number);
      mkdirSync(path.join(service, name), { recursive: true });
      writeFileSync(path.join(service, name, file), text);
      sum.files += 1;
      sum.lines += lineCount(text);
      sum.bytes += text.length;
    }
  }
  return sum;
}
