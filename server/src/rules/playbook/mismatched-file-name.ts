import { yaml } from "../../core/example";
import { basename } from "../../core/path";
import { defineRule } from "../../core/rule";
import { playbooks } from "../../languages/playbook/queries";
import { withSteps } from "./example.table";

export default defineRule({
  id: "playbook/mismatched-file-name",
  summary: "File that is not named after its playbook",
  severity: "info",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale: "People look for a playbook by its id. A file of another name is found by chance.",

  examples: [
    {
      title: "another name",
      path: ".plimsoll/playbooks/node.yaml",
      source: yaml`
id: drain
    ^^^^^ info: The file of the playbook "drain" is called "node.yaml".
title: Drain
summary: Drains a node.
topic: cluster
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
      title: "the same name",
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
  *check({ playbook, path, at }) {
    const name = basename(path);
    if (name.replace(/\.ya?ml$/, "") !== playbook.id)
      yield { at: at(playbook, "id"), message: `The file of the playbook "${playbook.id}" is called "${name}".` };
  },
});
