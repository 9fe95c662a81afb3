import type { Edit } from "../../core/edit";
import type { Path } from "../../core/path";
import { basename, dirname, foldersAbove, relative } from "../../core/path";
import type { Scope } from "../../core/scope";
import { lineBreakOf, range } from "../../core/text";
import { dotenvVariable } from "./dotenv";
import { ignores } from "./files";

/**
 * Writes a variable into `.env` beside a Compose file, creating it or adding a line. Undefined where that could bring a secret into Git (the
 * file is not ignored, and no `.gitignore` can be made that says so), where the file cannot be read, and where it says another value already.
 */
export function toDotenv(scope: Scope, folder: Path, name: string, value: string, lineBreak: string): Edit[] | undefined {
  const path = `${folder}/.env`;
  const written = quoted(value);
  const ignore = ignoreEdits(scope, path, lineBreak);
  if (written === undefined || !ignore) return undefined;
  const facts = scope.in(`compose:${folder}`).all(dotenvVariable, path);
  const before = facts.findLast((fact) => fact.value.name === name);
  if (before) return before.value.value === value ? ignore : undefined;
  if (scope.file(path) === "absent") return [...ignore, { create: path, text: `${name}=${written}${lineBreak}` }];
  const last = facts.at(-1);
  if (!last) return undefined;
  const { file, part, range: at } = last.at;
  const text = part.text;
  const quote = /^["']?/.exec(text.slice(at.end))?.[0] ?? "";
  const end = lineEnd(text, at.end + quote.length);
  return [...ignore, { at: { file, part, range: range(end, end) }, text: `${lineBreakOf(text)}${name}=${written}` }];
}

const lineEnd = (text: string, from: number): number => {
  const found = text.slice(from).search(/\r?\n/);
  return found < 0 ? text.length : from + found;
};

/** As `.env` takes it: single quotes keep everything but themselves. */
function quoted(value: string): string | undefined {
  if (/^[\w./:@%+,=-]+$/.test(value)) return value;
  return /['\r\n\\]/.test(value) ? undefined : `'${value}'`;
}

/** Nothing where Git ignores a file already, a new `.gitignore` beside it where there is none; undefined where a line would have to be added. */
export function ignoreEdits(scope: Scope, file: Path, lineBreak: string): Edit[] | undefined {
  for (const above of foldersAbove(file)) {
    const path = `${above}/.gitignore`;
    const below = relative(above, file);
    const text = scope.file(path) === "absent" ? undefined : scope.text(path);
    if (text !== undefined && below !== undefined && ignores(text, below)) return [];
  }
  const own = `${dirname(file)}/.gitignore`;
  return scope.file(own) === "absent" ? [{ create: own, text: `${basename(file)}${lineBreak}` }] : undefined;
}

/** Whether all that Git leaves out above a file can be read. */
export const isIgnoreKnown = (scope: Scope, file: Path): boolean =>
  [...foldersAbove(file)].every((folder) => {
    const path = `${folder}/.gitignore`;
    return scope.file(path) === "absent" || (scope.file(path) === "present" && scope.text(path) !== undefined);
  });
