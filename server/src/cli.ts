import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "./cli/run";
import { loadGrammars } from "./node/grammars";
import { READINESS, readinessChecks } from "./service/readiness";

/** The command line: assembles the world and hands it to `run`. */
async function main(): Promise<void> {
  const [name, ...rest] = process.argv.slice(2);
  // Who reads what is written may have seen enough: `plimsoll lint | head`.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  if (name === "lsp") {
    if (rest.join() !== "--stdio") {
      process.stderr.write("plimsoll: lsp: takes --stdio\n");
      process.exitCode = 2;
      return;
    }
    await import(pathToFileURL(path.join(__dirname, "server.js")).href);
    return;
  }
  if (name === "lint" || name === "baseline" || name === "playbook") await loadGrammars();
  const { version } = JSON.parse(readFileSync(path.join(__dirname, "../package.json"), "utf8")) as { version: string };
  process.exitCode = run(process.argv.slice(2), {
    cwd: process.cwd(),
    today: new Date().toISOString().slice(0, 10),
    version,
    color: process.stdout.isTTY && process.env.NO_COLOR === undefined,
    readStdin: () => readFileSync(0, "utf8"),
    log: (message) => process.stderr.write(`plimsoll: ${message}\n`),
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    playbooks: () => builtInPlaybooks(path.join(__dirname, "../playbooks")),
    checks: () => readinessChecks(readFileSync(path.join(__dirname, "../playbooks", `${READINESS}.yaml`), "utf8")),
    reportScript: () => readFileSync(path.join(__dirname, "report.js"), "utf8"),
  });
}

/** The playbooks of the package: they lie beside dist/. */
const builtInPlaybooks = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => ({ path: `playbooks/${name}`, text: readFileSync(path.join(folder, name), "utf8") }));

void main();
