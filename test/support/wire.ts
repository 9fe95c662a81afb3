import { PassThrough } from "node:stream";
import { createConnection } from "vscode-languageserver/node";
import type { CodeAction, Diagnostic, DocumentDiagnosticReport, Hover, InitializeResult, WorkspaceEdit } from "vscode-languageserver";
import { StreamMessageReader, StreamMessageWriter, createMessageConnection } from "vscode-jsonrpc/node";
import type { MessageConnection } from "vscode-jsonrpc/node";
import type { Host } from "../../server/src/lsp/host";
import type { InitializationOptions } from "../../server/src/lsp/protocol";
import { startServer } from "../../server/src/lsp/server";
import { loadGrammarsForTests } from "./grammars";
import type { Files } from "./workspace";
import { TODAY } from "./workspace";

/** A client and a server joined by two streams: the real protocol, no process, no disk. */
export class Wire {
  readonly notifications: { method: string; params: unknown }[] = [];
  #version = 1;

  private constructor(
    readonly connection: MessageConnection,
    readonly files: Files,
    readonly result: InitializeResult,
  ) {}

  static async start(
    files: Files,
    options: {
      readonly pull?: boolean;
      readonly snippets?: boolean;
      readonly settings?: Record<string, unknown>;
      readonly folders?: readonly string[];
      readonly initialization?: InitializationOptions;
      /** Asks before the workspace was read. */
      readonly early?: boolean;
      /** The server's clock; without it the real one. */
      readonly now?: () => number;
    } = {},
  ): Promise<Wire> {
    const [up, down] = [new PassThrough(), new PassThrough()];
    const host: Host = {
      today: () => TODAY,
      time: () => `${TODAY}T12:00`,
      now: options.now ?? (() => performance.now()),
      loadGrammars: () => loadGrammarsForTests(),
      list: (folder) =>
        Promise.resolve({
          files: Object.keys(files)
            .map((path) => `/w/${path}`)
            .filter((path) => path.startsWith(`${folder}/`)),
          lacks: () => true,
        }),
      read: (path) => Promise.resolve(files[path.slice("/w/".length)]),
      pause: () => new Promise((resolve) => setImmediate(resolve)),
    };
    startServer(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), host);
    const connection = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    const scanned = new Promise<void>((resolve) => {
      connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
        if (message.startsWith("read ")) resolve();
      });
    });
    connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) => items.map(() => options.settings ?? {}));
    connection.onRequest("client/registerCapability", () => null);
    connection.onRequest("workspace/diagnostic/refresh", () => {
      wire.notifications.push({ method: "refresh", params: null });
      return null;
    });
    connection.onRequest("window/workDoneProgress/create", () => null);
    connection.listen();
    const result: InitializeResult = await connection.sendRequest("initialize", {
      processId: null,
      rootUri: null,
      ...(options.initialization ? { initializationOptions: options.initialization } : {}),
      workspaceFolders: (options.folders ?? ["/w"]).map((folder) => ({ uri: `file://${folder}`, name: folder })),
      capabilities: {
        workspace: {
          configuration: true,
          workspaceFolders: true,
          workspaceEdit: { documentChanges: true, snippetEditSupport: options.snippets === true },
        },
        textDocument: options.pull === false ? {} : { diagnostic: {} },
      },
    });
    const wire = new Wire(connection, files, result);
    connection.onNotification((method, params) => {
      wire.notifications.push({ method, params });
    });
    await connection.sendNotification("initialized", {});
    if (options.early !== true) await scanned;
    return wire;
  }

  uri = (path: string): string => `file:///w/${path}`;

  async open(path: string, languageId: string, text = this.files[path] ?? ""): Promise<void> {
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: this.uri(path), languageId, version: this.#version++, text },
    });
  }

  /** Replaces a document's whole text. */
  async change(path: string, text: string): Promise<void> {
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.uri(path), version: this.#version++ },
      contentChanges: [{ text }],
    });
  }

  async save(path: string): Promise<void> {
    await this.connection.sendNotification("textDocument/didSave", { textDocument: { uri: this.uri(path) } });
  }

  report(path: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest("textDocument/diagnostic", {
      textDocument: { uri: this.uri(path) },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
  }

  async diagnostics(path: string): Promise<Diagnostic[]> {
    const report = await this.report(path);
    return report.kind === "full" ? report.items : [];
  }

  hover(path: string, line: number, character: number): Promise<Hover | null> {
    return this.connection.sendRequest("textDocument/hover", { textDocument: { uri: this.uri(path) }, position: { line, character } });
  }

  actions(path: string, line: number, character: number, only?: string[]): Promise<CodeAction[]> {
    const at = { line, character };
    return this.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri: this.uri(path) },
      range: { start: at, end: at },
      context: { diagnostics: [], ...(only ? { only } : {}) },
    });
  }

  async close(): Promise<void> {
    await this.connection.sendRequest("shutdown");
    this.connection.dispose();
  }
}

/** The text edits of a workspace edit, by document. */
export function editsOf(edit: WorkspaceEdit | undefined): { uri: string; texts: string[] }[] {
  return (edit?.documentChanges ?? []).map((change) =>
    "edits" in change
      ? {
          uri: change.textDocument.uri,
          texts: change.edits.map((one) => ("snippet" in one ? `snippet ${one.snippet.value}` : one.newText)),
        }
      : { uri: "uri" in change ? change.uri : "", texts: [change.kind] },
  );
}
