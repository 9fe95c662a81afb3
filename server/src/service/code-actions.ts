import type { TextEdit } from "../core/edit";
import { applyEdits, overlap } from "../core/edit";
import type { Path } from "../core/path";
import { basename, dirname, relative } from "../core/path";
import { indentAt, lineBreakOf, lineStartAt, shift } from "../core/text";
import type { Range } from "../core/text";
import { documentRoot } from "../languages/yaml/document";
import { setAt } from "../languages/yaml/edit";
import { parseYaml } from "../languages/yaml/parse";
import type { Refactoring } from "../core/refactoring";
import { t } from "../l10n";
import { REFACTORINGS } from "../refactorings/index.generated";
import type { Problem } from "./problem";
import type { FileReport, Workspace } from "./workspace";

export interface Change {
  readonly texts: ReadonlyMap<Path, readonly (TextEdit & { readonly snippet: boolean })[]>;
  readonly created: ReadonlyMap<Path, string>;
}

export interface CodeAction {
  readonly title: string;
  readonly kind: "quickfix" | "quickfix.plimsoll.fixAllOfRule" | "quickfix.plimsoll.suppress" | Refactoring["kind"];
  /** What it is about; undefined for a refactoring, where nothing is wrong. */
  readonly problem: Problem | undefined;
  readonly change: Change;
  readonly preferred: boolean;
}

export interface ActionWorld {
  /** The `.plimsoll.yaml` that holds for the file, or where a new one would go, with its text when it is there. */
  readonly configuration: { readonly path: Path; readonly text: string | undefined } | undefined;
}

/** What can be done about the problems that touch a range: repairs first, then repairs of all alike, then ways to silence. */
export function codeActions(workspace: Workspace, report: FileReport, at: Range, world: ActionWorld): CodeAction[] {
  const problems = report.problems.filter((problem) => problem.range.start <= at.end && at.start <= problem.range.end);
  return [
    ...problems.flatMap((problem) => fixes(workspace, problem)),
    ...problems.flatMap((problem) => fixesOfRule(workspace, report, problem)),
    ...problems.flatMap((problem) => silencers(report, problem, world)),
  ];
}

/** Other ways to write what stands at a range. */
export function refactorings(workspace: Workspace, { path, kind }: FileReport, at: Range): CodeAction[] {
  const actions: CodeAction[] = [];
  const reading = workspace.engine.reading(path, at.start);
  for (const refactoring of REFACTORINGS) {
    if (!reading || !refactoring.on.kinds.includes(kind)) continue;
    for (const node of refactoring.on.of(reading))
      for (const offer of refactoring.offer(node, reading)) {
        const from = shift(offer.at, reading.start);
        if (from.start > at.end || at.start > from.end) continue;
        const change = workspace.resolve(offer.edits, { path, part: reading.part });
        if (change && ![...change.created.keys()].some((other) => workspace.has(other) === "present"))
          actions.push({ title: offer.title, kind: refactoring.kind, problem: undefined, change, preferred: false });
      }
  }
  return actions;
}

function fixes(workspace: Workspace, problem: Problem): CodeAction[] {
  return problem.fixes.flatMap((fix) => {
    const change = workspace.resolve(fix.edits, problem.owner);
    const exists = change && [...change.created.keys()].some((path) => workspace.has(path) === "present");
    return change && !exists ? [{ title: fix.title, kind: "quickfix" as const, problem, change, preferred: fix.safety === "safe" }] : [];
  });
}

/** The first fix of every finding of the same rule in the file, where there are several and none needs a decision. */
function fixesOfRule(workspace: Workspace, report: FileReport, problem: Problem): CodeAction[] {
  const alike = report.problems.filter((other) => other.id === problem.id && other.fixes.length > 0);
  if (alike.length < 2 || alike[0] === undefined || !alike.includes(problem)) return [];
  const edits: TextEdit[] = [];
  let count = 0;
  for (const other of alike) {
    const resolved = other.fixes[0] && workspace.resolve(other.fixes[0].edits, other.owner);
    const own = resolved?.texts.get(report.path);
    if (!own || resolved?.created.size || resolved?.texts.size !== 1 || own.some((edit) => edit.snippet)) continue;
    if (own.some((edit) => edits.some((taken) => overlap(edit, taken)))) continue;
    edits.push(...own);
    count++;
  }
  if (count < 2) return [];
  const change = { texts: new Map([[report.path, edits.map((edit) => ({ ...edit, snippet: false }))]]), created: new Map<Path, string>() };
  return [
    {
      title: t("Fix all {0} findings of {1} in this file", count, problem.id),
      kind: "quickfix.plimsoll.fixAllOfRule",
      problem,
      change,
      preferred: false,
    },
  ];
}

