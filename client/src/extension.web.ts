import * as vscode from "vscode";
import type { Api } from "./start";
import { start, stop } from "./start";

const WASM = ["web-tree-sitter.wasm", "tree-sitter-terraform.wasm", "tree-sitter-bash.wasm"];

/** The extension in a browser: the server is a worker. */
export const activate = (context: vscode.ExtensionContext): Api =>
  start(context, {
    async createClient(options) {
      const { browserClient } = await import("./runtime/browser.js");
      return browserClient(context, options);
    },
    local: () => Promise.resolve(undefined),
    async initializationOptions() {
      const read = (name: string) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, "dist", name));
      return { wasm: Object.fromEntries(await Promise.all(WASM.map(async (name) => [name, await read(name)] as const))) };
    },
  });

export const deactivate = stop;
