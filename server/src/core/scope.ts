import type { Fact, FactKind } from "./fact";
import type { Selector } from "./memo";
import type { Path } from "./path";

/** A value derived from facts: the merged Compose project, the objects a kustomization builds, a Dockerfile's stages. Plain data. */
export interface ViewKind<V> {
  readonly name: string;
  readonly compute: (key: string, scope: Scope) => V;
}

/** What a view gives. */
export type ViewOf<K> = K extends ViewKind<infer V> ? V : never;

export const viewKind = <V>(name: string, compute: (key: string, scope: Scope) => V): ViewKind<V> => ({ name, compute });

/**
 * What is deployed together with the file at hand: a Helm chart, a kustomization, a Compose project, a Terraform directory, else the folder.
 * Every call is a recorded read.
 */
export interface Scope {
  /** Which scope this is: a kind and a folder, such as `chart:/shop/chart`. */
  readonly id: string;
  /** The facts of one kind and key, by path and place. Equal content gives the identical array. */
  all<V>(kind: FactKind<V>, key?: string): readonly Fact<V>[];
  /** What a selector picks out of the facts of one kind and key: who reads that is checked again only when that changes. */
  pick<V, A, S>(kind: FactKind<V>, key: string, select: Selector<readonly Fact<V>[], A, S>, argument: A): S;
  /** A view's value; undefined while it is being computed itself (a cycle). Equal content gives the identical object. */
  effective<V>(view: ViewKind<V>, key?: string): V | undefined;
  /** What a selector picks out of a view's value: who reads that is checked again only when that changes. */
  select<V, A, S>(view: ViewKind<V>, key: string, select: Selector<V | undefined, A, S>, argument: A): S;
  /** Whether a file or folder is there. `unknown` where nobody has looked. */
  file(path: Path): "present" | "absent" | "unknown";
  /** The same for several names in a folder, in their order, as one read. `names` is a constant: it is known by identity. */
  files(folder: Path, names: readonly string[]): readonly ("present" | "absent" | "unknown")[];
  /** The text of a file, where the loader could and may read it. Asking puts it on the analysis' wanted list. */
  text(path: Path): string | undefined;
  /** Another scope, its reads recorded with this one's. */
  in(id: string): Scope;
}

/** `chart:/shop/chart` → its kind and its folder. */
export function scopeParts(id: string): { kind: string; folder: Path } {
  const colon = id.indexOf(":");
  return { kind: id.slice(0, colon), folder: id.slice(colon + 1) };
}
