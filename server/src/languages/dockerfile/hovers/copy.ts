import type { Path } from "../../../core/path";
import { basename, dirname, join } from "../../../core/path";
import type { Scope } from "../../../core/scope";
import { joinWords } from "../../../core/words";
import { takesWholeContext } from "../facts";
import { headerOf } from "../facts";
import { isIgnored } from "../dockerignore";
import { copySources } from "../sources";
import type { HoverSource } from "./hover";
import { code } from "./hover";

/** What nobody means to send and often does, with what else is worth a word. */
const TELLING: readonly string[] = [
  ".git",
  ".env",
  "node_modules",
  ".venv",
  "venv",
  "__pycache__",
  "target",
  "dist",
  "build",
  ".npmrc",
  ".aws",
  ".ssh",
  "Dockerfile",
];

/** What COPY and ADD take from the build context, by what `.dockerignore` says. The context is taken to be the Dockerfile's folder. */
export const copyHovers: HoverSource = function* (node, { path, scope }) {
  if ((node.keyword !== "COPY" && node.keyword !== "ADD") || node.onbuild || node.instruction.flag("from")) return;
  const ignore = ignoreFile(path, scope);
  const folder = dirname(path);
  if (takesWholeContext(headerOf(node.instruction))) {
    const there = TELLING.filter((name) => scope.file(join(folder, name)) === "present");
    const kept = ignore?.text === undefined ? [] : there.filter((name) => isIgnored(ignore.text ?? "", name));
    const sent = there.filter((name) => !kept.includes(name));
    const lines = [
      ignore
        ? `Takes the whole build context but for what ${code(ignore.name)} keeps out: ${patterns(ignore.text)}.`
        : "Takes the whole build context: there is no `.dockerignore` beside the file.",
      ...(sent.length > 0
        ? [
            `Of what lies here it sends ${joinWords(sent.map(code))}${kept.length > 0 ? `, and not ${joinWords(kept.map(code), "or")}` : ""}.`,
          ]
        : []),
    ];
    yield { at: node.range, lines };
    return;
  }
  for (const { value, at } of copySources(node.instruction)) {
    if (/^(?:https?|git):\/\/|^git@|[*?[\]]/.test(value)) continue;
    const inside = value.replace(/^\.?\/+/, "").replace(/\/+$/, "");
    if (inside === "" || inside.startsWith("..")) continue;
    const state = scope.file(join(folder, inside));
    const isOut = ignore?.text !== undefined && isIgnored(ignore.text, inside);
    if (isOut) yield { at, lines: [`${code(ignore.name)} keeps ${code(inside)} out of the build.`] };
    else if (state === "present")
      yield { at, lines: [`${code(inside)} lies beside this file${ignore ? ` and ${code(ignore.name)} lets it through` : ""}.`] };
  }
};

function ignoreFile(path: Path, scope: Scope): { readonly name: string; readonly text: string | undefined } | undefined {
  const folder = dirname(path);
  const name = [`${basename(path)}.dockerignore`, ".dockerignore"].find((each) => scope.file(join(folder, each)) === "present");
  return name === undefined ? undefined : { name, text: scope.text(join(folder, name)) };
}

function patterns(text: string | undefined): string {
  if (text === undefined) return "its patterns have not been read";
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  if (lines.length === 0) return "nothing, it is empty";
  const rest = lines.length - 10;
  return `${lines.slice(0, 10).map(code).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
