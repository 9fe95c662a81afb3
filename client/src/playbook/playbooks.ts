import * as vscode from "vscode";
import { isOver } from "../../../server/src/playbook/run";
import { editorsLanguage } from "../language";
import type { ClientSession } from "../start";
import type { Actions } from "./actions";
import { actionsOf } from "./actions";
import type { Entry, PlaybookText } from "./catalogue";
import { WORKSPACE_PLAYBOOKS, catalogueOf } from "./catalogue";
import { Controller } from "./controller";
import { CHANGED_SCHEME, RunEditor, subjectsIn } from "./editor";
import { READINESS } from "../../../server/src/service/readiness";
import { readinessRows } from "./finding-rows";
import { Findings } from "./findings";
import { RUN_KEY } from "./keys";
import type { LiveRun, StoredRun } from "./live";
import { placeOf } from "./live";
import type { Local } from "./machine";
import { PAGE_SCHEME, Pages } from "./page";
import { person } from "./person";
import type { Person, Ports, Store } from "./ports";
import type { Row } from "./row";
import { rolloutRows } from "./rows";
import { Terminals } from "./terminal";
import { standing } from "./standing";
import { RowTree } from "./tree";
import { speak, t } from "../../../server/src/l10n";

speak(editorsLanguage);

const AGREED_KEY = "plimsoll.agreedPlaybooks";
/** How often what counts is counted, in milliseconds. */
const TICK = 1000;

