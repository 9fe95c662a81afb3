import { setImmediate } from "node:timers/promises";
import { createConnection } from "vscode-languageserver/node";
import { startServer } from "./lsp/server";
import { loadGrammars } from "./node/grammars";
import { readText } from "./node/project";
import { toFile, walk } from "./node/walk";

/** The server for Node: over stdio, IPC or sockets, as its arguments say. */
const connection = createConnection();

startServer(connection, {
  today: () => new Date().toISOString().slice(0, 10),
  time: () => new Date().toISOString().slice(0, 16),
  now: () => performance.now(),
  loadGrammars: () => loadGrammars(),
  list: (folder) => Promise.resolve(folder.includes("://") ? undefined : walk(toFile(folder))),
  read: (path) => Promise.resolve(path.includes("://") ? undefined : readText(path)),
  pause: () => setImmediate(),
});
