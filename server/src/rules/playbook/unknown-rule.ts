import { yaml } from "../../core/example";
import { closest } from "../../core/closest";
import { defineRule } from "../../core/rule";
import { globMatcher } from "../../config/glob";
import { stepsOf } from "../../languages/playbook/flow";
import { playbooks } from "../../languages/playbook/queries";
import { RULE_IDS } from "../ids.generated";
import { withSteps } from "./example.table";

export default defineRule({
  id: "playbook/unknown-rule",
  summary: "Gate or edit that names no rule",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale: "A gate on the findings of a rule that does not exist is always open, and an edit by the fix of one can never be made.",

  examples: [
    {
      title: "a misspelt rule",
      source: withSteps(yaml`
      - id: ready
        title: The object is ready
        kind: gate
        check: { findings: ["kubernetes/*", kubernetes/missing-readines-probe] }
                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: No rule is called "kubernetes/missing-readines-probe": did you mean "kubernetes/missing-readiness-probe"?
`),
    },
    {
      title: "rules that exist",
      source: withSteps(yaml`
      - id: ready
        title: The object is ready
        kind: gate
        check: { findings: ["kubernetes/missing-*"] }
`),
    },
  ],
  on: playbooks,
  *check({ playbook, at }) {
    for (const { step } of stepsOf(playbook)) {
      const checks = [step.kind === "gate" ? step.check : undefined, step.verify].filter((check) => check !== undefined);
      const named = [
        ...checks.flatMap((check) => ("findings" in check ? check.findings.map((id, i) => ({ id, holder: check.findings, key: i })) : [])),
        ...(step.kind === "edit" && "fix" in step.edit ? [{ id: step.edit.fix, holder: step.edit, key: "fix" }] : []),
      ];
      for (const { id, holder, key } of named) {
        if (RULE_IDS.some(globMatcher([id]))) continue;
        const near = closest(id, RULE_IDS);
        yield { at: at(holder, key), message: `No rule is called "${id}"${near === undefined ? "." : `: did you mean "${near}"?`}` };
      }
    }
  },
});
