import * as vscode from "vscode";
import type { FileFinding, RuleSummary } from "../../../server/src/lsp/protocol";
import { METHODS } from "../../../server/src/lsp/protocol";
import type { FINDING_COMMANDS } from "../contributions";
import { COMMANDS } from "../contributions";
import type { ClientSession } from "../start";
import type { FindingFilter, SeverityName } from "./finding-filter";
import { NO_FILTER, SEVERITY_NAMES, filterText, passes, readFilter } from "./finding-filter";
import type { Found, Grouping } from "./finding-rows";
import { GROUPINGS, GROUPING_NAMES, findingRows, foundIn, foundNow } from "./finding-rows";
import type { Row } from "./row";
import { t } from "../../../server/src/l10n";
import { COUNTED } from "../../pages/counted";

const GROUPING_KEY = "plimsoll.findings.groupBy";
/** How many files are asked for at once: so often one can cancel, and sees how far it is. */
const BATCH = 20;
/** How long after a save the other files are looked at again: somebody who saves all of them saves for a while. Milliseconds. */
const QUIET = 500;
/** Of more files than these a look at all of them takes too long to be taken unasked. */
const MOST_UNASKED = 2_000;
/** From how many findings on a workspace has a past that a baseline sets apart. */
const MANY = 100;

const SEVERITY: Readonly<Record<SeverityName, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** What each command of the list does; one about a finding takes its row, or means the one that is selected. */
export type FindingActions = Readonly<Record<keyof typeof FINDING_COMMANDS, (...args: never[]) => unknown>>;

