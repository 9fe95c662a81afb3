/** Where each workload kind keeps its pod spec. Source: the Kubernetes API reference; Argo Rollouts' specification for Rollout. */
const POD_SPEC_PATHS: Readonly<Record<string, readonly string[]>> = {
  "/Pod": ["spec"],
  "/PodTemplate": ["template", "spec"],
  "/ReplicationController": ["spec", "template", "spec"],
  "apps/Deployment": ["spec", "template", "spec"],
  "apps/StatefulSet": ["spec", "template", "spec"],
  "apps/DaemonSet": ["spec", "template", "spec"],
  "apps/ReplicaSet": ["spec", "template", "spec"],
  // Removed in 1.16, and still written: what is wrong with the pods stays wrong in apps/v1.
  "extensions/Deployment": ["spec", "template", "spec"],
  "extensions/DaemonSet": ["spec", "template", "spec"],
  "extensions/ReplicaSet": ["spec", "template", "spec"],
  "batch/Job": ["spec", "template", "spec"],
  "batch/CronJob": ["spec", "jobTemplate", "spec", "template", "spec"],
  "argoproj.io/Rollout": ["spec", "template", "spec"],
};

export const podSpecPath = (group: string, kind: string): readonly string[] | undefined => POD_SPEC_PATHS[`${group}/${kind}`];

/** Workloads that keep running and serve; Jobs and CronJobs end. */
export const SERVING_KINDS: readonly string[] = [
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "ReplicaSet",
  "ReplicationController",
  "Rollout",
  "Pod",
];
