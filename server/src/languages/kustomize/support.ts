import type { FactDraft } from "../../core/fact";
import { fact, factKind } from "../../core/fact";
import type { LanguageSupport } from "../../core/language";
import type { Path } from "../../core/path";
import { dirname, join } from "../../core/path";
import { documentRoot, stringMap } from "../yaml/document";
import type { Mapping } from "../yaml/mapping";
import type { YamlTree } from "../yaml/node";
import { parseYaml } from "../yaml/parse";
import { splitDocuments } from "../yaml/split";
import { generatorFact, generatorsOf } from "./generators";

/** Facts that kustomizations tell each other and their files live here, keyed by path. */
export const KUSTOMIZE = "kustomize:";

/** How a kustomization changes what it builds. */
export interface KustomizationFact {
  readonly folder: Path;
  readonly patches: readonly PatchSource[];
  /** `images:` and `replicas:`, by the name of what they change. */
  readonly images: readonly string[];
  readonly replicas: readonly string[];
  /** Whether it labels everything it builds and has the selectors follow. */
  readonly selects: boolean;
  /** Components, transformers or generators we do not read: anything may be added. */
  readonly opaque: boolean;
  /** The folders whose objects it builds beside its own. */
  readonly builds: readonly Path[];
  /** Labels it gives to every pod. */
  readonly labels: Readonly<Record<string, string>>;
  /** `namePrefix` and `nameSuffix`. */
  readonly prefix: string;
  readonly suffix: string;
  /** Whether it says which namespace everything is in. */
  readonly namespaced: boolean;
}

export interface PatchSource {
  /** The file, or the text where it is written inline. */
  readonly path?: Path;
  readonly text?: string;
  readonly target: { readonly kind: string | undefined; readonly name: string | undefined } | undefined;
}

/** Who builds a folder: the folder's own kustomization and every one that has it among its resources. Keyed by the folder. */
export const buildsFolder = factKind<KustomizationFact>("kustomize/builds");
/** A file that a kustomization names as a patch: it says only what changes. Keyed by its folder. */
export const patchFile = factKind<Path>("kustomize/patch-file");

/** A file that a kustomization builds as it is. Keyed by the file. */
export const isResourceFile = factKind<true>("kustomize/resource-file");

/** kustomization.yaml: read for what it says of other files. */
export const kustomizationFiles: LanguageSupport<YamlTree> = {
  kinds: ["kustomization"],
  split: (text) => splitDocuments(text, "document"),
  parse: (part) => parseYaml(part.text, { version: "1.1", templated: false }),
  *facts(tree, part, { path }) {
    const root = documentRoot(tree, part);
    if (root.presence !== "written") return;
    yield* kustomizationFacts(root, dirname(path));
    for (const { at, ...generator } of generatorsOf(root, dirname(path))) yield fact(generatorFact, generator.kind, generator, at);
  },
};

function* kustomizationFacts(root: Mapping, folder: Path): Iterable<FactDraft> {
  const sources = patchSources(root, folder);
  const named = ["resources", "bases", "components"].flatMap((key) => root.list(key).strings()).filter((target) => !target.includes("://"));
  const built = named.map((target) => join(folder, isFile(target) ? dirname(target) : target));
  const value: KustomizationFact = {
    folder,
    patches: sources,
    images: [...root.list("images").maps()].flatMap((image) => image.string("name") ?? []),
    replicas: [...root.list("replicas").maps()].flatMap((entry) => entry.string("name") ?? []),
    selects: root.has("commonLabels") || [...root.list("labels").maps()].some((entry) => entry.is("includeSelectors", true)),
    opaque: ["components", "transformers", "generators", "helmCharts"].some((key) => root.has(key)),
    builds: [...new Set(built)].filter((target) => target !== folder),
    labels: podLabels(root),
    prefix: root.string("namePrefix") ?? "",
    suffix: root.string("nameSuffix") ?? "",
    namespaced: root.has("namespace"),
  };
  for (const target of [folder, ...value.builds]) yield fact(buildsFolder, target, value, root.anchor, KUSTOMIZE);
  for (const name of named.filter(isFile)) yield fact(isResourceFile, join(folder, name), true, root.anchor, KUSTOMIZE);
  for (const { path } of sources) if (path !== undefined) yield fact(patchFile, dirname(path), path, root.anchor, KUSTOMIZE);
}

const isFile = (target: string): boolean => /\.(?:ya?ml|json)$/.test(target);

/** `commonLabels`, and those `labels` that reach the pods. */
function podLabels(root: Mapping): Record<string, string> {
  const reaching = [...root.list("labels").maps()].filter(
    (entry) => entry.is("includeSelectors", true) || entry.is("includeTemplates", true),
  );
  const maps = [root.map("commonLabels"), ...reaching.map((entry) => entry.map("pairs"))];
  return Object.assign({}, ...maps.map((map) => stringMap(map) ?? {})) as Record<string, string>;
}

/** Every way a kustomization writes patches, old ones included. Source: the Kustomization reference on kubectl.docs.kubernetes.io. */
function patchSources(root: Mapping, folder: Path): PatchSource[] {
  // The first versions of kustomize took file names behind `patches`, too.
  const strategic = ["patchesStrategicMerge", "patches"]
    .flatMap((key) => root.list(key).strings())
    .map((text) => (text.includes("\n") ? { text, target: undefined } : { path: join(folder, text), target: undefined }));
  const targeted = ["patches", "patchesJson6902"].flatMap((key) => [...root.list(key).maps()].map((entry) => targetedPatch(entry, folder)));
  return [...strategic, ...targeted];
}

function targetedPatch(entry: Mapping, folder: Path): PatchSource {
  const path = entry.string("path");
  const text = entry.string("patch");
  const target = entry.has("target") ? { kind: entry.map("target").string("kind"), name: entry.map("target").string("name") } : undefined;
  return { ...(path === undefined ? {} : { path: join(folder, path) }), ...(text === undefined ? {} : { text }), target };
}
