import * as vscode from "vscode";
import { FINDING_COMMANDS, PLAYBOOK_COMMANDS, VIEWS } from "../contributions";
import type { ClientSession } from "../start";
import type { Playbooks } from "./playbooks";
import { RUN_KEY } from "./keys";
import type { StoredRun } from "./live";
import type { Local } from "./machine";
import type { Row } from "./row";
import { t } from "../../../server/src/l10n";

/**
 * Registers the commands and views of playbooks. Everything behind them, on a desktop a bundle of its own, is loaded when a person first uses
 * one, or has a run that waits.
 */
export class LazyPlaybooks implements vscode.Disposable {
  #loading: Promise<Playbooks> | undefined;
  readonly #subscriptions: vscode.Disposable[] = [];

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly session: ClientSession,
    private readonly local: () => Promise<Local | undefined>,
  ) {
    for (const name of Object.keys(PLAYBOOK_COMMANDS) as (keyof typeof PLAYBOOK_COMMANDS)[]) {
      const run = async (...args: never[]): Promise<unknown> => (await this.load()).actions[name](...args);
      this.#subscriptions.push(vscode.commands.registerCommand(PLAYBOOK_COMMANDS[name].command, run));
    }
    for (const name of Object.keys(FINDING_COMMANDS) as (keyof typeof FINDING_COMMANDS)[]) {
      const run = async (...args: never[]): Promise<unknown> => (await this.load()).found.actions[name](...args);
      this.#subscriptions.push(vscode.commands.registerCommand(FINDING_COMMANDS[name].command, run));
    }
    for (const [id, which] of [
      [VIEWS.rollouts, "rollouts"],
      [VIEWS.findings, "findings"],
    ] as const)
      this.#subscriptions.push(this.#view(id, which));
    if (context.workspaceState.keys().some((key) => key.startsWith(RUN_KEY) && isGoing(context.workspaceState.get(key)))) void this.load();
  }

  load(): Promise<Playbooks> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    void this.#loading?.then((feature) => {
      feature.dispose();
    });
  }

  async #load(): Promise<Playbooks> {
    const [{ Playbooks }, local] = await Promise.all([import("./playbooks.js"), this.local()]);
    return new Playbooks(this.context, this.session, local);
  }

  /** A tree that asks nobody before it is seen. */
  #view(id: string, which: "rollouts" | "findings"): vscode.Disposable {
    const changes = new vscode.EventEmitter<undefined>();
    let provider: Playbooks["rollouts"] | undefined;
    const view = vscode.window.createTreeView<Row>(id, {
      showCollapseAll: true,
      treeDataProvider: {
        onDidChangeTreeData: changes.event,
        getChildren: async (row) => {
          if (!provider) {
            provider = (await this.load())[which];
            this.#subscriptions.push(
              provider.onDidChangeTreeData(() => {
                changes.fire(undefined);
              }),
            );
          }
          const feature = await this.load();
          if (!row && which === "rollouts") view.message = messageOf(feature);
          if (!row && which === "findings") showTitle(view, feature);
          return provider.getChildren(row);
        },
        // An item is asked for only after its row came from the provider.
        getTreeItem: (row) => provider?.getTreeItem(row) ?? new vscode.TreeItem(row.label),
      },
    });
    return vscode.Disposable.from(view, changes);
  }
}

/** How many there are, for eyes and for a screen reader. */
function showTitle(view: vscode.TreeView<Row>, { found }: Playbooks): void {
  found.selected = () => view.selection[0];
  const { description, count } = found.title();
  view.description = description;
  view.badge = count ? { value: count, tooltip: t("Plimsoll: {0} errors and warnings", count) } : undefined;
}

const isGoing = (run: StoredRun | undefined): boolean => run?.state.status === "running" || run?.state.status === "rollingBack";

/** What holds for the window as a whole. */
function messageOf({ local }: Playbooks): string {
  if (!local) return t("No program can be started in this window: copy the commands, run them elsewhere and tick the steps.");
  if (!vscode.workspace.isTrusted) return t("The workspace is not trusted: playbooks can be read and not run.");
  const { remoteName } = vscode.env;
  return remoteName === undefined ? "" : t("Programs run on {0} ({1}).", local.host, remoteName);
}
