import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { playbookFile } from "../../languages/playbook/queries";
import { withSteps } from "./example.table";

export default defineRule({
  id: "playbook/unknown-field",
  summary: "Field that playbooks do not have",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale:
    "A misspelt field is worth nothing: a `rolback` is never offered and a `timout` never ends anything. The playbook is not started while one is there.",

  examples: [
    {
      title: "a slip of the finger",
      source: withSteps(yaml`
      - id: check
        title: Look at it
        kind: manual
        whi: Because.
        ^^^ 💡 error: A manual step has no field \`whi\`: did you mean \`why\`?
`),
      fixed: withSteps(yaml`
      - id: check
        title: Look at it
        kind: manual
        why: Because.
`),
    },
    {
      title: "only known fields",
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
    for (const { at, message, unknown } of file.errors) {
      if (!unknown) continue;
      const { nearest } = unknown;
      yield {
        at,
        message,
        fixes: nearest === undefined ? [] : [{ title: `Rename it to ${nearest}`, safety: "suggestion", edits: [{ at, text: nearest }] }],
      };
    }
  },
});
