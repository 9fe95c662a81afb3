import { dirname, join } from "../../core/path";
import type { Query } from "../../core/rule";
import { query } from "../../core/rule";
import type { Range } from "../../core/text";
import type { PartLink } from "../links";
import { documentRoot } from "../yaml/document";
import type { YamlTree } from "../yaml/node";

/** Lists of files and folders. */
const LISTS = ["resources", "bases", "components", "crds", "configurations", "generators", "transformers", "validators"];
/** What the file of a folder may be called. */
const NAMES = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/** The files and folders that a kustomization builds from. */
export const kustomizeLinks: Query<PartLink> = query(["kustomization"], function* (reading) {
  const root = documentRoot(reading.tree as YamlTree, reading.part);
  if (root.presence !== "written") return;
  const { path, scope } = reading;
  const link = (written: string, range: Range): PartLink[] => {
    if (/:\/\/|[\n{]/.test(written)) return [];
    const target = join(dirname(path), written);
    const inside = NAMES.map((name) => `${target}/${name}`).find((name) => scope.file(name) === "present");
    return [{ range, target: { path: inside ?? target }, tooltip: inside === undefined ? "part of this build" : "built here" }];
  };
  for (const key of [...LISTS, "patchesStrategicMerge"])
    for (const field of root.list(key).scalars()) if (field.state === "known") yield* link(String(field.value), field.at);
  for (const key of ["patches", "patchesJson6902", "replacements"])
    for (const entry of root.list(key).maps()) {
      const file = entry.string("path");
      if (file !== undefined) yield* link(file, entry.rangeOf("path"));
    }
  for (const key of ["configMapGenerator", "secretGenerator"])
    for (const entry of root.list(key).maps())
      for (const field of [...entry.list("files").scalars(), ...entry.list("envs").scalars()])
        if (field.state === "known") yield* link(String(field.value).replace(/^[^=]*=/, ""), field.at);
});