/** Playbooks in the editor: the runs, the two views, the pages, the terminals and the item in the status bar, joined. */
export class Playbooks implements vscode.Disposable {
  readonly actions: Actions;
  readonly controller: Controller;
  readonly pages: Pages;
  /** What the list of findings is made of. */
  readonly found: Findings;
  readonly rollouts = new RowTree(() => this.#rolloutRows());
  readonly findings = new RowTree(() => this.#findingRows());
  /** Who is asked. */
  person: Person = person;
  entries: readonly Entry[] = [];
  readonly loaded: Promise<void>;
  readonly #terminals = new Terminals();
  readonly #status = vscode.window.createStatusBarItem("plimsoll.run", vscode.StatusBarAlignment.Left, 10);
  readonly #subscriptions: { dispose(): unknown }[] = [];
  /** The file that was looked at last. */
  #file = vscode.window.activeTextEditor?.document.uri;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly context: vscode.ExtensionContext,
    readonly session: ClientSession,
    readonly local: Local | undefined,
  ) {
    this.found = new Findings(context.workspaceState, session);
    this.controller = new Controller(this.#ports());
    this.actions = actionsOf(this);
    this.pages = new Pages(this.controller, () => this.entries);
    this.loaded = this.load();
    this.#status.command = "plimsoll.rollouts.focus";
    this.#status.name = t("Plimsoll: running playbook");
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${WORKSPACE_PLAYBOOKS}`);
    const reload = () => void this.load();
    this.#subscriptions.push(
      watcher,
      watcher.onDidChange(reload),
      watcher.onDidCreate(reload),
      watcher.onDidDelete(reload),
      this.controller.onDidChange.on(() => {
        this.#show();
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        // A page of ours that comes to the front is no other file to speak of.
        if (!editor || editor.document.uri.scheme === PAGE_SCHEME) return;
        this.#file = editor.document.uri;
        this.rollouts.refresh();
        this.findings.refresh();
      }),
      this.found,
      this.found.onDidChange(() => {
        this.findings.refresh();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.#show();
      }),
      vscode.workspace.registerTextDocumentContentProvider(PAGE_SCHEME, this.pages),
    );
    this.#show();
  }

  /** Reads the built-in playbooks and the workspace's own. */
  async load(): Promise<void> {
    const folder = vscode.Uri.joinPath(this.context.extensionUri, "playbooks");
    const own = await vscode.workspace.findFiles(WORKSPACE_PLAYBOOKS, undefined, 200);
    const builtIn = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => vscode.Uri.joinPath(folder, name));
    const read = async (uri: vscode.Uri, isBuiltIn: boolean): Promise<PlaybookText> => ({
      text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)),
      builtIn: isBuiltIn,
      uri: uri.toString(),
    });
    const texts = await Promise.all([...own.map((uri) => read(uri, false)), ...builtIn.map((uri) => read(uri, true))]);
    this.entries = catalogueOf(texts);
    this.rollouts.refresh();
  }

  /** Whether programs of a playbook may be started. One of the workspace is read first, and asked about once for each text. */
  async agree({ builtIn, text, uri, playbook }: Pick<Entry, "builtIn" | "text" | "uri" | "playbook">): Promise<boolean> {
    if (builtIn || this.#agreed(text)) return true;
    if (!vscode.workspace.isTrusted) return false;
    await vscode.window.showTextDocument(vscode.Uri.parse(uri), { preview: true });
    const yes = t("Yes, its programs may run");
    const picked = await vscode.window.showQuickPick([t("No, read it only"), yes], {
      title: playbook.title,
      placeHolder: t("This playbook comes with the workspace. May its programs run?"),
      ignoreFocusOut: true,
    });
    if (picked !== yes) return false;
    await this.context.workspaceState.update(AGREED_KEY, [...this.#agreements(), text]);
    return true;
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.controller.dispose();
    this.pages.dispose();
    this.#terminals.dispose();
    this.#status.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #ports(): Ports {
    const { context, local } = this;
    const agree = async (file: string): Promise<boolean> => {
      const change = t("Make the change");
      const answers = [t("Leave it as it is"), change];
      return (await vscode.window.showQuickPick(answers, { placeHolder: file, ignoreFocusOut: true })) === change;
    };
    const editor = new RunEditor(this.session, agree);
    this.#subscriptions.push(vscode.workspace.registerTextDocumentContentProvider(CHANGED_SCHEME, editor));
    const asked = () => this.person;
    return {
      store: storeIn(context.workspaceState),
      locks: local?.locks(vscode.Uri.joinPath(context.globalStorageUri, "runs").fsPath) ?? { take: () => true, release: () => undefined },
      machine: local?.machine,
      get person() {
        return asked();
      },
      editor,
      terminal: this.#terminals,
      now: () => new Date(),
      links: () => vscode.workspace.getConfiguration("plimsoll").get<Readonly<Record<string, string>>>("links", {}),
      hasNeighbour: () => vscode.extensions.getExtension("ms-kubernetes-tools.vscode-kubernetes-tools")?.isActive === true,
      trusted: () => vscode.workspace.isTrusted,
      agreed: (text) => this.#agreed(text),
    };
  }

  #agreements(): readonly string[] {
    return this.context.workspaceState.get<readonly string[]>(AGREED_KEY, []);
  }

  #agreed(text: string): boolean {
    return this.#agreements().includes(text);
  }

  async #rolloutRows(): Promise<Row[]> {
    await this.loaded;
    const uri = this.#file;
    const subjects = uri ? await subjectsIn(this.session, uri).catch(() => []) : [];
    const fitting = [...new Set(subjects.flatMap(({ kind, language }) => [kind, language]))];
    const name = uri?.path.split("/").at(-1);
    return rolloutRows(this.controller, this.entries, name === undefined ? undefined : { name, fitting });
  }

  async #findingRows(): Promise<Row[]> {
    await this.loaded;
    const uri = this.#file;
    const subjects = uri ? await subjectsIn(this.session, uri).catch(() => []) : [];
    const review = this.entries.find(({ playbook }) => playbook.id === READINESS)?.playbook;
    return [...(uri ? readinessRows(uri, subjects, review) : []), ...(await this.found.rows())];
  }

  /** The lists and the status bar say where the runs stand, and count while something counts. */
  #show(): void {
    this.rollouts.refresh();
    const [run] = this.controller.runs;
    const going = run && !isOver(run.stored.state) ? run : undefined;
    void vscode.commands.executeCommand("setContext", "plimsoll.running", going !== undefined);
    if (going) {
      const text = standing(going, Date.now());
      this.#status.text = `$(rocket) ${text}`;
      this.#status.tooltip = t("{0}: show it", going.stored.state.playbook.title);
      // The one live region: a reader says it when it changes, which it does at each step and at the end of a wait, and not each second.
      this.#status.accessibilityInformation = { label: text, role: "status" };
      this.#status.show();
    } else this.#status.hide();
    const counts = this.controller.runs.some((each) => isCounting(each, Date.now()));
    if (counts && this.#timer === undefined)
      this.#timer = setInterval(() => {
        this.#tick();
      }, TICK);
    if (!counts) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  #tick(): void {
    for (const run of this.controller.runs) {
      const place = placeOf(run);
      const until = place.kind === "step" ? place.own.until : undefined;
      const now = Date.now();
      if (until !== undefined && until <= now && until > now - TICK) this.person.waits(run, t("The time is up."));
    }
    this.#show();
  }
}

/** Whether a run has a time that goes up or down. */
function isCounting(run: LiveRun, now: number): boolean {
  const place = placeOf(run);
  if (place.kind !== "step") return false;
  const { stage, until } = place.own;
  // A moment longer, so that the end is seen.
  return stage === "running" || (stage === "waiting" && until !== undefined && until > now - 2 * TICK);
}

/** Each run under a key of its own. */
const storeIn = (memento: vscode.Memento): Store => ({
  all: () =>
    memento
      .keys()
      .filter((key) => key.startsWith(RUN_KEY))
      .flatMap((key) => memento.get<StoredRun>(key) ?? []),
  put: (run) => memento.update(`${RUN_KEY}${run.state.id}`, run),
  delete: (run) => memento.update(`${RUN_KEY}${run.state.id}`, undefined),
});
