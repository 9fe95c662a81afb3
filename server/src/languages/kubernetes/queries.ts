import type { Query, Reading } from "../../core/rule";
import { query, sharedQuery, where } from "../../core/rule";
import type { FileKind } from "../../core/settings";
import type { Container } from "./container";
import { containersOf } from "./container";
import type { KubernetesObject } from "./object";
import { objectsOf } from "./object";
import { SERVING_KINDS } from "./workloads.table";

const KINDS: readonly FileKind[] = ["kubernetes", "helm-template"];

const CONTAINERS = {};
const readContainers = (reading: Reading): readonly Container[] => reading.once(CONTAINERS, () => objectsOf(reading).flatMap(containersOf));

/** Every Kubernetes object, the items of a List among them. */
export const objects: Query<KubernetesObject> = query(KINDS, objectsOf);

/** Objects of one group with one of these kinds. The core group is the empty string. */
export const kinds = sharedQuery((group: string, ...names: string[]): Query<KubernetesObject> =>
  where(objects, (object) => object.is(group, ...names)),
);

/** Every object that runs pods. */
export const workloads: Query<KubernetesObject> = where(objects, (object) => object.podSpec !== undefined);

/** Every container: app, init, sidecar and ephemeral ones, of every workload kind. */
export const containers: Query<Container> = query(KINDS, readContainers);

/** The main containers of workloads that keep running. */
export const servingContainers: Query<Container> = where(
  containers,
  (container) => container.role === "app" && SERVING_KINDS.includes(container.object.kind),
);
