/** An editor's side of the language server protocol, over the standard streams of a server it starts, and no more of it than is measured. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

/** The servers that run now: they end with this process, however it ends. */
const running = new Set();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** What an editor says it can, and what it answers when asked. `workspace.configuration` brings the peers their settings. */
const capabilities = {
  textDocument: { diagnostic: {}, publishDiagnostics: { versionSupport: true }, synchronization: { didSave: true } },
  workspace: { configuration: true, workspaceFolders: true, diagnostics: { refreshSupport: true } },
};

export class Server {
  #nextId = 1;
  #waiting = new Map();
  #published = [];
  #chunks = [];
  #have = 0;
  #need = 0;
  /** @type {boolean} whether the editor asks for diagnostics, or waits until the server sends some */
  pulls = false;

  /**
   * @param {readonly string[]} command the arguments of node
   * @param {string} cwd
   * @param {Record<string, unknown>} [settings] by section
   */
  constructor(command, cwd, settings = {}) {
    this.settings = settings;
    this.started = performance.now();
    this.child = spawn(process.execPath, command, { cwd, stdio: ["pipe", "pipe", "ignore"] });
    running.add(this.child);
    this.ended = new Promise((resolve) => {
      this.child.once("exit", (code, signal) => {
        running.delete(this.child);
        resolve();
        this.#fail(new Error(`the server ended (${signal ?? code})`));
      });
    });
    this.child.stdin.on("error", () => {}); // it ended: `exit` says so
    this.child.stdout.on("data", (bytes) => this.#read(bytes));
  }

  /** From the start of the process to the answer. @param {string} folder @returns {Promise<number>} milliseconds */
  async initialize(folder) {
    const uri = `file://${folder}`;
    const result = await this.request("initialize", {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: "bench" }],
      capabilities,
    });
    const took = performance.now() - this.started;
    this.pulls = result.capabilities.diagnosticProvider !== undefined;
    this.notify("initialized", {});
    return took;
  }

  /** @param {string} method @param {unknown} params @returns {Promise<any>} */
  request(method, params) {
    const id = this.#nextId++;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#send({ id, method, params });
    return answer;
  }

  /** @param {string} method @param {unknown} params */
  notify(method, params) {
    this.#send({ method, params });
  }

  /**
   * Diagnostics of the text that was sent last.
   *
   * @param {string} uri
   * @param {number} version
   * @returns {Promise<number>} how many
   */
  async diagnostics(uri, version) {
    if (this.pulls) {
      const { items } = await this.request("textDocument/diagnostic", { textDocument: { uri } });
      return items?.length ?? 0;
    }
    return new Promise((resolve, reject) => this.#published.push({ uri, version, resolve, reject }));
  }

  /** The memory the process holds now. @returns {number | undefined} bytes; undefined where the system does not tell this way */
  memory() {
    try {
      const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${this.child.pid}/status`, "utf8"))?.[1];
      return kilobytes && Number(kilobytes) * 1024;
    } catch {
      return undefined;
    }
  }

  async stop() {
    this.child.kill("SIGKILL");
    await this.ended;
  }

  /** @param {object} message */
  #send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.child.stdin.write(body);
  }

  /** Joins chunks only once a message can be whole: a large answer comes in a hundred of them. @param {Buffer} bytes */
  #read(bytes) {
    this.#chunks.push(bytes);
    this.#have += bytes.length;
    while (this.#have > 0 && this.#have >= this.#need) {
      const buffer = Buffer.concat(this.#chunks);
      const head = buffer.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/i.exec(buffer.toString("latin1", 0, Math.max(head, 0)))?.[1] ?? Infinity);
      const end = head + 4 + length;
      this.#need = head < 0 ? this.#have + 1 : end;
      const isWhole = this.#have >= this.#need;
      const rest = isWhole ? buffer.subarray(end) : buffer;
      this.#chunks = [rest];
      this.#have = rest.length;
      if (!isWhole) return;
      this.#need = 0;
      this.#receive(JSON.parse(buffer.toString("utf8", head + 4, end)));
    }
  }

  /** @param {{ id?: number, method?: string, params?: any, result?: any, error?: { message: string } }} message */
  #receive({ id, method, params, result, error }) {
    if (method === undefined) {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.reject(new Error(error.message));
      else waiting?.resolve(result);
    } else if (id !== undefined) {
      const answer = method === "workspace/configuration" ? params.items.map(({ section }) => this.settings[section] ?? {}) : null;
      this.#send({ id, result: answer });
    } else if (method === "textDocument/publishDiagnostics") {
      const { uri, version, diagnostics } = params;
      const isAnswer = (one) => one.uri === uri && (version === undefined || version === null || version >= one.version);
      for (const one of this.#published.filter(isAnswer)) one.resolve(diagnostics.length);
      this.#published = this.#published.filter((one) => !isAnswer(one));
    }
  }

  /** @param {Error} error */
  #fail(error) {
    for (const { reject } of [...this.#waiting.values(), ...this.#published]) reject(error);
    this.#waiting.clear();
    this.#published = [];
  }
}
