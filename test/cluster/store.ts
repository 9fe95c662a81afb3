import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Kind } from "./kinds.table";
import { apiVersionOf } from "./kinds.table";
import type { Draft, Resource } from "./resource";

/** A change, as a watch tells it. */
export interface Change {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly kind: Kind;
  readonly object: Resource;
  /** What stood there before. */
  readonly before: Resource | undefined;
}

/** The objects of a cluster and every change they went through. The resource version is the number of changes. */
export class Store {
  readonly #objects = new Map<string, Resource>();
  readonly #changes: Change[] = [];
  readonly #listeners = new Set<(change: Change) => void>();

  get version(): number {
    return this.#changes.length;
  }

  /** All objects of a kind, those of one namespace if one is named, by namespace and name. */
  list(kind: Kind, namespace?: string): Resource[] {
    const prefix = keyOf(kind, namespace, "");
    return [...this.#objects]
      .filter(([key]) => (namespace === undefined ? key.startsWith(`${apiVersionOf(kind)}/${kind.plural}/`) : key.startsWith(prefix)))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, resource]) => resource);
  }

  get(kind: Kind, namespace: string | undefined, name: string): Resource | undefined {
    return this.#objects.get(keyOf(kind, namespace, name));
  }

  /** The object as it would be stored: with what the server decides about its metadata. */
  complete(kind: Kind, draft: Draft): Resource {
    const { namespace, name } = draft.metadata;
    const before = this.get(kind, namespace, name);
    const generation = before?.metadata.generation ?? 0;
    return {
      ...draft,
      apiVersion: apiVersionOf(kind),
      kind: kind.kind,
      metadata: {
        ...draft.metadata,
        uid: before?.metadata.uid ?? draft.metadata.uid ?? randomUUID(),
        creationTimestamp: before?.metadata.creationTimestamp ?? draft.metadata.creationTimestamp ?? new Date().toISOString(),
        generation: before && isDeepStrictEqual(before.spec, draft.spec) ? generation : generation + 1,
        resourceVersion: before?.metadata.resourceVersion ?? "0",
      },
    };
  }

  /** Writes an object, as it was or anew. One that says what was there already changes nothing. */
  put(kind: Kind, draft: Draft): Resource {
    const { namespace, name } = draft.metadata;
    const before = this.get(kind, namespace, name);
    const completed = this.complete(kind, draft);
    if (before && isDeepStrictEqual(before, completed)) return before;
    const object = { ...completed, metadata: { ...completed.metadata, resourceVersion: String(this.version + 1) } };
    this.#objects.set(keyOf(kind, namespace, name), object);
    this.#tell({ type: before ? "MODIFIED" : "ADDED", kind, object, before });
    return object;
  }

  remove(kind: Kind, namespace: string | undefined, name: string): void {
    const before = this.get(kind, namespace, name);
    if (!before) return;
    this.#objects.delete(keyOf(kind, namespace, name));
    const object = { ...before, metadata: { ...before.metadata, resourceVersion: String(this.version + 1) } };
    this.#tell({ type: "DELETED", kind, object, before });
  }

  /** Tells the changes after a resource version, and those to come until the returned function is called. */
  watch(since: number, listener: (change: Change) => void): () => void {
    for (const change of this.#changes.slice(since)) listener(change);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(change: Change): void {
    this.#changes.push(change);
    for (const listener of this.#listeners) listener(change);
  }
}

const keyOf = (kind: Kind, namespace: string | undefined, name: string): string =>
  `${apiVersionOf(kind)}/${kind.plural}/${kind.namespaced ? (namespace ?? "") : ""}/${name}`;
