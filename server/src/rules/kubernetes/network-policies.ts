import type { Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { KubernetesObject } from "../../languages/kubernetes/object";
import { kinds } from "../../languages/kubernetes/queries";
import { appendItem } from "../../languages/yaml/edit";
import type { NetworkPolicyRow } from "./network-policies.table";
import { NETWORK_POLICY_ROWS } from "./network-policies.table";

/** Policies that allow more than they look like, or do nothing. */
export default defineRules(NETWORK_POLICY_ROWS, (row: NetworkPolicyRow): Rule<KubernetesObject> => ({
  id: row.id,
  summary: row.summary,
  severity: row.severity,
  preset: row.preset,
  category: "security",
  since: "0.1.0",
  guidance: row.guidance,
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/"],
  rationale: row.rationale,
  examples: [
    { title: "reported", source: row.hit, ...(row.fixed === undefined ? {} : { fixed: row.fixed }) },
    { title: "left alone", source: row.clean },
  ],
  on: kinds("networking.k8s.io", "NetworkPolicy"),
  *check(object) {
    for (const { at, says, type } of row.problems(object.spec))
      yield {
        at,
        message: `${object.title} ${says}.`,
        ...(type === undefined
          ? {}
          : {
              fixes: [
                {
                  title: `Make it a policy of ${type}, too`,
                  safety: "suggestion" as const,
                  edits: appendItem(object.spec.list("policyTypes"), type),
                },
              ],
            }),
      };
  },
}));
