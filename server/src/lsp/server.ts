import type { CancellationToken, Connection, InitializeParams, InitializeResult } from "vscode-languageserver";
import {
  CodeActionKind,
  CodeLensRefreshRequest,
  DidChangeConfigurationNotification,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { LineIndex } from "../core/text";
import { speak, t, translated } from "../l10n";
import { RULES } from "../rules/index.generated";
import { completion } from "../service/completion";
import { explainRule } from "../service/explain";
import { hover } from "../service/hover";
import { links } from "../service/links";
import { snippetsAt } from "../service/snippets";
import { rolloutPreview } from "../service/rollout-preview";
import { FIX_ALL_KIND, actionsAt, fixAllEdits, fixWorkspaceEdits, turnDownActions } from "./actions";
import { serverReport } from "./bug-report";
import { toCompletionItem, toRange } from "./convert";
import { Diagnostics } from "./diagnostics";
import type { Host } from "./host";
import { lensesOf, ruleSummary, stepEditOf, subjectsOf } from "./playbooks";
import type {
  BuildKitShown,
  InitializationOptions,
  Neighbours,
  PreviewParams,
  RuleSummary,
  SnippetParams,
  StepEditParams,
  TurnDownParams,
  WorkspaceReportParams,
} from "./protocol";
import { METHODS } from "./protocol";
import { prepareRename, renameEdit } from "./rename";
import { workspaceReport } from "./report";
import { scan } from "./scan";
import { baselineOf, filesOf, findingsOf, firstConfigurationOf } from "./whole";
import { Session } from "./session";
import { toPath, toUri } from "./uri";

/** Joins a connection and a world to a language server. Handlers convert, call and convert back; what is said is decided in service/. */
export function startServer(connection: Connection, host: Host): void {
  const session = new Session(host, connection);
  const diagnostics = new Diagnostics(session, connection);
  const documents = new TextDocuments(TextDocument);
  let client: InitializeParams["capabilities"] = {};
  let snippets = false;
  let snippetCompletion = false;
  let explain: string | undefined;

  connection.onInitialize((params): InitializeResult => {
    const options = (params.initializationOptions ?? {}) as InitializationOptions;
    if (options.sentences) speak(translated(options.sentences));
    client = params.capabilities;
    snippets = client.workspace?.workspaceEdit?.snippetEditSupport === true;
    snippetCompletion = client.textDocument?.completion?.completionItem?.snippetSupport === true;
    explain = options.explainCommand;
    diagnostics.pushes = client.textDocument?.diagnostic === undefined;
    session.roots = (params.workspaceFolders ?? []).map((folder) => toPath(folder.uri));
    session.configurations.setRoots(session.roots);
    if (options.neighbours) session.setNeighbours(options.neighbours);
    session.ready = host.loadGrammars(options).then(
      () => {
        session.workspace.reload();
      },
      (error: unknown) => {
        connection.console.error(`grammars not loaded, Terraform and shell are not read: ${String(error)}`);
      },
    );
    return {
      serverInfo: { name: "plimsoll" },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        ...(diagnostics.pushes
          ? {}
          : {
              diagnosticProvider: {
                identifier: "plimsoll",
                interFileDependencies: true,
                workspaceDiagnostics: options.diagnosticsScope === "workspace",
              },
            }),
        hoverProvider: true,
        completionProvider: { triggerCharacters: ["/", "=", "$", "{"] },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, FIX_ALL_KIND] },
        codeLensProvider: {},
        documentLinkProvider: {},
        renameProvider: { prepareProvider: true },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    session.wholeRead = start();
  });

  async function start(): Promise<void> {
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration === true) {
      await connection.client.register(DidChangeConfigurationNotification.type, { section: "plimsoll" });
    }
    if (client.workspace?.workspaceFolders === true) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map((folder) => toPath(folder.uri)));
        session.roots = [...session.roots.filter((root) => !gone.has(root)), ...added.map((folder) => toPath(folder.uri))];
        session.configurations.setRoots(session.roots);
        session.wholeRead = configure().then(scanAll);
      });
    }
    await configure();
    await scanAll();
  }

  async function scanAll(): Promise<void> {
    await scan(session);
    diagnostics.refresh();
    if (client.workspace?.codeLens?.refreshSupport === true)
      await connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
  }

  async function configure(): Promise<void> {
    if (client.workspace?.configuration !== true) return;
    const roots = session.roots.length ? session.roots : [""];
    const items = roots.map((root) => (root === "" ? { section: "plimsoll" } : { section: "plimsoll", scopeUri: toUri(root) }));
    const settings = (await connection.workspace.getConfiguration(items)) as (Readonly<Record<string, unknown>> | null)[];
    session.setEditorSettings(new Map(roots.map((root, i) => [root, settings[i] ?? {}])));
  }

  connection.onDidChangeConfiguration(() => {
    void configure().then(() => {
      diagnostics.refresh();
    });
  });

  connection.onNotification(METHODS.neighbours, (neighbours: Neighbours) => {
    session.setNeighbours(neighbours);
    diagnostics.refresh();
  });

  connection.onNotification(METHODS.buildKitShown, ({ uris }: BuildKitShown) => {
    session.setBuildKitShown(uris.map(toPath));
    diagnostics.refresh();
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    const FILE_DELETED = 3;
    const work = changes.map(async ({ uri, type }) => {
      const path = toPath(uri);
      if (type === FILE_DELETED) session.remove(path);
      else await session.load(path);
    });
    void Promise.all(work).then(() => {
      diagnostics.refresh();
    });
  });

  documents.onDidChangeContent(({ document }) => {
    const path = toPath(document.uri);
    const isNew = !session.isOpen(path);
    session.setOpen(path, document.getText(), document.version, document.languageId);
    if (isNew && diagnostics.pushes) void diagnostics.push(path);
    else if (!isNew) diagnostics.changed(path);
  });
  documents.onDidSave(({ document }) => {
    diagnostics.saved(toPath(document.uri));
  });
  documents.onDidClose(({ document }) => {
    const path = toPath(document.uri);
    diagnostics.closed(path);
    void session.close(path);
  });

  connection.languages.diagnostics.on(({ textDocument, previousResultId }, token) =>
    diagnostics.pull(toPath(textDocument.uri), previousResultId, token),
  );
  connection.languages.diagnostics.onWorkspace(({ previousResultIds }, token) =>
    diagnostics.pullAll(new Map(previousResultIds.map(({ uri, value }) => [uri, value])), token),
  );

  connection.onHover(async ({ textDocument, position }, token) => {
    const path = toPath(textDocument.uri);
    const report = await session.report(path, token);
    const lines = session.linesOf(path);
    const offset = lines.offset(position);
    const reader = { brief: report !== undefined && isBrief(report.kind, session.neighbours), time: session.host.time() };
    const found = report && hover(report, session.workspace, offset, reader);
    return found ? { contents: { kind: "markdown", value: found.markdown }, range: toRange(lines, found.range) } : null;
  });

  connection.onCompletion(async ({ textDocument, position }, token) => {
    const path = toPath(textDocument.uri);
    await session.report(path, token);
    const lines = new LineIndex(documents.get(textDocument.uri)?.getText() ?? "");
    return completion(session.workspace, path, lines.text, lines.offset(position)).map((each) =>
      toCompletionItem(each, lines, snippetCompletion),
    );
  });

  connection.onCodeAction((params, token) => actionsAt(session, params, { snippets, explain }, token));

  connection.onCodeLens(async ({ textDocument }, token) => {
    const path = toPath(textDocument.uri);
    const report = await session.report(path, token);
    return report ? lensesOf(session, report, textDocument.uri) : [];
  });

  connection.onDocumentLinks(async ({ textDocument }, token) => {
    const path = toPath(textDocument.uri);
    await session.report(path, token);
    const lines = session.linesOf(path);
    return links(session.workspace, path).map(({ range, target, tooltip }) => ({
      range: toRange(lines, range),
      target: "url" in target ? target.url : toUri(target.path),
      tooltip,
    }));
  });

  connection.onPrepareRename((params, token) => prepareRename(session, params, token));
  connection.onRenameRequest((params, token) => renameEdit(session, params, token));

  connection.onRequest(METHODS.fixAll, async ({ uri }: { uri: string }) => {
    await session.ready;
    return fixAllEdits(session, toPath(uri));
  });
  connection.onRequest(METHODS.fixWorkspace, async (params: { uri: string } | null) => {
    await Promise.all([session.ready, session.wholeRead]);
    return fixWorkspaceEdits(session, params ? toPath(params.uri) : undefined);
  });
  connection.onRequest(METHODS.files, () => filesOf(session));
  connection.onRequest(METHODS.findings, ({ uris }: { uris: string[] }, token: CancellationToken) => findingsOf(session, uris, token));
  connection.onRequest(METHODS.turnDown, (params: TurnDownParams) => turnDownActions(session, params, snippets));
  connection.onRequest(METHODS.baseline, ({ uri }: { uri: string }, token: CancellationToken) => baselineOf(session, toPath(uri), token));
  connection.onRequest(METHODS.firstConfiguration, ({ uri }: { uri: string }) => firstConfigurationOf(session, toPath(uri)));
  connection.onRequest(METHODS.preview, async ({ uri, position, assumptions }: PreviewParams) => {
    await session.ready;
    const path = toPath(uri);
    return rolloutPreview(session.workspace, path, session.linesOf(path).offset(position), assumptions) ?? null;
  });
  connection.onRequest(METHODS.explain, ({ rule }: { rule: string }) => {
    const found = RULES.find((candidate) => candidate.id === rule || rule in (candidate.checks ?? {}));
    return found ? explainRule(found) : null;
  });
  connection.onRequest(METHODS.snippets, async ({ uri, position }: SnippetParams) => {
    await session.ready;
    const lines = new LineIndex(documents.get(uri)?.getText() ?? "");
    return snippetsAt(session.workspace, toPath(uri), lines.text, lines.offset(position));
  });
  connection.onRequest(METHODS.workspaceReport, ({ checks }: WorkspaceReportParams, token: CancellationToken) =>
    workspaceReport(session, checks, token),
  );
  connection.onRequest(METHODS.rules, (): RuleSummary[] => RULES.map(ruleSummary));
  connection.onRequest(METHODS.subjects, ({ uri }: { uri: string }) => subjectsOf(session, toPath(uri)));
  connection.onRequest(METHODS.stepEdit, (params: StepEditParams) => stepEditOf(session, params));
  connection.onRequest(METHODS.why, ({ uri }: { uri: string }) => why(session, toPath(uri)));
  connection.onRequest(METHODS.report, () => serverReport(session));

  documents.listen(connection);
  connection.listen();
}

function why(session: Session, path: string): string {
  const ignored = session.configurations.ignored(path);
  if (ignored !== undefined) return t("Plimsoll does not lint this file: {0}.", ignored);
  const recognition = session.workspace.recognition(path);
  if (!recognition) return t("Plimsoll has not seen this file.");
  if (!recognition.kind) return t("Plimsoll does not lint this file: {0}.", recognition.because);
  const { preset, environment } = session.configurations.settingsFor(path, recognition.kind);
  const configuration = session.configurations.fileFor(path);
  return [
    t("Plimsoll reads this file as {0}: {1}.", recognition.kind, recognition.because),
    configuration === undefined
      ? t("Preset {0}, configured by the editor's settings.", preset)
      : t("Preset {0}, configured by {1}.", preset, configuration),
    ...(environment ? [t("Environment {0} ({1}).", environment.name, environment.because)] : []),
  ].join(" ");
}

const isBrief = (kind: string, neighbours: Neighbours): boolean =>
  ((kind === "kubernetes" || kind === "compose" || kind === "helm-template") && (neighbours.yaml || neighbours.kubernetes)) ||
  (kind === "dockerfile" && neighbours.docker) ||
  (kind === "terraform" && neighbours.terraform);
