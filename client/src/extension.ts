import type { ExtensionContext } from "vscode";
import { editorsLanguage } from "./language";
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
      const { local, speak } = await import("./playbook/machine.js");
      speak(editorsLanguage);
      return local;
    },
  });

export const deactivate = stop;
