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
  /** Whether a path below the folder that is not in the list is not there. What Git ignores is on some machines and not on others. */
  readonly lacks: (path: Path) => boolean;
}

interface Rules {
  readonly base: string;
  readonly ignore: Ignore;
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
  const seen: Rules[] = [];
  let complete = true;

  const visit = (directory: string, rules: readonly Rules[]): void => {
    const entries = entriesOf(directory);
    const own = entries.some((entry) => entry.name === ".gitignore") ? gitignore(directory) : undefined;
    if (own) seen.push({ base: directory, ignore: own });
    const all = own ? [...rules, { base: directory, ignore: own }] : rules;
    for (const entry of entries) {
      const full = path.join(directory, entry.name);
      if (files.length >= MOST_FILES) {
        complete = false;
        return;
      }
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name) && !isIgnored(all, full, true)) visit(full, all);
      } else if (entry.isFile() || (entry.isSymbolicLink() && staysInside(full, root))) {
        if (!isIgnored(all, full, false)) files.push(toPath(full));
      }
    }
  };
  const above = gitignoresAbove(folder);
  visit(folder, above);
  const rules = [...above, ...seen];
  const lacks = (file: Path): boolean => {
    const full = toFile(file);
    const below = rules.filter(({ base }) => full.startsWith(`${base}${path.sep}`));
    return (
      complete && !isIgnored(below, full, false) && !isIgnored(below, full, true) && !file.split("/").some((name) => SKIPPED.has(name))
    );
  };
  return { files: files.sort(), lacks };
}

const isIgnored = (rules: readonly Rules[], full: string, isFolder: boolean): boolean =>
  rules.some(({ base, ignore: matcher }) => matcher.ignores(path.relative(base, full).split(path.sep).join("/") + (isFolder ? "/" : "")));

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
function gitignoresAbove(folder: string): Rules[] {
  const found: Rules[] = [];
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
