/** Lists what is in a zip file, which is what a .vsix is. */
import { readFileSync } from "node:fs";
import { Complaint } from "./process.mjs";

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/** Sizes of the fixed part of the two records, and of the longest comment that may follow the first. */
const endLength = 22;
const entryLength = 46;
const longestComment = 0xffff;

/**
 * @typedef {object} ZipEntry
 * @property {string} name
 * @property {number} size unpacked, in bytes
 */

/** @param {string} file @returns {readonly ZipEntry[]} the files in it, by name */
export function listZip(file) {
  const bytes = readFileSync(file);
  const end = findEnd(bytes, file);
  const count = bytes.readUInt16LE(end + 10);
  const entries = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (bytes.readUInt32LE(at) !== directoryEntry) throw new Complaint(`${file} has a broken directory`);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const name = bytes.toString("utf8", at + entryLength, at + entryLength + nameLength);
    if (!name.endsWith("/")) entries.push({ name, size: bytes.readUInt32LE(at + 24) });
    at += entryLength + nameLength + extraLength + commentLength;
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @param {Buffer} bytes @param {string} file @returns {number} where the last record begins, which says where the directory is */
function findEnd(bytes, file) {
  const last = bytes.length - endLength;
  for (let at = last; at >= Math.max(0, last - longestComment); at--) {
    if (bytes.readUInt32LE(at) === endOfDirectory) return at;
  }
  throw new Complaint(`${file} is not a zip file`);
}
