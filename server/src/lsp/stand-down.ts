import type { FileKind } from "../core/settings";
import type { Neighbours } from "./protocol";

const SYNTAX = ["syntax-error", "duplicate-key"];

/**
 * Which families stay silent because another extension shows the same. Under `auto` a manifest is left to the Kubernetes extension, to the YAML
 * extension when it was given the schema of Kubernetes, and otherwise to whichever schema the document names itself (`modeline`).
 */
export function standDown(kind: FileKind, neighbours: Neighbours, validation: "auto" | "on" | "off"): readonly string[] {
  if (validation === "on") return [];
  if (validation === "off") return [...SYNTAX, "schema"];
  if (kind === "terraform") return neighbours.terraform ? [...SYNTAX, "schema"] : [];
  if (kind === "compose") return neighbours.yaml ? [...SYNTAX, "schema"] : [];
  if (kind !== "kubernetes") return [];
  const schema = neighbours.kubernetes || (neighbours.yaml && neighbours.kubernetesSchema);
  return [...(neighbours.yaml ? SYNTAX : []), schema ? "schema" : "modeline"];
}
