import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { RULES } from "../../server/src/rules/index.generated";
import { loadGrammarsForTests } from "../support/grammars";
import { problemsIn, workspaceOf } from "../support/workspace";

before(loadGrammarsForTests);

const KUBERNETES = RULES.filter(({ id }) => id.startsWith("kubernetes/"));

/** The peers' names of all that is found with every opinion asked for. */
function names(manifest: string): Set<string> {
  return new Set(
    problemsIn(workspaceOf({ "manifest.yaml": manifest }, KUBERNETES, { preset: "all" })).flatMap((problem) => problem.equivalents),
  );
}

const pod = (container: string, rest = ""): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n    - name: web\n      image: shop/web:1.4.2\n${container}${rest}`;
const context = (settings: string): string => pod(`      securityContext: ${settings}\n`);
const replicated = (kind: string): string =>
  `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: web }\nspec:\n  replicas: 3\n  template: { metadata: { labels: { app: web } }, spec: { containers: [] } }\n`;
const budget = (number: string): string =>
  `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec: { ${number} }\n`;
const role = (kind: string, groups: string, resources: string, verbs: string): string =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: { name: web }\nrules: [{ apiGroups: [${groups}], resources: [${resources}], verbs: [${verbs}] }]\n`;

/** What some tools say of a case, and what they say of its neighbour alone. Seen by running kube-linter 0.8, kube-score 1.20 and Checkov 3.3. */
const CASES: readonly (readonly [title: string, manifest: string, given: readonly string[], not: readonly string[]])[] = [
  ["what is left out is not asked for", pod(""), ["checkov:CKV_K8S_20"], ["kube-linter:privilege-escalation-container"]],
  ["what is asked for", context("{ allowPrivilegeEscalation: true }"), ["kube-linter:privilege-escalation-container"], []],
  ["some capability", context("{ capabilities: { add: [NET_ADMIN] } }"), ["checkov:CKV_K8S_25"], ["checkov:CKV_K8S_39", "trivy:KSV-0120"]],
  ["SYS_ADMIN", context("{ capabilities: { add: [SYS_ADMIN] } }"), ["checkov:CKV_K8S_39", "trivy:KSV-0005"], ["trivy:KSV-0120"]],
  ["a tag that moves in its line", pod("").replace("1.4.2", "1"), [], ["checkov:CKV_K8S_14", "kube-linter:latest-tag"]],
  ["no tag", pod("").replace(":1.4.2", ""), ["checkov:CKV_K8S_14", "kube-linter:latest-tag"], []],
  [
    "a limit without a request",
    pod("      resources: { limits: { cpu: '1', memory: 1Gi } }\n"),
    ["kube-linter:unset-cpu-requirements", "checkov:CKV_K8S_12"],
    ["kube-linter:unset-memory-requirements", "checkov:CKV_K8S_13"],
  ],
  [
    "a Deployment",
    replicated("Deployment"),
    ["kube-score:deployment-has-poddisruptionbudget", "kube-score:deployment-has-host-podantiaffinity"],
    ["kube-score:statefulset-has-poddisruptionbudget", "kube-score:statefulset-has-host-podantiaffinity"],
  ],
  [
    "a StatefulSet",
    replicated("StatefulSet"),
    ["kube-score:statefulset-has-poddisruptionbudget"],
    ["kube-score:deployment-has-poddisruptionbudget"],
  ],
  ["none may go", budget("maxUnavailable: 0"), ["kube-linter:pdb-max-unavailable"], ["kube-linter:pdb-min-available"]],
  ["all must stay", budget("minAvailable: 100%"), ["kube-linter:pdb-min-available"], ["kube-linter:pdb-max-unavailable"]],
  ["every verb", role("ClusterRole", "apps", "deployments", "'*'"), ["trivy:KSV-0045"], ["trivy:KSV-0044", "trivy:KSV-0046"]],
  ["everything", role("ClusterRole", "'*'", "'*'", "'*'"), ["trivy:KSV-0044", "trivy:KSV-0045", "trivy:KSV-0046"], ["trivy:KSV-0112"]],
  ["everything in a namespace", role("Role", "'*'", "'*'", "'*'"), ["trivy:KSV-0112"], ["trivy:KSV-0046"]],
  ["Secrets that are only written", role("Role", "''", "secrets", "delete"), ["trivy:KSV-0113"], ["kube-linter:access-to-secrets"]],
  [
    "an account that is not there",
    pod("", "  serviceAccountName: shop\n"),
    ["kube-linter:non-existent-service-account"],
    ["kube-linter:env-value-from"],
  ],
];

describe("the peers' names of a finding", () => {
  for (const [title, manifest, given, not] of CASES)
    it(title, () => {
      const found = names(manifest);
      assert.deepEqual(
        given.filter((name) => !found.has(name)),
        [],
      );
      assert.deepEqual(
        not.filter((name) => found.has(name)),
        [],
      );
    });

  it("are among those of their rules", () => {
    for (const [, manifest] of CASES)
      for (const { rule, equivalents } of problemsIn(workspaceOf({ "manifest.yaml": manifest }, KUBERNETES, { preset: "all" }))) {
        const all = [...rule.equivalents, ...Object.values(rule.checks ?? {}).flatMap((check) => check.equivalents)];
        assert.deepEqual(
          equivalents.filter((name) => !all.includes(name)),
          [],
          rule.id,
        );
      }
  });
});
