import type { ExtensionContext } from "vscode";
import type { Api } from "./start";
import { start, stop } from "./start";

/** The extension in a desktop or remote VS Code: the server is a process of its own. */
export const activate = (context: ExtensionContext): Api =>
  start(context, {
    async createClient(options) {
      const { nodeClient } = await import("./runtime/node.js");
      return nodeClient(context, options);
    },
    initializationOptions: () => Promise.resolve({}),
    async local() {
      const { local } = await import("./playbook/machine.js");
      return local;
    },
  });

export const deactivate = stop;
