import type * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import type { Api } from "./start";
import { start } from "./start";

let client: LanguageClient | undefined;

/** The extension in a desktop or remote VS Code: the server is a process of its own. */
export function activate(context: vscode.ExtensionContext): Api {
  const module = context.asAbsolutePath("dist/server.js");
  return start(context, {
    createClient(options) {
      client = new LanguageClient(
        "plimsoll",
        "Plimsoll",
        {
          run: { module, transport: TransportKind.ipc },
          debug: { module, transport: TransportKind.ipc, options: { execArgv: ["--inspect=6091"] } },
        },
        options,
      );
      return client;
    },
    initializationOptions: () => Promise.resolve({}),
  });
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
