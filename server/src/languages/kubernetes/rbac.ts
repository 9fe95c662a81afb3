import type { Query } from "../../core/rule";
import { query } from "../../core/rule";
import type { Scope } from "../../core/scope";
import type { Range } from "../../core/text";
import { helmChart } from "../helm/values";
import type { Mapping } from "../yaml/mapping";
import type { KubernetesObject } from "./object";
import { objectsOf } from "./object";

export const RBAC = "rbac.authorization.k8s.io";

/** Somebody a binding gives a role to. */
export interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** What one rule of a Role or ClusterRole allows, as far as it is written. */
export class Grant {
  readonly verbs: readonly string[];
  readonly groups: readonly string[];
  readonly resources: readonly string[];

  constructor(
    readonly root: Mapping,
    readonly object: KubernetesObject,
  ) {
    this.verbs = root.list("verbs").strings();
    this.groups = root.list("apiGroups").strings();
    this.resources = root.list("resources").strings();
  }

  /** Whether the grant may be narrowed to named objects. */
  get named(): boolean {
    return !this.root.lacks("resourceNames");
  }

  /** Which of `verbs` it allows, the wildcard as itself. */
  allows(...verbs: readonly string[]): string[] {
    return this.verbs.filter((verb) => verb === "*" || verbs.includes(verb));
  }

  /** Which of a group's `resources` it names; wildcards do not count, they are a smell of their own. */
  names(group: string, ...resources: readonly string[]): string[] {
    if (!this.groups.includes(group) && !this.groups.includes("*")) return [];
    return this.resources.filter((resource) => resources.includes(resource));
  }

  /** What to underline: one item of one of the lists. */
  rangeOf(list: "verbs" | "resources" | "apiGroups", item: string): Range {
    for (const field of this.root.list(list).scalars()) if (field.state === "known" && field.value === item) return field.at;
    return this.root.anchor;
  }
}

/** The rules of Roles and ClusterRoles. */
export const grants: Query<Grant> = query(["kubernetes", "helm-template"], function* (reading) {
  for (const object of objectsOf(reading))
    if (object.is(RBAC, "Role", "ClusterRole")) for (const rule of object.root.list("rules").maps()) yield new Grant(rule, object);
});

/** A subject with what is underlined when it is meant. */
export interface WrittenSubject extends Subject {
  readonly at: Range;
}

/** The subjects of a binding that are known. */
export const subjectsOf = (binding: KubernetesObject): WrittenSubject[] =>
  [...binding.root.list("subjects").maps()].flatMap((subject) => {
    const [kind, name] = [subject.string("kind"), subject.string("name")];
    return kind === undefined || name === undefined
      ? []
      : [{ kind, name, namespace: subject.string("namespace"), at: subject.rangeOf("name") }];
  });

/** A subject as data, without its place. */
export const plainSubject = ({ kind, name, namespace }: Subject): Subject => ({ kind, name, namespace });

/** The role a binding gives. */
export function roleRefOf(binding: KubernetesObject): { roleKind: string | undefined; roleName: string | undefined } {
  const ref = binding.root.map("roleRef");
  return { roleKind: ref.string("kind"), roleName: ref.string("name") };
}

/** Groups that anybody is in who can reach the API server, or anybody with any token. */
export const EVERYBODY: readonly string[] = [
  "system:anonymous",
  "system:unauthenticated",
  "system:authenticated",
  "system:serviceaccounts",
];

/** Words in the names of programs that manage clusters and are given much because of it. */
const OPERATOR =
  /operator|controller|manager|admission|webhook|provisioner|ingress|traefik|metallb|autoscaler|scheduler|agent|daemon|(?:^|[-:/])(?:csi|cni|istio\w*|argocd?|argo-\w+|flux\w*|crossplane|kyverno|gatekeeper|velero|cert-manager|cainjector|external-secrets|keda|knative|tekton|rancher|cattle|prometheus|kube-state-metrics|metrics-server|cilium|calico|tigera|linkerd|kubevirt|longhorn|rook|openebs|vault|descheduler|karpenter|kubelet|kubeadm|system|backup|restore|reloader|reflector|k8s-sidecar|sonarqube|trivy|falco|datadog|newrelic)(?:[-:/.]|$)/i;

/** Whether a role or binding belongs to a program that manages the cluster, by its name as written or by its chart's. */
export function isOperators(object: KubernetesObject, scope: Scope): boolean {
  const name = object.metadata.pair("name")?.value;
  const written = name ? object.root.world.text.slice(name.start, name.end).replace(/^["']|["']$/g, "") : "";
  return OPERATOR.test(written) || scope.all(helmChart).some(({ value }) => value.name !== undefined && OPERATOR.test(value.name));
}
