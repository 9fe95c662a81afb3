import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { asOpinion } from "../../languages/kubernetes/node-agent";
import { grants } from "../../languages/kubernetes/rbac";

export default defineRule({
  id: "kubernetes/rbac-create-pods",
  summary: "Role that may start any pod",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: ["IDP-06"],
  equivalents: ["kube-linter:access-to-create-pods", "trivy:KSV-0048", "kics:permissive_access_to_create_pods"],
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation"],
  rationale:
    "A pod can name any ServiceAccount and mount any Secret of its namespace, so the right to create pods or workloads is the right to use all of them; without Pod Security admission it is also a way to the node. " +
    "Deployers need it; keep it in Roles, in namespaces where nothing lies that they may not have.",
  examples: [
    {
      title: "workloads in the whole cluster",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: ci
rules:
  - apiGroups: [apps]
    resources: [deployments, statefulsets]
                ^^^^^^^^^^^ info: ClusterRole "ci" may create deployments and statefulsets, and with them use every Secret and ServiceAccount there.
    verbs: [get, create]
`,
    },
    {
      title: "reading and changing, or decided by a template",
      source: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: ci
rules:
  - apiGroups: [apps]
    resources: [deployments]
    verbs: [get, list]
  - apiGroups: [""]
    resources: [pods/eviction]
    verbs: [create]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: templated
rules:
  {{- toYaml .Values.rules | nindent 2 }}
`,
    },
  ],
  on: grants,
  *check(grant) {
    const named = Object.entries(CREATORS).flatMap(([group, resources]) => grant.names(group, ...resources));
    const [first] = named;
    if (first === undefined) return;
    // Every verb is said by the rule on wildcards, too.
    const [change] = grant.allows("update", "patch", "delete", "deletecollection");
    if (!grant.verbs.includes("create")) {
      if (change !== undefined && (change === "*" || !grant.named))
        yield {
          at: grant.rangeOf("resources", first),
          message: `${grant.object.title} may ${change === "*" ? "do everything with" : change} ${[...new Set(named)].join(" and ")}.`,
          ...(change === "*" ? {} : { equivalents: ["trivy:KSV-0048"] }),
          ...asOpinion,
        };
      return;
    }
    yield {
      at: grant.rangeOf("resources", first),
      message: `${grant.object.title} may create ${[...new Set(named)].join(" and ")}, and with them use every Secret and ServiceAccount there.`,
    };
  },
});

/** What starts pods, by group. */
const CREATORS: Readonly<Record<string, readonly string[]>> = {
  "": ["pods", "replicationcontrollers"],
  apps: ["deployments", "statefulsets", "daemonsets", "replicasets"],
  batch: ["jobs", "cronjobs"],
};
