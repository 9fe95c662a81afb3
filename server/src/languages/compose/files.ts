import type { Path } from "../../core/path";
import { basename, dirname, foldersAbove, join, relative } from "../../core/path";
import type { Scope } from "../../core/scope";

/** How far above a Compose file its paths may start, because somebody runs it with `--project-directory`. */
const HIGHEST = 3;

/** Files that a tool writes when it deploys: Portainer's variables of a stack. */
const MADE_BY_TOOLS: ReadonlySet<string> = new Set(["stack.env"]);

/**
 * Whether a path that a Compose file names is there. `absent` only when it is in none of the folders it may start from, and no .gitignore
 * or .gitmodules that can be read says that it comes from elsewhere.
 */
export function presenceOf(scope: Scope, folder: Path, written: string): "present" | "absent" | "unknown" {
  if (written.startsWith("/") || written.startsWith("~") || /^[A-Za-z]:|^[a-z][a-z0-9+.-]*:\/\/|^git@/.test(written)) return "unknown";
  const starts = [folder, ...foldersAbove(folder)].slice(0, HIGHEST + 1);
  const answers = starts.map((start) => scope.file(join(start, written)));
  if (answers[0] === "unknown" || MADE_BY_TOOLS.has(basename(written))) return "unknown";
  if (answers.includes("present")) return "present";
  return comesFromElsewhere(scope, join(folder, written)) ? "unknown" : "absent";
}

/** Whether Git leaves a path out on purpose: people make it themselves, or another repository brings it. */
function comesFromElsewhere(scope: Scope, path: Path): boolean {
  for (const folder of foldersAbove(path)) {
    const below = relative(folder, path);
    if (below === undefined) continue;
    const ignore = scope.file(`${folder}/.gitignore`) === "absent" ? undefined : scope.text(`${folder}/.gitignore`);
    if (ignore !== undefined && ignores(ignore, below)) return true;
    const modules = scope.file(`${folder}/.gitmodules`) === "absent" ? undefined : scope.text(`${folder}/.gitmodules`);
    if (modules !== undefined && submodules(modules).some((module) => below === module || below.startsWith(`${module}/`))) return true;
  }
  return false;
}

/** Whether a .gitignore may match a path. Exceptions (`!`) are not weighed: what may be ignored is unknown. */
export function ignores(text: string, path: string): boolean {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.some((line) => line !== "" && !line.startsWith("#") && !line.startsWith("!") && matches(line, path));
}

function matches(pattern: string, path: string): boolean {
  const bare = pattern.replace(/\/$/, "").replace(/^\//, "");
  const source = bare
    .split(/(\*\*\/?|\*|\?)/)
    .map((piece) =>
      piece.startsWith("**") ? "(?:.*/)?" : piece === "*" ? "[^/]*" : piece === "?" ? "[^/]" : piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"),
    )
    .join("");
  const anchored = pattern.startsWith("/") || bare.includes("/");
  return new RegExp(`${anchored ? "^" : "(?:^|/)"}${source}(?:/|$)`).test(path);
}

const submodules = (text: string): string[] => [...text.matchAll(/^\s*path\s*=\s*(\S+)/gm)].flatMap((match) => match[1] ?? []);

/** A file beside a missing one that shows what to put into it: `.env.example` for `.env`. */
export function exampleOf(scope: Scope, path: Path): Path | undefined {
  const [folder, name] = [dirname(path), basename(path)];
  const stem = name.replace(/\.env$/, "");
  const bare = name.replace(/^\./, "");
  const names = ["example", "sample", "template", "dist", "default"].flatMap((word) => [
    `${name}.${word}`,
    `${name}-${word}`,
    `${bare}.${word}`,
    `${stem}.${word}.env`,
    `${word}${name}`,
    `${word}.env`,
  ]);
  return names.map((candidate) => `${folder}/${candidate}`).find((candidate) => scope.file(candidate) === "present");
}
