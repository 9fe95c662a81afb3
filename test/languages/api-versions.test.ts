import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ENDED_VERSIONS } from "../../server/src/languages/kubernetes/api-versions.table";
import type { Schema } from "../../server/src/languages/kubernetes/schema";
import { schemaOf } from "../../server/src/languages/kubernetes/schema";

/** Fields of the older version that its successor lacks or reads as another type, each by its path. */
function lost(from: Schema, to: Schema, path: string, seen: Set<Schema>): string[] {
  if (from.type === "any" || to.type === "any" || seen.has(from)) return [];
  seen.add(from);
  // An enumeration that a later version states, or states no more, is still text.
  const plain = (schema: Schema) => (schema.type === "word" ? "string" : schema.type);
  if (plain(from) !== plain(to)) return [`${path}: ${from.type} became ${to.type}`];
  if ((from.type === "list" || from.type === "map") && (to.type === "list" || to.type === "map")) return lost(from.of, to.of, path, seen);
  if (from.type !== "object" || to.type !== "object") return [];
  return [...from.fields].flatMap(([name, field]) => {
    const next = to.fields.get(name);
    return next ? lost(field.schema, next.schema, `${path}.${name}`, seen) : [`${path}.${name} is gone`];
  });
}

describe("the table of ended API versions", () => {
  it("names no kind of a version twice", () => {
    const names = ENDED_VERSIONS.flatMap((row) => row.kinds.map((kind) => `${row.apiVersion} ${kind}`));
    assert.deepEqual(
      names.filter((name, i) => names.indexOf(name) !== i),
      [],
    );
  });

  it("deprecates before it removes, and names no successor that has ended before", () => {
    for (const row of ENDED_VERSIONS) {
      assert.ok(row.deprecated < row.removed, row.apiVersion);
      const next = ENDED_VERSIONS.find(
        (other) => other.apiVersion === row.successor && other.kinds.some((kind) => row.kinds.includes(kind)),
      );
      assert.ok(!next || next.removed > row.removed, `${row.apiVersion} → ${row.successor ?? ""}`);
      assert.ok(row.same === undefined || row.successor !== undefined, row.apiVersion);
    }
  });

  it("offers the rewrite only where the successor has the fields", () => {
    let compared = 0;
    for (const row of ENDED_VERSIONS.filter(({ same }) => same !== undefined))
      for (const kind of row.kinds) {
        const from = schemaOf(row.apiVersion, kind)?.root;
        const to = schemaOf(row.successor ?? "", kind)?.root;
        assert.ok(to, `${row.successor ?? ""} has no schema of ${kind}`);
        if (!from) continue;
        compared++;
        // What only the oldest versions of the workloads have is looked for in the object itself before the rewrite is offered.
        const gone = lost(from, to, kind, new Set()).filter((field) => !/\.(?:rollbackTo|templateGeneration) is gone$/.test(field));
        assert.deepEqual(gone, [], `${row.apiVersion} ${kind}`);
      }
    assert.ok(compared > 25, `${compared} compared`);
  });
});
