import type { Query } from "../../core/rule";
import { query } from "../../core/rule";
import type { Mapping } from "../yaml/mapping";
import type { Container } from "./container";
import { containersOf } from "./container";
import type { KubernetesObject } from "./object";
import { workloads } from "./queries";

/** One place where security settings stand: the pod's own, which its containers inherit, or a container's, which wins. */
export interface SecurityContext {
  readonly settings: Mapping;
  readonly object: KubernetesObject;
  readonly podSpec: Mapping;
  /** Undefined for the pod's. */
  readonly container: Container | undefined;
  /** How messages name its owner: `Container "web"`, `Pod "web"`. */
  readonly title: string;
}

/** Every security context of a workload, written or not: the pod's first, then the containers'. */
export const securityContexts: Query<SecurityContext> = query(workloads.kinds, function* (reading) {
  for (const object of workloads.of(reading)) {
    const { podSpec } = object;
    if (!podSpec) continue;
    yield { settings: podSpec.map("securityContext"), object, podSpec, container: undefined, title: object.title };
    for (const container of containersOf(object))
      yield { settings: container.map("securityContext"), object, podSpec, container, title: container.title };
  }
});
