import { factKind } from "../../core/fact";
import type { Path } from "../../core/path";
import { basename, join } from "../../core/path";
import type { Range } from "../../core/text";
import type { Mapping } from "../yaml/mapping";

/** A ConfigMap or Secret that a kustomization makes, or adds to, with `configMapGenerator` or `secretGenerator`. */
export interface Generator {
  readonly kind: "ConfigMap" | "Secret";
  readonly name: string;
  /** The keys that `literals` and `files` name. */
  readonly keys: readonly string[];
  /** Files of variables, each of which is a key. */
  readonly envs: readonly Path[];
}

/** Keyed by the kind of what is made; the range is its name. */
export const generatorFact = factKind<Generator>("kustomize/generator");

const GENERATORS = { configMapGenerator: "ConfigMap", secretGenerator: "Secret" } as const;

/** The generators of a kustomization whose names are known. Source: the Kustomization reference on kubectl.docs.kubernetes.io. */
export function* generatorsOf(root: Mapping, folder: Path): Iterable<Generator & { readonly at: Range }> {
  for (const [key, kind] of Object.entries(GENERATORS))
    for (const entry of root.list(key).maps()) {
      const name = entry.string("name");
      if (name === undefined) continue;
      const literals = entry
        .list("literals")
        .strings()
        .map((text) => text.replace(/=.*$/s, ""));
      const files = entry
        .list("files")
        .strings()
        .map((text) => (text.includes("=") ? text.replace(/=.*$/s, "") : basename(text)));
      // `env` is what the first versions called it.
      const envs = [...entry.list("envs").strings(), entry.string("env") ?? []].flat();
      yield { kind, name, keys: [...literals, ...files], envs: envs.map((env) => join(folder, env)), at: entry.rangeOf("name") };
    }
}
