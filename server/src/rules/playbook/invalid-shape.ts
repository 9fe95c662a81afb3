import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { playbookFile } from "../../languages/playbook/queries";
import { withSteps } from "./example.table";

export default defineRule({
  id: "playbook/invalid-shape",
  summary: "Playbook that lacks something or says it in another form",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale:
    "What a step is and does has to be known before it is started: a playbook with a missing title, an unknown kind of step or a duration nobody can read is shown and not run.",

  examples: [
    {
      title: "a missing title, an unknown kind and a time without unit",
      source: withSteps(yaml`
      - id: check
        ^^ error: A manual step lacks \`title\`.
        kind: manual
      - id: wait
        title: Let it settle
        kind: wait
        duration: 10
                  ^^ error: \`duration\` is a duration such as 30s, 5m or 1h.
        question: Is it quiet?
      - id: go
        title: Go
        kind: comand
              ^^^^^^ error: An item of \`steps\` needs a \`kind\`: one of manual, command, gate, wait, edit, decision. Did you mean command?
`),
    },
    {
      title: "two checks in one",
      source: withSteps(yaml`
      - id: check
        title: Check
        kind: gate
        check:
          question: Is it quiet?
          ^^^^^^^^ error: \`check\` has exactly one of \`command\`, \`question\`, \`findings\`.
          findings: ["kubernetes/*"]
`),
    },
    {
      title: "a whole playbook",
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
  on: playbookFile,
  *check(file) {
    for (const { at, message, unknown } of file.errors) if (!unknown) yield { at, message };
  },
});
