import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { valueAt } from "../../server/src/playbook/call";
import type { Place, Request } from "./api";
import { answer, failure, isDryRun, missing, placeOf, selected } from "./api";
import { withDefaults } from "./defaults";
import { daemonSets } from "./daemons";
import { deployments, replicaSets } from "./deployments";
import { answerExec } from "./exec";
import type { Kind } from "./kinds.table";
import { NAMESPACES, PODS, REVIEWS, kindOf } from "./kinds.table";
import { Loop } from "./loop";
import { budgets, endpoints, garbage, kubelets } from "./pods";
import { mergePatch } from "./patch";
import { objectOf } from "./protobuf";
import type { Draft, Resource } from "./resource";
import type { Script } from "./script";
import { postgres, statefulSets } from "./stateful";

/** A stand-in for a cluster: enough of the API of Kubernetes for the real kubectl, on a port of this machine, without a cluster. */
export class Cluster {
  readonly #loop: Loop;
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  readonly #sockets = new Set<Socket>();
  /** A folder with its kubeconfig and a home for the programs that use it. */
  readonly folder = mkdtempSync(path.join(tmpdir(), "plimsoll-cluster-"));
  readonly kubeconfig = path.join(this.folder, "config");
  readonly home = path.join(this.folder, "home");
  /** Everything that was asked to change something, as method and path, dry runs aside. */
  readonly changes: string[] = [];
  url = "";

  constructor(script: Script = {}) {
    this.#loop = new Loop(script, [deployments, replicaSets, statefulSets, daemonSets, kubelets, endpoints, budgets, postgres, garbage]);
    this.#server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
    this.#server.on("upgrade", (request, socket) => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://x");
      const pod = placeOf(pathname)?.name ?? "";
      answerExec(request, socket, script.exec?.(pod, searchParams.getAll("command")) ?? { code: 0, stdout: "" });
    });
  }

  /** Starts to listen, and writes a kubeconfig that has one context of this name and namespace. */
  async start(context: string, namespace: string): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    mkdirSync(this.home);
    for (const name of ["default", "kube-system", namespace])
      this.#loop.store.put(NAMESPACES, { apiVersion: "v1", kind: "Namespace", metadata: { name }, status: { phase: "Active" } });
    const config = {
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "stand-in", cluster: { server: this.url } }],
      users: [{ name: "nobody", user: {} }],
      contexts: [{ name: context, context: { cluster: "stand-in", user: "nobody", namespace } }],
    };
    writeFileSync(this.kubeconfig, JSON.stringify(config));
  }

  async stop(): Promise<void> {
    this.#loop.stop();
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Writes the objects of a YAML text, with their status, past the API. */
  put(text: string, namespace: string): void {
    for (const document of parseAllDocuments(text)) {
      const draft = document.toJS() as Draft;
      const kind = kindOf(draft.apiVersion, draft.kind);
      if (!kind) throw new Error(`The stand-in has no ${draft.apiVersion} ${draft.kind}.`);
      const place = kind.namespaced ? { namespace } : {};
      this.#loop.store.put(kind, withDefaults(kind, { ...draft, metadata: { ...place, ...draft.metadata } }));
    }
  }

  /** What is at a path of an object, such as `spec.replicas` of `apps/v1 Deployment web`; undefined where there is nothing. */
  read(object: string, at: string, namespace: string): unknown {
    return valueAt(this.#find(object, namespace).resource, at);
  }

  /** The names of all objects of a kind such as `v1 Pod` that something holds for. */
  names(which: string, holds: (resource: Resource) => boolean = () => true): string[] {
    const [apiVersion = "", kind = ""] = which.split(" ");
    const known = kindOf(apiVersion, kind);
    return known
      ? this.#loop.store
          .list(known)
          .filter(holds)
          .map(({ metadata }) => metadata.name)
      : [];
  }

  /** Changes an object past the API, by a merge patch, as an operator would. */
  merge(object: string, patch: unknown, namespace: string): void {
    const { kind, resource } = this.#find(object, namespace);
    if (!resource) throw new Error(`There is no ${object}.`);
    this.#loop.store.put(kind, mergePatch(resource, patch) as Draft);
  }

  #find(object: string, namespace: string): { readonly kind: Kind; readonly resource: Resource | undefined } {
    const [apiVersion = "", name = "", resource = ""] = object.split(" ");
    const kind = kindOf(apiVersion, name);
    if (!kind) throw new Error(`The stand-in has no ${apiVersion} ${name}.`);
    return { kind, resource: this.#loop.store.get(kind, kind.namespaced ? namespace : undefined, resource) };
  }

  /** Waits until something holds; fails after ten seconds. */
  async until(what: string, holds: () => boolean): Promise<void> {
    for (const end = Date.now() + 10_000; !holds(); await new Promise((resolve) => setTimeout(resolve, 5)))
      if (Date.now() > end) throw new Error(`It did not come to: ${what}`);
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams: query } = new URL(message.url ?? "/", "http://x");
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    const contentType = (message.headers["content-type"] ?? "").split(";")[0] ?? "";
    const request: Request = { method: message.method ?? "GET", path: pathname, query, contentType, body: bodyOf(bytes, contentType) };
    const place = placeOf(pathname);
    if (place && request.method === "GET" && query.get("watch") === "true") this.#watch(place, query, response);
    else if (place?.subresource === "log") this.#log(place, query, response);
    else {
      const { code, body } = answer(this.#loop, request);
      if (request.method !== "GET" && code < 300 && place?.kind !== REVIEWS && !isDryRun(request))
        this.changes.push(`${request.method} ${pathname}`);
      response.writeHead(code, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    }
  }

  #watch(place: Place, query: URLSearchParams, response: ServerResponse): void {
    const isSelected = selected(place, query);
    response.writeHead(200, { "Content-Type": "application/json" }).flushHeaders();
    const stop = this.#loop.store.watch(Number(query.get("resourceVersion") ?? 0), ({ type, kind, object, before }) => {
      if (kind !== place.kind) return;
      const [was, is] = [before !== undefined && isSelected(before), type !== "DELETED" && isSelected(object)];
      // What leaves or enters the selection is gone or new to the one who watches.
      if (was || is) response.write(`${JSON.stringify({ type: !was ? "ADDED" : is ? "MODIFIED" : "DELETED", object })}\n`);
    });
    response.on("close", stop);
  }

  #log(place: Place, query: URLSearchParams, response: ServerResponse): void {
    const { namespace, name = "" } = place;
    const pod = this.#loop.store.get(PODS, namespace, name);
    const container = query.get("container") ?? "";
    const isPrevious = query.get("previous") === "true";
    const text = (this.#loop.script.log ?? (() => ""))(name, container, isPrevious);
    if (pod && text !== undefined) {
      response.writeHead(200, { "Content-Type": "text/plain" }).end(text);
      return;
    }
    const none = `${isPrevious ? "previous terminated " : ""}container "${container}" in pod "${name}" not found`;
    const { code, body } = pod ? failure(400, "BadRequest", none) : missing(PODS, name);
    response.writeHead(code, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  }
}

function bodyOf(bytes: Buffer, contentType: string): unknown {
  if (bytes.length === 0) return undefined;
  if (contentType === "application/vnd.kubernetes.protobuf") return objectOf(bytes);
  return contentType.endsWith("yaml") ? (parse(bytes.toString()) as unknown) : (JSON.parse(bytes.toString()) as unknown);
}
