import type { KubernetesObject } from "./object";

/** kube-score has some of its checks once for Deployments and once for StatefulSets: those of another kind are left out. */
export const ofKind = (equivalents: readonly string[], { kind }: KubernetesObject): string[] =>
  equivalents.filter((id) => {
    const [, wanted] = /^kube-score:(deployment|statefulset)-/.exec(id) ?? [];
    return wanted === undefined || wanted === kind.toLowerCase();
  });
