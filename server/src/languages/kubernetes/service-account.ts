import type { Scope } from "../../core/scope";
import { serviceAccountFact } from "./facts";
import type { KubernetesObject } from "./object";
import { deployed, inNamespace } from "./related";

/** The ServiceAccount a workload's pods run under, and whether they get its token. */
export interface PodAccount {
  readonly name: string;
  readonly mounted: boolean;
}

/** Undefined where a template, or something else that is not seen, decides it. */
export function accountOf(object: KubernetesObject, scope: Scope): PodAccount | undefined {
  const { podSpec } = object;
  if (podSpec?.presence !== "written") return undefined;
  const name = podSpec.lacks("serviceAccountName") && podSpec.lacks("serviceAccount") ? "default" : writtenName(object);
  if (name === undefined) return undefined;
  const own = podSpec.scalar("automountServiceAccountToken");
  if (own.state === "known") return { name, mounted: own.value !== false };
  if (own.state !== "absent") return undefined;
  const accounts = inNamespace(deployed(scope, serviceAccountFact, name), object.namespace, scope);
  return { name, mounted: accounts.every(({ value }) => value.automount === true) };
}

const writtenName = ({ podSpec }: KubernetesObject): string | undefined =>
  podSpec?.string("serviceAccountName") ?? (podSpec?.lacks("serviceAccountName") ? podSpec.string("serviceAccount") : undefined);
