import type { Path } from "../../core/path";
import type { Scope } from "../../core/scope";
import { scopeParts, viewKind } from "../../core/scope";
import type { KustomizationFact } from "./support";
import { KUSTOMIZE, buildsFolder } from "./support";

/** What is deployed with the objects of a folder, and what its kustomizations do to all of them. */
export interface Build {
  /** The scopes whose objects are deployed together: the folder's, those of its bases, and those of the overlays over it with their bases. */
  readonly scopes: readonly string[];
  /** Labels that every pod gets. */
  readonly labels: Readonly<Record<string, string>>;
  /** What stands before and behind names once it is built. */
  readonly affixes: readonly { readonly prefix: string; readonly suffix: string }[];
  /** Whether a kustomization puts everything into one namespace. */
  readonly namespaced: boolean;
}

const kustomizeBuild = viewKind<Build>("kustomize/build", (folder, scope) => {
  const shared = scope.in(KUSTOMIZE);
  const buildersOf = (target: Path): readonly KustomizationFact[] => shared.all(buildsFolder, target).map(({ value }) => value);
  const walk = (from: Iterable<Path>, next: (folder: Path) => readonly Path[]): Set<Path> => {
    const seen = new Set(from);
    for (const each of seen) for (const other of next(each)) seen.add(other);
    return seen;
  };
  const overlays = walk([folder], (each) => buildersOf(each).map((builder) => builder.folder));
  const all = walk(overlays, (each) => buildersOf(each).flatMap((builder) => (builder.folder === each ? builder.builds : [])));
  const builders = [...all].flatMap((each) => buildersOf(each).filter((builder) => builder.folder === each));
  return {
    scopes: [...all].flatMap((each) => [`kustomization:${each}`, `folder:${each}`]),
    labels: Object.assign({}, ...builders.map((builder) => builder.labels)) as Record<string, string>,
    affixes: builders.map(({ prefix, suffix }) => ({ prefix, suffix })).filter(({ prefix, suffix }) => prefix !== "" || suffix !== ""),
    namespaced: builders.some((builder) => builder.namespaced),
  };
});

/** What is deployed with the objects of a scope; outside of kustomizations the scope alone. */
export function buildOf(scope: Scope): Build {
  const { kind, folder } = scopeParts(scope.id);
  const build = kind === "kustomization" ? scope.effective(kustomizeBuild, folder) : undefined;
  return build ?? { scopes: [scope.id], labels: {}, affixes: [], namespaced: false };
}
