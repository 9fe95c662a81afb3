import type { Range } from "../../core/text";
import type { Mapping } from "../yaml/mapping";
import type { KubernetesObject } from "./object";

/** A volume that a pod declares, or a claim template of its StatefulSet. */
export interface Volume {
  readonly name: string;
  readonly at: Range;
  readonly root: Mapping;
  readonly template: boolean;
}

/** Every volume the pods of a workload have; undefined when a template, a patch or a branch may add one. */
export function volumesOf(object: KubernetesObject): readonly Volume[] | undefined {
  const lists = [
    { list: object.podSpec?.list("volumes"), template: false },
    ...(object.kind === "StatefulSet" ? [{ list: object.spec.list("volumeClaimTemplates"), template: true }] : []),
  ];
  const volumes: Volume[] = [];
  for (const { list, template } of lists) {
    if (!list || list.open) return undefined;
    const items = [...list.maps()];
    if (items.length !== list.length) return undefined;
    for (const root of items) {
      const named = template ? root.map("metadata") : root;
      const name = named.string("name");
      if (name === undefined) return undefined;
      volumes.push({ name, at: named.rangeOf("name"), root, template });
    }
  }
  return volumes;
}

/** Every place where a volume may set the mode of its files: the volume's own and its items'. */
export function* fileModes(podSpec: Mapping): Iterable<{ readonly mapping: Mapping; readonly key: string }> {
  for (const volume of podSpec.list("volumes").maps())
    for (const kind of ["configMap", "secret", "downwardAPI", "projected"]) {
      const source = volume.map(kind);
      yield { mapping: source, key: "defaultMode" };
      const holders = [source, ...[...source.list("sources").maps()].flatMap((one) => [one.map("configMap"), one.map("secret")])];
      for (const holder of holders) for (const item of holder.list("items").maps()) yield { mapping: item, key: "mode" };
    }
}
