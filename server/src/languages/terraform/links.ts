import { dirname, join } from "../../core/path";
import type { Query } from "../../core/rule";
import { query } from "../../core/rule";
import { range } from "../../core/text";
import type { PartLink } from "../links";
import { blocksOf } from "./block";

/** Where a reader of a module starts, the first of them that is there. */
const FILES = ["main.tf", "main.tofu", "variables.tf", "versions.tf"];

/** The folders of modules that are called. */
export const terraformLinks: Query<PartLink> = query(["terraform"], function* (reading) {
  for (const { node, type } of blocksOf(reading)) {
    const source = type === "module" ? node.attributes.find(({ name }) => name === "source")?.expression : undefined;
    if (source?.kind !== "literal" || typeof source.value !== "string" || !/^\.\.?(?:\/|$)/.test(source.value)) continue;
    const folder = join(dirname(reading.path), source.value);
    const file = FILES.map((name) => `${folder}/${name}`).find((name) => reading.scope.file(name) === "present");
    if (file !== undefined) yield { range: range(source.start, source.end), target: { path: file }, tooltip: "the module" };
  }
});
