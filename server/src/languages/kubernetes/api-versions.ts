import type { Fix } from "../../core/edit";
import { setAt } from "../yaml/edit";
import type { EndedVersion } from "./api-versions.table";
import { ENDED_VERSIONS } from "./api-versions.table";
import type { KubernetesObject } from "./object";

const BY_NAME = new Map(ENDED_VERSIONS.flatMap((row) => row.kinds.map((kind) => [`${row.apiVersion} ${kind}`, row] as const)));

/** What is known of the end of an object's API version; undefined for one that goes on. */
export const endOf = (object: KubernetesObject): EndedVersion | undefined => BY_NAME.get(`${object.apiVersion} ${object.kind}`);

/** `33` of `1.33` or `v1.33.2`; undefined for anything else. */
export function minorOf(version: string | undefined): number | undefined {
  const match = /^v?1\.(\d{1,3})(?:\D|$)/.exec(version ?? "");
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/** Rewrites the version where its successor reads the same fields. */
export function toSuccessor(object: KubernetesObject, { successor, same }: EndedVersion): Fix[] {
  if (successor === undefined || same === undefined) return [];
  if (same === "selector" && !object.spec.map("selector").pairs.length) return [];
  return [{ title: `Change it to ${successor}`, safety: "suggestion", edits: setAt(object.root, ["apiVersion"], successor) }];
}

export const instead = ({ successor }: EndedVersion): string => (successor === undefined ? "nothing takes its place" : `use ${successor}`);