function silencers(report: FileReport, problem: Problem, world: ActionWorld): CodeAction[] {
  const actions: CodeAction[] = [];
  const action = (title: string, change: Change): void => {
    actions.push({ title, kind: "quickfix.plimsoll.suppress", problem, change, preferred: false });
  };
  const comment = ignoreComment(report, problem);
  if (comment) action(t("Ignore {0} here, with a reason", problem.id), comment);
  if (world.configuration) {
    const { path, text } = world.configuration;
    const folder = relative(dirname(path), dirname(report.path));
    if (folder !== undefined)
      action(t("Turn {0} off in the folder {1}", problem.id, basename(folder)), configurationChange(path, text, problem, `${folder}/**`));
    action(t("Turn {0} down to a hint in this workspace", problem.id), configurationChange(path, text, problem, undefined));
  }
  return actions;
}

/** A comment of its own above the line of the finding; in a Dockerfile above the instruction. JSON has no comments. */
function ignoreComment(report: FileReport, problem: Problem): Change | undefined {
  if (/\.json$/.test(report.path)) return undefined;
  const { text } = report;
  const from = report.kind === "dockerfile" ? instructionStart(text, problem.range.start) : problem.range.start;
  const line = lineStartAt(text, from);
  const insertion = `${indentAt(text, from)}# plimsoll-ignore ${problem.id} -- \${1:reason}${lineBreakOf(text)}`;
  return { texts: new Map([[report.path, [{ start: line, end: line, text: insertion, snippet: true }]]]), created: new Map() };
}

/** The line a Dockerfile instruction begins on: the first above that is no continuation of the one before. */
function instructionStart(text: string, offset: number): number {
  let line = lineStartAt(text, offset);
  while (line > 0) {
    const before = lineStartAt(text, line - 1);
    if (!/[\\`][ \t]*\r?\n?$/.test(text.slice(before, line)) && !/^\s*#/.test(text.slice(before, line))) break;
    line = before;
  }
  return line;
}

/** Writes a level into `.plimsoll.yaml`, its comments kept, or makes the file. */
function configurationChange(path: Path, text: string | undefined, problem: Problem, files: string | undefined): Change {
  const override =
    files === undefined ? undefined : `overrides:\n  - files: [${JSON.stringify(files)}]\n    rules:\n      ${problem.id}: off\n`;
  if (text === undefined || text.trim() === "")
    return { texts: new Map(), created: new Map([[path, override ?? `rules:\n  ${problem.id}: hint\n`]]) };
  const edits = override === undefined ? levelEdits(text, problem) : overrideEdits(text, override, problem, files ?? "");
  return { texts: new Map([[path, edits.map((edit) => ({ ...edit, snippet: false }))]]), created: new Map() };
}

function levelEdits(text: string, problem: Problem): TextEdit[] {
  const root = rootOf(text);
  return setAt(root, ["rules", problem.id], "hint").flatMap((edit) =>
    "at" in edit && "start" in edit.at ? [{ start: edit.at.start, end: edit.at.end, text: edit.text }] : [],
  );
}

function overrideEdits(text: string, override: string, problem: Problem, files: string): TextEdit[] {
  const root = rootOf(text);
  const overrides = root.list("overrides");
  for (const mapping of overrides.maps()) {
    if (mapping.list("files").strings().join() !== files || mapping.list("files").length !== 1) continue;
    return setAt(mapping, ["rules", problem.id], "off").flatMap((edit) =>
      "at" in edit && "start" in edit.at ? [{ start: edit.at.start, end: edit.at.end, text: edit.text }] : [],
    );
  }
  const end = text.length;
  const gap = text.endsWith("\n") ? "" : lineBreakOf(text);
  const list = overrides.node;
  if (!list) return [{ start: end, end, text: gap + override.replaceAll("\n", lineBreakOf(text)) }];
  const item = override.slice(override.indexOf("\n") + 1).replaceAll("\n", lineBreakOf(text));
  const column = (list.items[0]?.start ?? 2) - lineStartAt(text, list.items[0]?.start ?? 0) - 2;
  const shifted = item
    .split(lineBreakOf(text))
    .map((line) => (line === "" ? line : " ".repeat(Math.max(0, column)) + line.slice(2)))
    .join(lineBreakOf(text));
  const after = Math.min(list.end, text.length);
  const atLineStart = after === 0 || text[after - 1] === "\n";
  return [{ start: after, end: after, text: atLineStart ? shifted : lineBreakOf(text) + shifted.replace(/\r?\n$/, "") }];
}

const rootOf = (text: string) =>
  documentRoot(parseYaml(text, { version: "1.2", templated: false }), { id: 0, text, kind: "document", state: "", order: 0 });

/** The edits as they would change the files: what tests and the command line look at. */
export function applyChange(change: Change, read: (path: Path) => string): Map<Path, string> {
  const result = new Map<Path, string>(change.created);
  for (const [path, edits] of change.texts) result.set(path, applyEdits(read(path), edits));
  return result;
}
