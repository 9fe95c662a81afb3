import type { Category, Preset, RuleId, Severity } from "../../core/settings";
import type { GuidanceId } from "../../guidance/ids.generated";
import type { KubernetesObject } from "../../languages/kubernetes/object";
import type { Written } from "../../languages/yaml/edit";
import type { Mapping } from "../../languages/yaml/mapping";
import type { Scalar } from "../../languages/yaml/node";

/** A field of some kinds of objects whose value, or whose absence, is a smell of its own. */
export interface FieldRow {
  readonly id: RuleId;
  readonly summary: string;
  readonly severity: Severity;
  /** Where it is reported; with `inProduction` everywhere that production is not known. */
  readonly preset: Preset;
  readonly category: Category;
  readonly guidance: readonly GuidanceId[];
  readonly equivalents?: readonly string[];
  readonly references: readonly string[];
  readonly rationale: string;
  /** API groups, each with its kinds. */
  readonly groups: readonly (readonly [group: string, ...kinds: string[]])[];
  /** From the object's root, or from its pod spec, to the key. A step `x[]` goes through the list `x`. */
  readonly paths: readonly (readonly string[])[];
  /** The paths begin at the pod spec. */
  readonly inPods?: true;
  /** What is wrong with a value, in words that follow the object's title; undefined for one that is fine. */
  readonly wrong?: (value: Scalar, holder: Mapping) => string | undefined;
  /** What is wrong when the key is missing for sure. */
  readonly missing?: string | ((holder: Mapping) => string | undefined);
  readonly unless?: (object: KubernetesObject) => boolean;
  /** Reported by the recommended preset where production is known, elsewhere by `preset`. */
  readonly inProduction?: true;
  readonly fix?: { readonly title: string; readonly value: Written; readonly after?: readonly string[] };
  readonly hit: string;
  readonly fixed?: string;
  readonly clean: string;
}

/** Everything that runs pods. Source: the workload kinds of the Kubernetes API, Argo Rollouts. */
export const WORKLOADS: FieldRow["groups"] = [
  ["", "Pod", "ReplicationController"],
  ["apps", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"],
  ["batch", "Job", "CronJob"],
  ["argoproj.io", "Rollout"],
  ["extensions", "Deployment", "DaemonSet", "ReplicaSet"],
];

/** What runs pods that serve. */
export const SERVERS: FieldRow["groups"] = [
  ["apps", "Deployment", "StatefulSet", "DaemonSet"],
  ["argoproj.io", "Rollout"],
];
