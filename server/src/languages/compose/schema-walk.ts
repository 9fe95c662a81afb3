import type { FileKind } from "../../core/settings";
import type { Query, Reading } from "../../core/rule";
import { query } from "../../core/rule";
import { documentRoot } from "../yaml/document";
import { Mapping } from "../yaml/mapping";
import type { YamlMap } from "../yaml/node";
import { fileOf } from "./queries";
import type { Violation } from "./schema";
import { violations } from "./schema";

const KINDS: readonly FileKind[] = ["compose"];
const FOUND = {};

/** A place that the Compose Specification does not allow, with what edits need. */
export interface SchemaViolation {
  readonly violation: Violation;
  readonly text: string;
  readonly mapping: (node: YamlMap) => Mapping;
}

/** Everything in a document that the specification does not allow, of some kinds. */
export const schemaViolations = (...kinds: readonly Violation["kind"][]): Query<SchemaViolation> =>
  query(KINDS, (reading) => allOf(reading).filter(({ violation }) => kinds.includes(violation.kind)));

const allOf = (reading: Reading): readonly SchemaViolation[] =>
  reading.once(FOUND, () => {
    const file = fileOf(reading);
    if (!file || file.tree.errors.length) return [];
    const { world } = documentRoot(file.tree, reading.part, { resolve: () => ({ state: "unknown", at: { start: 0, end: 1 } }) });
    return violations(file.tree.root, file.tree.anchors).map((violation) => ({
      violation,
      text: file.text,
      mapping: (node) => new Mapping(node, "written", { start: node.start, end: node.start + 1 }, world),
    }));
  });
