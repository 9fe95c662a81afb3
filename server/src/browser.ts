import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { initTreeSitter, loadLanguage } from "./languages/tree-sitter";
import type { InitializationOptions } from "./lsp/protocol";
import { METHODS } from "./lsp/protocol";
import { startServer } from "./lsp/server";
import { toPath, toUri } from "./lsp/uri";

/** The server for a web worker: wasm comes as bytes, files come from the client. */
const worker = self as unknown as DedicatedWorkerGlobalScope;
const connection = createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker));

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

startServer(connection, {
  today: () => new Date().toISOString().slice(0, 10),
  time: () => new Date().toISOString().slice(0, 16),
  now: () => performance.now(),
  async loadGrammars(options) {
    const { wasm = {} } = options as InitializationOptions;
    const bytes = (name: string) => Uint8Array.from(wasm[name] ?? []);
    await initTreeSitter({ wasmBinary: bytes("web-tree-sitter.wasm") });
    await loadLanguage("terraform", bytes("tree-sitter-terraform.wasm"));
    await loadLanguage("bash", bytes("tree-sitter-bash.wasm"));
  },
  async list(folder) {
    const listing = await connection.sendRequest<{ files: string[]; complete: boolean } | null>(METHODS.list, { folder: toUri(folder) });
    return listing ? { files: listing.files.map(toPath), lacks: () => listing.complete } : undefined;
  },
  async read(path) {
    return (await connection.sendRequest<string | null>(METHODS.read, { uri: toUri(path) })) ?? undefined;
  },
  pause: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(undefined);
    }),
});
