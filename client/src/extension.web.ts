import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { LanguageClient } from "vscode-languageclient/browser";
import { METHODS } from "../../server/src/lsp/protocol";
import type { Api } from "./start";
import { start } from "./start";

const WASM = ["web-tree-sitter.wasm", "tree-sitter-terraform.wasm", "tree-sitter-bash.wasm"];
const LARGEST_FILE = 4 * 1024 * 1024;
const MOST_FILES = 20_000;

let client: LanguageClient | undefined;

/** The extension in a browser: the server is a worker, and asks here for files. */
export function activate(context: vscode.ExtensionContext): Api {
  return start(context, {
    createClient(options) {
      const worker = new Worker(vscode.Uri.joinPath(context.extensionUri, "dist/server.web.js").toString(true));
      client = new LanguageClient("plimsoll", "Plimsoll", worker, options);
      return client;
    },
    async initializationOptions() {
      const read = (name: string) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, "dist", name));
      return { wasm: Object.fromEntries(await Promise.all(WASM.map(async (name) => [name, await read(name)] as const))) };
    },
    serve,
  });
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

function serve(languageClient: BaseLanguageClient): void {
  languageClient.onRequest(METHODS.list, async ({ folder }: { folder: string }) => {
    const pattern = new vscode.RelativePattern(vscode.Uri.parse(folder), "**/*");
    const found = await vscode.workspace.findFiles(pattern, "**/{node_modules,.git,.terraform,vendor,dist,build}/**", MOST_FILES);
    return { files: found.map((uri) => uri.toString()), complete: found.length < MOST_FILES };
  });
  languageClient.onRequest(METHODS.read, async ({ uri }: { uri: string }) => {
    try {
      const target = vscode.Uri.parse(uri);
      const { size } = await vscode.workspace.fs.stat(target);
      return size <= LARGEST_FILE ? new TextDecoder().decode(await vscode.workspace.fs.readFile(target)) : null;
    } catch {
      return null;
    }
  });
}
