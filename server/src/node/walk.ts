import { readdirSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import ignore from "ignore";
import type { Ignore } from "ignore";
import type { Path } from "../core/path";

/** Folders that hold nobody's own files; they are not even listed. */
const SKIPPED = new Set(["node_modules", ".git", ".hg", ".svn", ".terraform", ".terragrunt-cache", ".venv", "__pycache__"]);

/** The most files one scan lists: beyond it the rest is unknown, and nothing is said to be missing. */
const MOST_FILES = 200_000;

export interface Listing {
  readonly files: Path[];
  /** Whether the list is all there is below the folder. */
  readonly complete: boolean;
}

/** A system path as the engine writes it: absolute, with `/`, a Windows drive in lower case behind a slash, as file URIs have it. */
export function toPath(file: string): Path {
  const full = path.resolve(file).split(path.sep).join("/");
  return /^[A-Za-z]:\//.test(full) ? `/${full.charAt(0).toLowerCase()}${full.slice(1)}` : full;
}

/** A path of the engine as the system writes it. */
export const toFile = (file: Path): string => (/^\/[a-z]:\//.test(file) ? file.slice(1) : file);

/** All files below a folder that Git does not ignore, sorted. Links that lead out of the folder are left out. */
export function walk(folder: string): Listing {
  const files: Path[] = [];
  const root = realpathSync(folder);
  let complete = true;

  const visit = (directory: string, rules: readonly { base: string; ignore: Ignore }[]): void => {
    const entries = entriesOf(directory);
    const own = entries.some((entry) => entry.name === ".gitignore") ? gitignore(directory) : undefined;
    const all = own ? [...rules, { base: directory, ignore: own }] : rules;
    const isIgnored = (full: string, isFolder: boolean): boolean =>
      all.some(({ base, ignore: matcher }) => matcher.ignores(path.relative(base, full).split(path.sep).join("/") + (isFolder ? "/" : "")));
    for (const entry of entries) {
      const full = path.join(directory, entry.name);
      if (files.length >= MOST_FILES) {
        complete = false;
        return;
      }
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name) && !isIgnored(full, true)) visit(full, all);
      } else if (entry.isFile() || (entry.isSymbolicLink() && staysInside(full, root))) {
        if (!isIgnored(full, false)) files.push(toPath(full));
      }
    }
  };
  visit(folder, gitignoresAbove(folder));
  return { files: files.sort(), complete };
}

const entriesOf = (directory: string) => {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
};

function gitignore(directory: string): Ignore | undefined {
  try {
    return ignore().add(readFileSync(path.join(directory, ".gitignore"), "utf8"));
  } catch {
    return undefined;
  }
}

/** The .gitignore files between the repository's root and the folder. */
function gitignoresAbove(folder: string): { base: string; ignore: Ignore }[] {
  const found: { base: string; ignore: Ignore }[] = [];
  for (let directory = path.resolve(folder); !entriesOf(directory).some((entry) => entry.name === ".git");) {
    const parent = path.dirname(directory);
    if (parent === directory) return [];
    directory = parent;
    const own = gitignore(directory);
    if (own) found.unshift({ base: directory, ignore: own });
  }
  return found;
}

function staysInside(link: string, root: string): boolean {
  try {
    return `${realpathSync(link)}${path.sep}`.startsWith(`${root}${path.sep}`);
  } catch {
    return false;
  }
}
