import type { Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { KubernetesObject } from "../../languages/kubernetes/object";
import { kinds } from "../../languages/kubernetes/queries";
import { ROLLOUT_ROWS, problemsOf } from "./rejected-rollout.table";

const SPECIFICATION = "https://argo-rollouts.readthedocs.io/en/stable/features/specification/";

/** What the controller of Argo Rollouts refuses: it marks the Rollout invalid and deploys nothing. */
export default defineRules(ROLLOUT_ROWS, (row): Rule<KubernetesObject> => ({
  id: row.id,
  summary: row.summary,
  severity: "error",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [row.reference ?? SPECIFICATION],
  rationale: `${row.rationale} The controller marks the Rollout as invalid and rolls nothing out until it is corrected.`,
  examples: [
    { title: "reported", source: row.hit },
    { title: "left alone", source: row.clean },
  ],
  on: kinds("argoproj.io", "Rollout"),
  *check(object) {
    for (const { at, says } of problemsOf(row, object)) yield { at, message: `${object.title} ${says}.` };
  },
}));
