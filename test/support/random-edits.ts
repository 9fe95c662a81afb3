import assert from "node:assert/strict";
import { RULES } from "../../server/src/rules/index.generated";
import type { Workspace } from "../../server/src/service/workspace";
import { randomNumbers } from "./random";
import { absolute, exampleFiles, workspaceOf } from "./workspace";
import type { Files } from "./workspace";

const EDITS = 25;

/** Several examples in one workspace, edited at random; after each edit a fresh workspace must say the same of every file. */
export function editAndCompare(seed: number): void {
  const random = randomNumbers(seed);
  const files = randomWorkspace(random);
  const edited = workspaceOf(files, RULES, { preset: "all" });
  report(edited, files);
  let last: { readonly path: string; readonly text: string } | undefined;
  for (let i = 0; i < EDITS; i++) {
    // Typing and taking it back is the most usual pair of edits.
    const change = last && random() < 0.25 ? last : editAtRandom(files, random);
    const text = edited.engine.text(absolute(change.path));
    last = text === undefined ? undefined : { path: change.path, text };
    if (change.text !== undefined) files[change.path] = change.text;
    if (change.text === undefined) edited.remove(absolute(change.path));
    else edited.set(absolute(change.path), change.text);
    const fresh = workspaceOf(files, RULES, { preset: "all" });
    assert.deepEqual(report(edited, files), report(fresh, files), `after edit ${i} of ${change.path}`);
  }
}

function randomWorkspace(random: () => number): Files {
  const files: Files = {};
  for (let i = 0; i < 6; i++) {
    const rule = RULES[Math.floor(random() * RULES.length)];
    const example = rule?.examples[Math.floor(random() * rule.examples.length)];
    if (!rule || !example) continue;
    for (const [path, text] of Object.entries(exampleFiles(rule, example).files)) {
      const name = random() < 0.5 || files[path] === undefined ? path : `${i}-${path.replaceAll("/", "-")}`;
      files[name] = random() < 0.3 && files[name] !== undefined && path.endsWith(".yaml") ? `${files[name]}---\n${text}` : text;
    }
  }
  return files;
}

const SNIPPETS = [
  "\n",
  " ",
  "  ",
  ":",
  "- ",
  "#",
  "---\n",
  '"',
  "{{ .Values.x }}",
  "{",
  "}",
  "<<EOF\n",
  "EOF\n",
  "\\\n",
  "name: web\n",
  "x",
  "é",
  "0",
];

/** Changes `files` and says what changed; sometimes a whole file goes or comes back. */
function editAtRandom(files: Files, random: () => number): { path: string; text: string | undefined } {
  const paths = Object.keys(files);
  const path = paths[Math.floor(random() * paths.length)] ?? "";
  const text = files[path] ?? "";
  const kind = random();
  if (kind < 0.04 && paths.length > 2) {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a file record is keyed by path
    delete files[path];
    return { path, text: undefined };
  }
  const at = Math.floor(random() * (text.length + 1));
  const length = kind < 0.4 ? Math.floor(random() * 12) : 0;
  const other = files[paths[Math.floor(random() * paths.length)] ?? ""] ?? "";
  const from = Math.floor(random() * other.length);
  const insertion =
    kind < 0.2
      ? ""
      : kind < 0.8
        ? (SNIPPETS[Math.floor(random() * SNIPPETS.length)] ?? "")
        : other.slice(from, from + Math.floor(random() * 60));
  const changed = text.slice(0, at) + insertion + text.slice(at + length);
  return { path, text: changed };
}

function report(workspace: Workspace, files: Files): unknown {
  return Object.keys(files)
    .sort()
    .map((path) => {
      const problems = workspace.reportNow(absolute(path))?.problems ?? [];
      return problems.map(({ id, severity, message, path: shown, range, related, fixes, equivalents, owner }) => ({
        id,
        severity,
        message,
        shown,
        range,
        related,
        equivalents,
        fixes: fixes.map((fix) => {
          const edits = workspace.resolve(fix.edits, owner);
          return { title: fix.title, safety: fix.safety, texts: edits && [...edits.texts], created: edits && [...edits.created] };
        }),
      }));
    });
}
