import type { Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { Range } from "../../core/text";
import type { KubernetesObject } from "../../languages/kubernetes/object";
import { ofKind } from "../../languages/kubernetes/peers";
import { objects } from "../../languages/kubernetes/queries";
import { setAt } from "../../languages/yaml/edit";
import type { Mapping } from "../../languages/yaml/mapping";
import { CLUSTER_FIELDS } from "./field-values-cluster.table";
import { DATABASE_FIELDS } from "./field-values-database.table";
import { DELIVERY_FIELDS } from "./field-values-delivery.table";
import { EDGE_FIELDS } from "./field-values-edge.table";
import { MESH_FIELDS } from "./field-values-mesh.table";
import { OPINION_FIELDS } from "./field-values-opinions.table";
import { POD_FIELDS } from "./field-values-pod.table";
import type { FieldRow } from "./field-values.table";

const ROWS: readonly FieldRow[] = [
  ...CLUSTER_FIELDS,
  ...DATABASE_FIELDS,
  ...DELIVERY_FIELDS,
  ...EDGE_FIELDS,
  ...MESH_FIELDS,
  ...OPINION_FIELDS,
  ...POD_FIELDS,
];

/** Fields whose value alone says that something is wrong, or that are missing: many kinds, one mechanism. */
export default defineRules(ROWS, (row): Rule<KubernetesObject> => ({
  id: row.id,
  summary: row.summary,
  severity: row.severity,
  preset: row.inProduction ? "recommended" : row.preset,
  category: row.category,
  since: "0.1.0",
  guidance: row.guidance,
  equivalents: row.equivalents ?? [],
  references: row.references,
  rationale: row.rationale,
  ...(row.missing !== undefined && row.severity !== "error" ? { patient: true } : {}),
  examples: [
    {
      title: "reported",
      source: row.hit,
      ...(row.inProduction ? { settings: { environment: { name: "prod", production: true, because: "because the path says prod" } } } : {}),
      ...(row.fixed === undefined ? {} : { fixed: row.fixed }),
    },
    { title: "left alone", source: row.clean, ...(row.inProduction ? { settings: { preset: "strict" } } : {}) },
  ],
  on: objects,
  *check(object, { settings }) {
    if (!row.groups.some(([group, ...kinds]) => object.is(group, ...kinds)) || row.unless?.(object) === true) return;
    const environment = settings.environment?.production === true ? settings.environment : undefined;
    const base = row.inPods ? object.podSpec : object.root;
    for (const path of base ? row.paths : [])
      for (const { holder, anchor } of holders(base, path.slice(0, -1), object.anchor)) {
        const key = path.at(-1) ?? "";
        const [words, at] = problemOf(row, holder, key, anchor);
        if (words === undefined) continue;
        yield {
          at,
          equivalents: ofKind(row.equivalents ?? [], object),
          message: `${object.title} ${words}${row.inProduction && environment ? ` (said ${environment.because})` : ""}.`,
          ...(row.inProduction && !environment ? { preset: row.preset } : {}),
          ...(row.fix
            ? {
                fixes: [{ title: row.fix.title, safety: "suggestion" as const, edits: setAt(holder, [key], row.fix.value, row.fix.after) }],
              }
            : {}),
        };
      }
  },
}));

/** What is wrong with a key, in words that follow the object's title, and what to underline. */
function problemOf(row: FieldRow, holder: Mapping, key: string, anchor: Range): [words: string | undefined, at: Range] {
  if (holder.lacks(key)) return [typeof row.missing === "function" ? row.missing(holder) : row.missing, anchor];
  const field = holder.scalar(key);
  return [field.state === "known" && field.value !== null ? row.wrong?.(field.value, holder) : undefined, holder.rangeOf(key)];
}

/** The mappings at the end of a path (`[]` behind a step goes through a list) with what is underlined where one lacks a key. */
function* holders(
  from: Mapping | undefined,
  path: readonly string[],
  anchor: Range,
): Iterable<{ readonly holder: Mapping; readonly anchor: Range }> {
  const [step, ...rest] = path;
  if (!from) return;
  if (step === undefined) yield { holder: from, anchor };
  else if (step.endsWith("[]"))
    for (const item of from.list(step.slice(0, -2)).maps())
      yield* holders(item, rest, item.has("name") ? item.rangeOf("name") : item.anchor);
  else yield* holders(from.map(step), rest, step !== "metadata" && from.has(step) ? from.keyRange(step) : anchor);
}
