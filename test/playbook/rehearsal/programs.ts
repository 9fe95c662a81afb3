import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

/** What a program that is not here would answer. It may change the stand-in cluster, as the real one would. */
export type Program = (args: readonly string[]) => { readonly code?: number; readonly stdout?: string };

/**
 * Stand-ins for programs that are not on this machine, as scripts in a folder for the front of the PATH. Each hands its arguments to this
 * process, which keeps them and answers.
 */
export class Programs {
  /** The arguments that arrived, each list with its program in front. */
  readonly received: string[][] = [];
  readonly #server = createServer((request, response) => {
    let text = "";
    request.on("data", (data: Buffer) => (text += data.toString()));
    request.on("end", () => {
      const [name = "", ...args] = JSON.parse(text) as string[];
      this.received.push([name, ...args]);
      const { code = 0, stdout = "" } = this.programs[name]?.(args) ?? { code: 127 };
      response.end(JSON.stringify({ code, stdout }));
    });
  });

  constructor(
    readonly folder: string,
    readonly programs: Readonly<Record<string, Program>>,
  ) {}

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const { port } = this.#server.address() as AddressInfo;
    mkdirSync(this.folder);
    for (const name of Object.keys(this.programs)) {
      const file = path.join(this.folder, name);
      writeFileSync(
        file,
        `#!${process.execPath}
fetch("http://127.0.0.1:${port}", { method: "POST", body: JSON.stringify(["${name}", ...process.argv.slice(2)]) })
  .then((answer) => answer.json())
  .then(({ code, stdout }) => {
    process.stdout.write(stdout);
    process.exitCode = code;
  });
`,
      );
      chmodSync(file, 0o755);
    }
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
