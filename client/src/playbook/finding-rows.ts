import * as vscode from "vscode";
import type { Playbook } from "../../../server/src/languages/playbook/shape";
import type { PlainEdit, RuleSummary, Subject } from "../../../server/src/lsp/protocol";
import { against, checksOf } from "../../../server/src/service/readiness";
import type { Row } from "./row";
import { t } from "../../../server/src/l10n";

export const GROUPINGS = ["severity", "rule", "article", "file", "folder"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What a person chooses a grouping by. */
export const GROUPING_NAMES: Readonly<Record<Grouping, () => string>> = {
  severity: () => t("Severity"),
  rule: () => t("Rule"),
  article: () => t("Article"),
  file: () => t("File"),
  folder: () => t("Folder"),
};

const SEVERITIES = [
  { name: () => t("Errors"), look: { icon: "error", tone: "error" } },
  { name: () => t("Warnings"), look: { icon: "warning", tone: "warning" } },
  { name: () => t("Information"), look: { icon: "info", tone: "info" } },
  { name: () => t("Hints"), look: { icon: "lightbulb" } },
] as const;

export interface Found {
  readonly uri: vscode.Uri;
  readonly diagnostic: vscode.Diagnostic;
  readonly rule: string;
}

/** Our findings in all files that were looked at. */
export const foundNow = (): Found[] => vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]) => foundIn(uri, diagnostics));

/** Those of ours among the diagnostics of a file. */
export const foundIn = (uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[]): Found[] =>
  diagnostics
    .filter(({ source }) => source === "plimsoll")
    .map((diagnostic) => ({
      uri,
      diagnostic,
      rule: String(typeof diagnostic.code === "object" ? diagnostic.code.value : diagnostic.code),
    }));

/** Findings in groups; those under a severity or a file come in the order of their lines. */
export function findingRows(found: readonly Found[], by: Grouping, rules: readonly RuleSummary[]): Row[] {
  const groups = new Map<string, Found[]>();
  for (const each of found) for (const key of keysOf(each, by, rules)) groups.set(key, [...(groups.get(key) ?? []), each]);
  const order = by === "severity" ? SEVERITIES.map(({ name }) => name()) : [...groups.keys()].sort();
  return order.flatMap((key) => {
    const own = groups.get(key) ?? [];
    if (!own.length) return [];
    const summary = rules.find(({ id }) => id === key)?.summary;
    return [
      {
        id: `${by}/${key}`,
        label: key,
        description: String(own.length),
        ...(summary === undefined ? {} : { tooltip: summary }),
        ...(by === "severity" ? SEVERITIES.find(({ name }) => name() === key)?.look : { icon: GROUP_ICONS[by] }),
        context: by === "file" || by === "folder" ? by : "group",
        ...resourceOf(own[0], by),
        children: own.sort(inOrder).map((each, i) => findingRow(each, `${by}/${key}/${i}`)),
      },
    ];
  });
}

const GROUP_ICONS = { rule: "symbol-ruler", article: "book", file: "file", folder: "folder" } as const;

/** The file or folder a group stands for: what is fixed when its button is pressed. */
const resourceOf = (first: Found | undefined, by: Grouping): Pick<Row, "resource"> =>
  first && (by === "file" || by === "folder") ? { resource: (by === "file" ? first.uri : folderOf(first.uri)).toString() } : {};

const folderOf = (uri: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(uri, "..");

function keysOf({ uri, diagnostic, rule }: Found, by: Grouping, rules: readonly RuleSummary[]): readonly string[] {
  switch (by) {
    case "severity":
      return [SEVERITIES[diagnostic.severity].name()];
    case "rule":
      return [rule];
    case "article": {
      const articles = rules.find(({ id }) => id === rule)?.articles ?? [];
      return articles.length ? articles : [t("No article")];
    }
    case "file":
      return [vscode.workspace.asRelativePath(uri)];
    case "folder": {
      const folder = vscode.workspace.asRelativePath(folderOf(uri));
      return [folder === folderOf(uri).fsPath ? "." : folder];
    }
  }
}

const inOrder = (a: Found, b: Found): number =>
  a.uri.toString() === b.uri.toString()
    ? a.diagnostic.range.start.compareTo(b.diagnostic.range.start)
    : a.uri.toString() < b.uri.toString()
      ? -1
      : 1;

/** As the server reads it: the editor's own range is written down in another form. */
const plain = ({ start, end }: vscode.Range): PlainEdit["range"] => ({
  start: { line: start.line, character: start.character },
  end: { line: end.line, character: end.character },
});

function findingRow({ uri, diagnostic, rule }: Found, id: string): Row {
  const place = `${vscode.workspace.asRelativePath(uri)}:${diagnostic.range.start.line + 1}`;
  return {
    id,
    label: diagnostic.message,
    description: place,
    tooltip: `${diagnostic.message}\n${rule}`,
    ...SEVERITIES[diagnostic.severity].look,
    context: "finding",
    finding: { uri: uri.toString(), rule, range: plain(diagnostic.range) },
    command: { command: "vscode.open", arguments: [uri, { selection: diagnostic.range }] },
  };
}

/** For each workload of a file which checks of the readiness review its findings pass; each check is a line, none is weighed. */
export function readinessRows(uri: vscode.Uri, subjects: readonly Subject[], review: Playbook | undefined): Row[] {
  const checks = review ? checksOf(review) : [];
  if (!checks.length) return [];
  return subjects
    .filter(({ rollsOut }) => rollsOut)
    .map((subject, i) => {
      const answers = checks.map((check) => ({ check, open: against(check.rules, subject.findings) }));
      const passed = answers.filter(({ open }) => !open.length).length;
      const { start } = subject.range;
      return {
        id: `ready/${uri.toString()}/${i}`,
        label: subject.name === "" ? subject.kind : subject.name,
        tooltip: `${subject.kind} ${subject.name}`,
        description: t("ready to roll out: {0} of {1} checks", passed, answers.length),
        icon: "checklist",
        context: "workload",
        expanded: true,
        command: { command: "vscode.open", arguments: [uri, { selection: new vscode.Range(start.line, 0, start.line, 0) }] },
        children: answers.map(({ check, open }) => {
          const [first] = open;
          return {
            id: `ready/${uri.toString()}/${i}/${check.id}`,
            label: check.title,
            description: first ? first.message : t("yes"),
            tooltip: open.map(({ message }) => message).join("\n") || check.title,
            icon: first ? "circle-large-outline" : "pass",
            context: "check",
            ...(first
              ? {
                  command: {
                    command: "vscode.open",
                    arguments: [
                      uri,
                      {
                        selection: new vscode.Range(
                          first.range.start.line,
                          first.range.start.character,
                          first.range.end.line,
                          first.range.end.character,
                        ),
                      },
                    ],
                  },
                }
              : {}),
          };
        }),
      };
    });
}
