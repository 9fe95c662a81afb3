/** The objects of a cluster, as far as its stand-in looks into them. What it does not look into is kept as it came. */

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
}

export type Labels = Readonly<Record<string, string>>;

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly generation: number;
  readonly creationTimestamp: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly ownerReferences?: readonly OwnerReference[];
}

/** An object that has been stored. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly spec?: unknown;
  readonly status?: unknown;
  readonly [field: string]: unknown;
}

/** An object as somebody writes it: what the server adds may be absent. */
export interface Draft {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Partial<Metadata> & { readonly name: string };
  readonly [field: string]: unknown;
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly [field: string]: unknown;
}

export interface PodTemplate {
  readonly metadata?: { readonly labels?: Labels; readonly annotations?: Labels };
  readonly spec: { readonly containers: readonly Container[]; readonly nodeName?: string; readonly [field: string]: unknown };
}

export interface Pod extends Resource {
  readonly spec: PodTemplate["spec"];
  readonly status?: {
    readonly phase?: string;
    readonly podIP?: string;
    readonly conditions?: readonly Condition[];
    readonly [field: string]: unknown;
  };
}

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastUpdateTime?: string;
  readonly lastTransitionTime?: string;
}

export interface Deployment extends Resource {
  readonly spec: {
    readonly replicas: number;
    readonly selector: Selector;
    readonly template: PodTemplate;
    readonly paused?: boolean;
    readonly minReadySeconds?: number;
    readonly progressDeadlineSeconds: number;
    readonly strategy: {
      readonly type: string;
      readonly rollingUpdate?: { readonly maxSurge?: number | string; readonly maxUnavailable?: number | string };
    };
  };
  readonly status?: { readonly conditions?: readonly Condition[]; readonly [count: string]: unknown };
}

export interface ReplicaSet extends Resource {
  readonly spec: { readonly replicas: number; readonly selector: Selector; readonly template: PodTemplate };
}

export interface StatefulSet extends Resource {
  readonly spec: {
    readonly replicas: number;
    readonly serviceName?: string;
    readonly selector: Selector;
    readonly template: PodTemplate;
    readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string }; readonly spec: unknown }[];
  };
}

export interface DaemonSet extends Resource {
  readonly spec: { readonly selector: Selector; readonly template?: PodTemplate };
}

export interface ControllerRevision extends Resource {
  readonly revision: number;
  readonly data: unknown;
}

export interface Service extends Resource {
  readonly spec: { readonly selector?: Labels; readonly clusterIP?: string };
}

export interface Budget extends Resource {
  readonly spec: { readonly selector: Selector; readonly minAvailable?: number | string; readonly maxUnavailable?: number | string };
}

export interface Node extends Resource {
  readonly spec: { readonly unschedulable?: boolean };
}

export interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}

export const isReady = (pod: Pod): boolean =>
  pod.status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") === true;

/** The labels of a pod template and everything else a ReplicaSet may add are told apart by this one. */
export const HASH_LABEL = "pod-template-hash";
export const REVISION = "deployment.kubernetes.io/revision";

/** Whether an object is controlled by another. */
export const isOwned = (resource: Resource, owner: Resource): boolean =>
  resource.metadata.ownerReferences?.some(({ uid }) => uid === owner.metadata.uid) === true;

export const ownerReference = ({ apiVersion, kind, metadata: { name, uid } }: Resource): OwnerReference => ({
  apiVersion,
  kind,
  name,
  uid,
  controller: true,
});

/** A short digest of a value, the same for equal values whatever the order of their keys (FNV-1a). */
export function digestOf(value: unknown): string {
  const text = JSON.stringify(value, (_key, each: unknown) =>
    isObject(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(36);
}

/** An object without one of its fields. */
export const without = <T extends object, K extends keyof T & string>(object: T, key: K): Omit<T, K> =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== key)) as Omit<T, K>;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