/** The findings that are listed: those of open files as they are now, those of all others as they were at the last save, once they were looked at. */
export class Findings implements vscode.Disposable {
  readonly actions: FindingActions = {
    refreshFindings: () => this.refresh(),
    filterFindings: (text?: string) => this.#askFilter(text),
    clearFilter: () => {
      this.#filterBy(NO_FILTER);
    },
    groupFindings: async () => {
      const items = GROUPINGS.map((by) => ({ label: GROUPING_NAMES[by](), by }));
      const picked = await vscode.window.showQuickPick(items, { placeHolder: t("Group findings by") });
      if (picked) await this.group(picked.by);
    },
    turnDown: async (row?: Row) => this.#turnDown(await this.#meant(row)),
    explainFinding: async (row?: Row) => {
      const finding = (await this.#meant(row))?.finding;
      if (finding) await vscode.commands.executeCommand(COMMANDS.explainRule.command, finding.rule);
    },
  };
  /** The row that is selected in the list; told by who shows it. */
  selected: () => Row | undefined = () => undefined;
  filter: FindingFilter = NO_FILTER;
  /** The findings of files that are not open, by address. Empty before the workspace was looked at. */
  readonly #closed = new Map<string, readonly Found[]>();
  #rules: readonly RuleSummary[] = [];
  /** The look at all files that is under way, or about to be, because of a save. */
  #again: vscode.CancellationTokenSource | undefined;
  readonly #changes = new vscode.EventEmitter<undefined>();
  readonly onDidChange = this.#changes.event;
  readonly #subscriptions: { dispose(): unknown }[];

  constructor(
    private readonly memento: vscode.Memento,
    private readonly session: ClientSession,
  ) {
    this.#subscriptions = [
      this.#changes,
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        // What an open file says now holds for it after it is closed, too.
        for (const uri of uris)
          if (this.#closed.has(uri.toString()) && isOpen(uri))
            this.#closed.set(uri.toString(), foundIn(uri, vscode.languages.getDiagnostics(uri)));
        this.#changes.fire(undefined);
      }),
      vscode.workspace.onDidSaveTextDocument(() => {
        this.#lookAgain();
      }),
    ];
  }

  get grouping(): Grouping {
    return this.memento.get<Grouping>(GROUPING_KEY, "severity");
  }

  async group(by: Grouping): Promise<void> {
    await this.memento.update(GROUPING_KEY, by);
    this.#changes.fire(undefined);
  }

  dispose(): void {
    this.#again?.cancel();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** All that is known, before any filter. */
  all(): Found[] {
    const live = foundNow();
    const seen = new Set(live.map(({ uri }) => uri.toString()));
    const closed = [...this.#closed].filter(([uri]) => !seen.has(uri) && !isOpen(vscode.Uri.parse(uri)));
    return [...live, ...closed.flatMap(([, found]) => found)];
  }

  shown(): Found[] {
    return this.all().filter(({ uri, diagnostic, rule }) =>
      passes(this.filter, {
        message: diagnostic.message,
        rule,
        path: vscode.workspace.asRelativePath(uri),
        severity: SEVERITY_NAMES[diagnostic.severity],
      }),
    );
  }

  /** The rows of the list, with an offer on top where there are so many that a baseline would help. */
  async rows(): Promise<Row[]> {
    if (this.grouping !== "severity" && !this.#rules.length)
      this.#rules = (await this.session.client?.sendRequest<RuleSummary[]>(METHODS.rules, null)) ?? [];
    const offer = this.all().length > MANY && !(await hasBaseline()) ? [offerRow(this.all().length)] : [];
    return [...offer, ...findingRows(this.shown(), this.grouping, this.#rules)];
  }

  /** What stands behind the list's title and on its badge. */
  title(): { readonly description: string; readonly count: number } {
    const shown = this.shown();
    const text = filterText(this.filter);
    if (!shown.length) return { description: text, count: 0 };
    const count = (severity: vscode.DiagnosticSeverity) => shown.filter(({ diagnostic }) => diagnostic.severity === severity).length;
    const errors = count(vscode.DiagnosticSeverity.Error);
    const warnings = count(vscode.DiagnosticSeverity.Warning);
    const named = `${COUNTED.error(errors)}, ${COUNTED.warning(warnings)}`;
    const others = shown.length - errors - warnings;
    const counts = others ? `${named} +${others}` : named;
    return { description: text === "" ? counts : `${counts} · ${text}`, count: errors + warnings };
  }

  /** Looks at every file of the workspace, open or not. Cancelled, it keeps what it has. */
  async refresh(): Promise<void> {
    await this.session.start();
    if (!this.session.client) return;
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: t("Plimsoll: looking at the workspace"), cancellable: true },
      (progress, token) =>
        this.#look(token, (some, all, done) => {
          progress.report({ increment: (100 * some) / all, message: t("{0} of {1} files", done, all) });
        }),
    );
  }

  async #look(token: vscode.CancellationToken, tell: (some: number, all: number, done: number) => void): Promise<void> {
    const { client } = this.session;
    if (!client) return;
    const uris = await client.sendRequest<string[]>(METHODS.files, null);
    const gone = new Set(this.#closed.keys());
    for (let i = 0; i < uris.length && !token.isCancellationRequested; i += BATCH) {
      const batch = uris.slice(i, i + BATCH);
      const reports = await client.sendRequest<{ uri: string; findings: FileFinding[] }[]>(METHODS.findings, { uris: batch });
      for (const { uri, findings } of reports) {
        const address = vscode.Uri.parse(uri);
        gone.delete(address.toString());
        this.#closed.set(address.toString(), foundIn(address, findings.map(toDiagnostic)));
      }
      tell(batch.length, uris.length, Math.min(i + BATCH, uris.length));
    }
    if (!token.isCancellationRequested) for (const uri of gone) this.#closed.delete(uri);
    this.#changes.fire(undefined);
  }

  /** What is saved in one file may change what is said of others: where all were looked at, they are again, without a word. */
  #lookAgain(): void {
    this.#again?.cancel();
    if (!this.#closed.size || this.#closed.size > MOST_UNASKED) return;
    const again = (this.#again = new vscode.CancellationTokenSource());
    setTimeout(() => {
      // The server may be on its way out; then nobody waits for the list either.
      if (!again.token.isCancellationRequested) this.#look(again.token, () => undefined).then(undefined, () => undefined);
    }, QUIET);
  }

  async #askFilter(text: string | undefined): Promise<void> {
    const typed =
      text ??
      (await vscode.window.showInputBox({
        prompt: t("Words of the message, the rule or the path, and @error, @warning, @info or @hint. Empty: all."),
        value: filterText(this.filter),
      }));
    if (typed !== undefined) this.#filterBy(readFilter(typed));
  }

  #filterBy(filter: FindingFilter): void {
    this.filter = filter;
    void vscode.commands.executeCommand("setContext", "plimsoll.findingsFiltered", filterText(filter) !== "");
    this.#changes.fire(undefined);
  }

  /**
   * The row a command is about: its button says which. A key means the one that has the focus, but the editor tells only which is selected, and
   * arrow keys do not select.
   */
  async #meant(row: Row | undefined): Promise<Row | undefined> {
    if (row) return row;
    await vscode.commands.executeCommand("list.selectAndPreserveFocus");
    return this.selected();
  }

  /** Asks how, and does it. */
  async #turnDown(row: Row | undefined): Promise<void> {
    const { client } = this.session;
    if (!row?.finding || !client) return;
    const answers = await client.sendRequest<never[]>(METHODS.turnDown, row.finding);
    const actions = await client.protocol2CodeConverter.asCodeActionResult(answers);
    const items = actions.flatMap((action) => ("edit" in action ? [{ label: action.title, edit: action.edit }] : []));
    const picked = await vscode.window.showQuickPick(items, { placeHolder: row.label });
    if (!picked) return;
    const unsaved = vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri.toString());
    if (!(await vscode.workspace.applyEdit(picked.edit))) return;
    // Written, so that what was asked for holds; but not with it what somebody has not saved on purpose.
    for (const [uri] of picked.edit.entries())
      if (!unsaved.includes(uri.toString())) await (await vscode.workspace.openTextDocument(uri)).save();
  }
}

const isOpen = (uri: vscode.Uri): boolean =>
  vscode.workspace.textDocuments.some((document) => !document.isClosed && document.uri.toString() === uri.toString());

function toDiagnostic({ rule, severity, message, range, docs }: FileFinding): vscode.Diagnostic {
  const place = new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
  const diagnostic = new vscode.Diagnostic(place, message, SEVERITY[severity]);
  diagnostic.source = "plimsoll";
  diagnostic.code = { value: rule, target: vscode.Uri.parse(docs) };
  return diagnostic;
}

async function hasBaseline(): Promise<boolean> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) return true;
  return vscode.workspace.fs.stat(vscode.Uri.joinPath(folder.uri, ".plimsoll-baseline.json")).then(
    () => true,
    () => false,
  );
}

const offerRow = (count: number): Row => ({
  id: "offer/baseline",
  label: t("Set apart what is known today"),
  description: t("{0} findings: create a baseline", count),
  tooltip: t("Writes .plimsoll-baseline.json. What it lists is not shown any more; what is new is."),
  icon: "bookmark",
  context: "offer",
  command: { command: COMMANDS.createBaseline.command, arguments: [] },
});
