import * as vscode from "vscode";
import type { Row, Tone } from "./row";

/** Colours of the theme, seen on every background: what goes on and what needs somebody, told apart without red and green; levels as in Problems. */
const TONES: Readonly<Record<Tone, string>> = {
  blue: "charts.blue",
  orange: "problemsWarningIcon.foreground",
  error: "problemsErrorIcon.foreground",
  warning: "problemsWarningIcon.foreground",
  info: "problemsInfoIcon.foreground",
};

/** Shows rows in a tree of the editor. */
export class RowTree implements vscode.TreeDataProvider<Row> {
  readonly #changes = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changes.event;

  constructor(private readonly roots: () => PromiseLike<readonly Row[]> | readonly Row[]) {}

  refresh(): void {
    this.#changes.fire(undefined);
  }

  async getChildren(row?: Row): Promise<Row[]> {
    return [...(row ? (row.children ?? []) : await this.roots())];
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return itemOf(row);
  }
}

export function itemOf(row: Row): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(row.label, row.children?.length ? (row.expanded === true ? Expanded : Collapsed) : None);
  item.id = row.id;
  item.contextValue = row.context;
  if (row.description !== undefined && row.description !== "") item.description = row.description;
  item.tooltip = row.tooltip ?? [row.label, row.description ?? ""].filter((text) => text !== "").join(": ");
  if (row.icon !== undefined) item.iconPath = new vscode.ThemeIcon(row.icon, row.tone && new vscode.ThemeColor(TONES[row.tone]));
  if (row.command) item.command = { title: row.label, command: row.command.command, arguments: [...row.command.arguments] };
  if (row.link !== undefined) item.command = { title: row.label, command: "vscode.open", arguments: [vscode.Uri.parse(row.link, true)] };
  // Label, state and time in one breath.
  item.accessibilityInformation = { label: [row.label, row.description ?? ""].filter((text) => text !== "").join(", ") };
  return item;
}
