import * as vscode from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { LanguageClient, RevealOutputChannelOn } from "vscode-languageclient/browser";
import { METHODS } from "../../../server/src/lsp/protocol";

const LARGEST_FILE = 4 * 1024 * 1024;
const MOST_FILES = 20_000;

/** The client of a server that is a worker, and asks here for files. */
export function browserClient(context: vscode.ExtensionContext, options: LanguageClientOptions): LanguageClient {
  const worker = new Worker(vscode.Uri.joinPath(context.extensionUri, "dist/server.web.js").toString(true));
  const client = new LanguageClient("plimsoll", "Plimsoll", worker, { ...options, revealOutputChannelOn: RevealOutputChannelOn.Never });
  serve(client);
  return client;
}

function serve(client: BaseLanguageClient): void {
  client.onRequest(METHODS.list, async ({ folder }: { folder: string }) => {
    const pattern = new vscode.RelativePattern(vscode.Uri.parse(folder), "**/*");
    const found = await vscode.workspace.findFiles(pattern, "**/{node_modules,.git,.terraform,vendor,dist,build}/**", MOST_FILES);
    return { files: found.map((uri) => uri.toString()), complete: found.length < MOST_FILES };
  });
  client.onRequest(METHODS.read, async ({ uri }: { uri: string }) => {
    try {
      const target = vscode.Uri.parse(uri);
      const { size } = await vscode.workspace.fs.stat(target);
      return size <= LARGEST_FILE ? new TextDecoder().decode(await vscode.workspace.fs.readFile(target)) : null;
    } catch {
      return null;
    }
  });
}
