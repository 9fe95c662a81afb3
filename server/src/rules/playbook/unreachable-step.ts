import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { reachable, stepsOf } from "../../languages/playbook/flow";
import { playbooks } from "../../languages/playbook/queries";
import { withSteps } from "./example.table";

export default defineRule({
  id: "playbook/unreachable-step",
  summary: "Step that no way leads to",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale:
    "Every way through the playbook passes this step by, so what it was written for is not done. Usually a `next` jumps too far or a decision has lost a branch.",

  examples: [
    {
      title: "jumped over",
      source: withSteps(yaml`
      - id: choose
        title: Ready?
        kind: manual
        next: deploy
      - id: backup
        title: Take a backup
               ^^^^^^^^^^^^^ warning: No way leads to the step "backup".
        kind: manual
      - id: deploy
        title: Deploy
        kind: manual
`),
    },
    {
      title: "every branch is used",
      source: withSteps(yaml`
      - id: choose
        title: Is there data?
        kind: decision
        question: Is there data?
        branches:
          - { title: Yes, goto: backup }
          - { title: No, goto: deploy }
      - id: backup
        title: Take a backup
        kind: manual
      - id: deploy
        title: Deploy
        kind: manual
`),
    },
  ],
  on: playbooks,
  *check({ playbook, at }) {
    const seen = reachable(playbook);
    for (const { step } of stepsOf(playbook))
      if (!seen.has(step.id)) yield { at: at(step, "title"), message: `No way leads to the step "${step.id}".` };
  },
});
