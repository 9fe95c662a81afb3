import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { stepsOf } from "../../languages/playbook/flow";
import { filledTexts, inputsIn } from "../../languages/playbook/inputs";
import { playbooks } from "../../languages/playbook/queries";
import { withSteps } from "./example.table";

export default defineRule({
  id: "playbook/unused-input",
  summary: "Input that no step uses",
  severity: "info",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale: "Each input may be a question in a hurry. One that nothing needs should not be asked.",

  examples: [
    {
      title: "an input nobody needs",
      source: yaml`
id: playbook
title: Look
summary: Looks at it.
topic: rollout
inputs:
  name: { title: Deployment }
          ^^^^^ info: No step uses the input "name".
phases:
  - id: act
    title: Act
    steps:
      - id: look
        title: Look at the dashboard
        kind: manual
`,
    },
    {
      title: "used",
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
    const used = new Set(stepsOf(playbook).flatMap(({ step }) => filledTexts(step).flatMap(({ text }) => inputsIn(text))));
    for (const [name, input] of Object.entries(playbook.inputs ?? {}))
      if (!used.has(name)) yield { at: at(input), message: `No step uses the input "${name}".`, tag: "unnecessary" };
  },
});
