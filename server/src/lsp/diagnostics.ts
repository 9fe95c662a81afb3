import type { CancellationToken, Connection, Diagnostic, DocumentDiagnosticReport, WorkspaceDiagnosticReport } from "vscode-languageserver";
import { DocumentDiagnosticReportKind } from "vscode-languageserver";
import { hash } from "../core/hash";
import type { Path } from "../core/path";
import type { Problem } from "../service/problem";
import type { FileReport } from "../service/workspace";
import { toDiagnostic } from "./convert";
import type { Session } from "./session";
import { toUri } from "./uri";

/** How long a document must have been quiet before something is said to be missing, in milliseconds: a person may only not have got there yet. */
const PATIENCE = 800;

/** Diagnostics of documents: pulled where the client can, else pushed. Never cleared and set again: a new list replaces the old one. */
export class Diagnostics {
  readonly #changedAt = new Map<Path, number>();
  readonly #shown = new Map<Path, ReadonlySet<string>>();
  readonly #timers = new Map<Path, ReturnType<typeof setTimeout>>();
  pushes = false;

  constructor(
    private readonly session: Session,
    private readonly connection: Connection,
  ) {}

  /** A document has a new text: what was missing before stays shown, what is newly missing waits. */
  changed(path: Path): void {
    this.#changedAt.set(path, this.session.host.now());
    this.#later(path);
    if (this.pushes) void this.push(path);
  }

  /** Saved: the person is done with this thought. */
  saved(path: Path): void {
    if (!this.#changedAt.delete(path)) return;
    this.#stopTimer(path);
    this.refresh();
  }

  closed(path: Path): void {
    this.#changedAt.delete(path);
    this.#shown.delete(path);
    this.#stopTimer(path);
    if (this.pushes) void this.connection.sendDiagnostics({ uri: toUri(path), diagnostics: [] });
  }

  async pull(path: Path, previous: string | undefined, token: CancellationToken): Promise<DocumentDiagnosticReport> {
    const diagnostics = this.#toShow(path, await this.session.report(path, token));
    const resultId = hash(JSON.stringify(diagnostics));
    return resultId === previous
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items: diagnostics };
  }

  /** The whole workspace, for `plimsoll.diagnostics.scope: workspace`. */
  async pullAll(previous: ReadonlyMap<string, string>, token: CancellationToken): Promise<WorkspaceDiagnosticReport> {
    const items: WorkspaceDiagnosticReport["items"] = [];
    for (const path of [...this.session.workspace.engine.paths].sort()) {
      const uri = toUri(path);
      const report = await this.pull(path, previous.get(uri), token);
      const version = this.session.versionOf(path);
      if (report.kind === DocumentDiagnosticReportKind.Full) items.push({ ...report, uri, version });
      else items.push({ ...report, uri, version });
    }
    return { items };
  }

  async push(path: Path): Promise<void> {
    try {
      const version = this.session.versionOf(path);
      const diagnostics = this.#toShow(path, await this.session.report(path));
      if (this.session.versionOf(path) === version) {
        await this.connection.sendDiagnostics({ uri: toUri(path), diagnostics, ...(version === null ? {} : { version }) });
      }
    } catch (error) {
      // A newer version has come in between: its own push says what holds.
      this.connection.console.debug(`push of ${path} given up: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Something changed that no edit tells: configuration, other files, time. */
  refresh(): void {
    if (this.pushes) for (const path of this.session.openPaths) void this.push(path);
    else void this.connection.languages.diagnostics.refresh().catch(() => undefined);
  }

  #toShow(path: Path, report: FileReport | undefined): Diagnostic[] {
    if (!report) return [];
    const shown = this.#shown.get(path);
    const quiet = this.#isQuiet(path);
    const problems = report.problems.filter((problem) => quiet || problem.rule.patient !== true || shown?.has(keyOf(problem)) === true);
    this.#shown.set(path, new Set(problems.map(keyOf)));
    const lines = this.session.linesOf(path);
    return problems.map((problem) => toDiagnostic(problem, lines, (other) => this.session.linesOf(other)));
  }

  #isQuiet(path: Path): boolean {
    const changedAt = this.#changedAt.get(path);
    return changedAt === undefined || this.session.host.now() - changedAt >= PATIENCE;
  }

  #later(path: Path): void {
    this.#stopTimer(path);
    const timer = setTimeout(() => {
      this.#timers.delete(path);
      this.#changedAt.delete(path);
      this.refresh();
    }, PATIENCE);
    this.#timers.set(path, timer);
  }

  #stopTimer(path: Path): void {
    clearTimeout(this.#timers.get(path));
    this.#timers.delete(path);
  }
}

const keyOf = (problem: Problem): string => `${problem.id}\n${problem.message}`;
