import type { Fix } from "../../core/edit";
import { setAt } from "../yaml/edit";
import type { EndedVersion } from "./api-versions.table";
import { ENDED_VERSIONS } from "./api-versions.table";
import type { Mapping } from "../yaml/mapping";
import type { YamlNode } from "../yaml/node";
import type { KubernetesObject } from "./object";
import type { Schema } from "./schema";
import { schemaOf } from "./schema";

const BY_NAME = new Map(ENDED_VERSIONS.flatMap((row) => row.kinds.map((kind) => [`${row.apiVersion} ${kind}`, row] as const)));

/** What is known of the end of an object's API version; undefined for one that goes on. */
export const endOf = (object: KubernetesObject): EndedVersion | undefined => BY_NAME.get(`${object.apiVersion} ${object.kind}`);

/** `33` of `1.33` or `v1.33.2`; undefined for anything else. */
export function minorOf(version: string | undefined): number | undefined {
  const match = /^v?1\.(\d{1,3})(?:\D|$)/.exec(version ?? "");
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/** Rewrites the version where its successor reads every field that is written, and means the same by what is not. */
export function toSuccessor(object: KubernetesObject, { successor, same }: EndedVersion): Fix[] {
  if (successor === undefined || same === undefined) return [];
  if (same === "selector" && !selectsSomething(object.spec.map("selector"))) return [];
  const schema = schemaOf(successor, object.kind)?.root;
  if (schema && !knows(schema, object.root.node)) return [];
  return [{ title: `Change it to ${successor}`, safety: "suggestion", edits: setAt(object.root, ["apiVersion"], successor) }];
}

/** An empty selector means nothing in one version and everything in the next. */
const selectsSomething = (selector: Mapping): boolean =>
  selector.map("matchLabels").pairs.length > 0 || selector.list("matchExpressions").length > 0;

/** Whether a schema has every key that a node writes. */
function knows(schema: Schema, node: YamlNode | undefined): boolean {
  if (node?.kind === "seq") return schema.type !== "list" || node.items.every((item) => knows(schema.of, item.node));
  if (node?.kind !== "map" || schema.type !== "object") return true;
  return node.pairs.every(({ key, value }) => {
    const field = schema.fields.get(key.source);
    return field ? knows(field.schema, value) : schema.open;
  });
}

export const instead = ({ successor }: EndedVersion): string => (successor === undefined ? "nothing takes its place" : `use ${successor}`);
