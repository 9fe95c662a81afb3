import type { ExtensionContext } from "vscode";
import type { LanguageClientOptions } from "vscode-languageclient";
import { LanguageClient, RevealOutputChannelOn, TransportKind } from "vscode-languageclient/node";

/** The client of a server that is a process of its own. */
export function nodeClient(context: ExtensionContext, options: LanguageClientOptions): LanguageClient {
  const module = context.asAbsolutePath("dist/server.js");
  return new LanguageClient(
    "plimsoll",
    "Plimsoll",
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ["--inspect=6091"] } },
    },
    { ...options, revealOutputChannelOn: RevealOutputChannelOn.Never },
  );
}
