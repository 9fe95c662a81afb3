import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { GUIDANCE } from "../../guidance/texts.generated";
import { playbooks } from "../../languages/playbook/queries";
import { withSteps } from "./example.table";

export default defineRule({
  id: "playbook/unknown-guidance",
  summary: "Guidance id that does not exist",
  severity: "warning",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale: "The ids lead from a playbook to the advice it carries. One that does not exist leads nowhere.",

  examples: [
    {
      title: "a slip",
      source: yaml`
id: playbook
title: Look
summary: Looks at it.
topic: rollout
guidance: [RBK-13, RBK-99]
                   ^^^^^^ warning: There is no piece of guidance "RBK-99".
phases:
  - id: act
    title: Act
    steps:
      - id: look
        title: Look
        kind: manual
`,
    },
    {
      title: "none",
      source: withSteps(yaml`
      - id: restart
        title: Restart it
        kind: command
        mutating: true
        command:
          program: kubectl
          timeout: 30s
          args: [rollout, restart, "deployment/\${name}", --context, "\${context}", --namespace, "\${namespace}", --request-timeout, 5s]
        verify: { question: Are the new pods ready? }
        rollback: { manual: A restart needs no undoing. }
`),
    },
  ],
  on: playbooks,
  *check({ playbook, at }) {
    for (const [i, id] of (playbook.guidance ?? []).entries()) {
      if (Object.hasOwn(GUIDANCE, id)) continue;
      yield { at: at(playbook.guidance ?? [], i), message: `There is no piece of guidance "${id}".` };
    }
  },
});
