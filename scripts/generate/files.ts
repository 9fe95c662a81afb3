import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The checkout: out/scripts/generate/ is three levels below it. */
export const ROOT = path.resolve(__dirname, "../../..");

export interface Generated {
  /** Relative to the checkout. */
  readonly path: string;
  readonly content: string;
}

export const read = (relative: string): string => readFileSync(path.join(ROOT, relative), "utf8");

/** The files of a folder that end so, by name; none when the folder is not there. */
export function list(folder: string, ending: string): string[] {
  const full = path.join(ROOT, folder);
  return existsSync(full)
    ? readdirSync(full)
        .filter((name) => name.endsWith(ending))
        .sort()
    : [];
}

export const folders = (folder: string): string[] =>
  readdirSync(path.join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

/** Which generated files differ from what is on the disk. */
export function outdated(files: readonly Generated[]): string[] {
  return files.filter(({ path: file, content }) => !existsSync(path.join(ROOT, file)) || read(file) !== content).map((file) => file.path);
}

export function write(files: readonly Generated[]): void {
  for (const { path: file, content } of files) {
    const full = path.join(ROOT, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, content);
  }
}

/** Removes files of a generated folder that are generated no more. */
export function prune(folder: string, keep: ReadonlySet<string>): string[] {
  const full = path.join(ROOT, folder);
  if (!existsSync(full)) return [];
  const stale = readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .filter((file) => !keep.has(file));
  for (const file of stale) rmSync(path.join(ROOT, file));
  return stale;
}
