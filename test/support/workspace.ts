import { readAnnotations } from "../../server/src/core/example";
import type { Annotation } from "../../server/src/core/example";
import { applyEdits, plainText } from "../../server/src/core/edit";
import type { Fix } from "../../server/src/core/edit";
import type { Example, Rule } from "../../server/src/core/rule";
import { languageOf } from "../../server/src/core/rule";
import type { Settings } from "../../server/src/core/settings";
import { DEFAULT_SETTINGS } from "../../server/src/core/settings";
import { LineIndex } from "../../server/src/core/text";
import type { Problem } from "../../server/src/service/problem";
import { Workspace } from "../../server/src/service/workspace";

export const TODAY = "2026-11-20";

/** Where an example's single file stands when it does not say. */
export const DEFAULT_PATH: Readonly<Record<string, string>> = {
  kubernetes: "manifest.yaml",
  compose: "compose.yaml",
  dockerfile: "Dockerfile",
  terraform: "main.tf",
  playbook: ".plimsoll/playbooks/playbook.yaml",
  plimsoll: "manifest.yaml",
};

export type Files = Record<string, string>;

/** An isolated workspace below `/w`: files that are not given are absent. */
export function workspaceOf(files: Files, rules: readonly Rule[], settings: Partial<Settings> = {}): Workspace {
  const resolved: Settings = { ...DEFAULT_SETTINGS, ...settings };
  const errors: string[] = [];
  const workspace = new Workspace({ rules, settings: () => resolved, today: () => TODAY, log: (message) => errors.push(message) });
  workspace.list(Object.keys(files).map(absolute), () => true);
  for (const [path, text] of Object.entries(files)) workspace.set(absolute(path), text);
  return Object.assign(workspace, { errors });
}

export const absolute = (path: string): string => `/w/${path}`;

/** All problems of all files, in the order of the files. Throws what a rule threw. */
export function problemsIn(workspace: Workspace): Problem[] {
  const problems = [...workspace.engine.paths].sort().flatMap((path) => workspace.reportNow(path)?.problems ?? []);
  const { errors } = workspace as Workspace & { errors: string[] };
  if (errors.length) throw new Error(errors.join("\n"));
  return problems;
}

/** The files of an example without their annotations, and what the annotations expect. */
export function exampleFiles(rule: Rule, example: Example): { files: Files; expected: string[] } {
  const annotated =
    typeof example.source === "string" ? { [example.path ?? DEFAULT_PATH[languageOf(rule.id)] ?? "file"]: example.source } : example.source;
  const files: Files = {};
  const expected: string[] = [];
  for (const [path, source] of Object.entries(annotated)) {
    const { text, annotations } = readAnnotations(source);
    files[path] = text;
    expected.push(...annotations.map((annotation) => describeAnnotation(path, annotation)));
  }
  return { files, expected: expected.sort() };
}

/** The settings an example runs under: its rule is on whatever its preset. */
export const exampleSettings = (rule: Rule, example: Example): Partial<Settings> => ({
  preset: rule.preset,
  ...(example.options === undefined
    ? {}
    : { rules: [{ matches: (id) => id === rule.id, level: "on" as const, options: example.options }] }),
  ...example.settings,
});

/** A problem as an annotation would draw it, so that a difference reads like the example. */
export function describeProblem(problem: Problem, text: string): string {
  const lines = new LineIndex(text);
  const start = lines.position(problem.range.start);
  const end = lines.position(problem.range.end);
  return describeAnnotation(problem.path.replace(/^\/w\//, ""), {
    line: start.line,
    start: start.character,
    end: end.line === start.line ? end.character : -1,
    fix: problem.fixes.length > 0,
    severity: problem.severity,
    message: problem.message,
  });
}

/** As an example draws it. */
export const describeAnnotation = (path: string, a: Annotation): string =>
  `${path}:${a.line + 1}:${a.start}-${a.end} ${a.fix ? "💡 " : ""}${a.severity}: ${a.message}`;

/** The files after a fix, tab stops filled with what they suggest. */
export const applyFix = (workspace: Workspace, files: Files, problem: Problem, fix: Fix): Files =>
  applyIn(workspace, files, fix, problem.owner);

/** The files after edits of a part, tab stops filled with what they suggest. */
export function applyIn(workspace: Workspace, files: Files, change: Pick<Fix, "title" | "edits">, owner: Problem["owner"]): Files {
  const resolved = workspace.resolve(change.edits, owner);
  if (!resolved) throw new Error(`"${change.title}" points at a part that is gone.`);
  const result = { ...files };
  for (const [path, edits] of resolved.texts) {
    const name = path.replace(/^\/w\//, "");
    result[name] = applyEdits(
      files[name] ?? "",
      edits.map((edit) => ({ ...edit, text: edit.snippet ? plainText(edit.text) : edit.text })),
    );
  }
  for (const [path, text] of resolved.created) {
    const name = path.replace(/^\/w\//, "");
    if (name in files) throw new Error(`"${change.title}" would overwrite ${name}.`);
    result[name] = text;
  }
  return result;
}

/** What a fix is expected to make of an example's files. */
export function fixedFiles(files: Files, fixed: NonNullable<Example["fixed"]>): Files {
  if (typeof fixed !== "string") return { ...files, ...fixed };
  const [only] = Object.keys(files);
  return { [only ?? "file"]: fixed };
}
