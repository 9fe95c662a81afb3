import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A lock as Terraform describes it. */
export interface Lock {
  readonly ID: string;
  readonly Operation: string;
  readonly Who: string;
  readonly Created: string;
}

/** A stand-in for where Terraform keeps its state: its `http` backend, with locks. https://developer.hashicorp.com/terraform/language/backend/http */
export class StateServer {
  lock: Lock | undefined;
  state: string | undefined;
  url = "";
  readonly #server = createServer((request, response) => {
    let text = "";
    request.on("data", (data: Buffer) => (text += data.toString()));
    request.on("end", () => {
      const [code, body] = this.#answer(request.method ?? "", text);
      response.writeHead(code).end(body);
    });
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(method: string, text: string): readonly [code: number, body?: string] {
    switch (method) {
      case "GET":
        return this.state === undefined ? [204] : [200, this.state];
      case "POST":
        this.state = text;
        return [200];
      case "LOCK":
        if (this.lock) return [423, JSON.stringify(this.lock)];
        this.lock = JSON.parse(text) as Lock;
        return [200];
      case "UNLOCK": {
        // Who releases a lock by force sends nothing: only who took it knows it whole.
        const holder = text === "" ? undefined : (JSON.parse(text) as Lock);
        if (holder && this.lock && this.lock.ID !== holder.ID) return [409, JSON.stringify(this.lock)];
        this.lock = undefined;
        return [200];
      }
      default:
        return [405];
    }
  }
}
