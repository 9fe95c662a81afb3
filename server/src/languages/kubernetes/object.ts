import { isWritten } from "../../core/field";
import { dirname } from "../../core/path";
import type { Reading } from "../../core/rule";
import type { Range } from "../../core/text";
import { documentRoot, stringMap } from "../yaml/document";
import type { YamlWorld } from "../yaml/mapping";
import { Mapping } from "../yaml/mapping";
import type { YamlTree } from "../yaml/node";
import { resolveFromValues } from "../helm/values";
import { adjuster, changesIn } from "../kustomize/patches";
import { KUSTOMIZE, patchFile } from "../kustomize/support";
import { podSpecPath } from "./workloads.table";

/** One Kubernetes object: a document with apiVersion and kind. */
export class KubernetesObject {
  readonly apiVersion: string;
  /** `apps` of `apps/v1`; empty for the core group. */
  readonly group: string;
  readonly kind: string;

  constructor(
    readonly root: Mapping,
    /** What the document was parsed into: comments and errors are looked up there. */
    readonly tree: YamlTree,
  ) {
    this.apiVersion = root.string("apiVersion") ?? "";
    this.kind = root.string("kind") ?? "";
    this.group = this.apiVersion.includes("/") ? this.apiVersion.slice(0, this.apiVersion.indexOf("/")) : "";
  }

  get metadata(): Mapping {
    return this.root.map("metadata");
  }

  get spec(): Mapping {
    return this.root.map("spec");
  }

  get name(): string | undefined {
    return this.metadata.string("name");
  }

  /** The namespace where it is written; undefined when the installation decides it. */
  get namespace(): string | undefined {
    return this.metadata.string("namespace");
  }

  /** How messages name it: `Deployment "web"`, or the kind alone when the name is not known. */
  get title(): string {
    return this.name === undefined ? this.kind : `${this.kind} "${this.name}"`;
  }

  /** What is underlined when the object as a whole is meant: its name, else its kind. */
  get anchor(): Range {
    return isWritten(this.metadata.field("name")) ? this.metadata.rangeOf("name") : this.root.rangeOf("kind");
  }

  is(group: string, ...kinds: string[]): boolean {
    return this.group === group && kinds.includes(this.kind);
  }

  /** The pod template's spec, or the spec of a Pod; undefined for what runs no pods. */
  get podSpec(): Mapping | undefined {
    const path = podSpecPath(this.group, this.kind);
    return path && path.reduce((mapping, key) => mapping.map(key), this.root);
  }

  /** The metadata its pods get. */
  get podMetadata(): Mapping | undefined {
    const path = podSpecPath(this.group, this.kind);
    return path && [...path.slice(0, -1), "metadata"].reduce((mapping, key) => mapping.map(key), this.root);
  }

  /** The labels its pods get; undefined when any of them is unknown. */
  get podLabels(): Record<string, string> | undefined {
    const metadata = this.podMetadata;
    return metadata && stringMap(metadata.map("labels"));
  }
}

const MODEL = {};

/** Whether a kustomization names the file as a patch: then it says only what it changes. One may lie in a chart's folder, too. */
export const isPatch = ({ scope, path }: Reading): boolean =>
  scope
    .in(KUSTOMIZE)
    .all(patchFile, dirname(path))
    .some(({ value }) => value === path);

/** The object a part holds; undefined for a document that is no Kubernetes object, or one that is only data of a larger system. */
export function objectOf(reading: Reading): KubernetesObject | undefined {
  return reading.once(MODEL, () => {
    const tree = reading.tree as YamlTree;
    if (tree.root?.kind !== "map") return undefined;
    const plain = documentRoot(tree, reading.part);
    const adjust = adjuster(tree.root, plain.string("kind") ?? "", plain.map("metadata").string("name"), changesIn(reading.scope));
    const root = documentRoot(tree, reading.part, {
      resolve: (scalar) => resolveFromValues(scalar, reading.part.text, reading.scope),
      ...(adjust ? { adjust } : {}),
      partial: isPatch(reading),
    });
    return isObject(root) ? new KubernetesObject(root, tree) : undefined;
  });
}

const ITEMS = {};

/** The objects a part holds: those of a List each for itself, else the one. */
export function objectsOf(reading: Reading): readonly KubernetesObject[] {
  return reading.once(ITEMS, () => {
    const object = objectOf(reading);
    if (!object) return [];
    const changes = changesIn(reading.scope);
    return listed(
      object,
      (item) => item.node && adjuster(item.node, item.string("kind") ?? "", item.map("metadata").string("name"), changes),
    );
  });
}

/** An object, or the items of a List. `adjustOf` says what patches do to an item. */
export function listed(
  object: KubernetesObject,
  adjustOf: (item: Mapping) => YamlWorld["adjust"] = () => undefined,
): readonly KubernetesObject[] {
  if (!object.is("", "List")) return [object];
  return [...object.root.list("items").maps()].filter(isObject).map((item) => {
    const adjust = adjustOf(item);
    const world = adjust ? { ...item.world, adjust } : item.world;
    return new KubernetesObject(new Mapping(item.node, item.presence, item.anchor, world), object.tree);
  });
}

const isObject = (root: Mapping): boolean => root.string("apiVersion") !== undefined && root.string("kind") !== undefined;
