import { yaml } from "../../core/example";
import { defineRule, query } from "../../core/rule";
import { range } from "../../core/text";
import { describeYamlError } from "../../languages/yaml/errors";
import type { YamlError, YamlTree } from "../../languages/yaml/node";
import { withSteps } from "./example.table";

export default defineRule({
  id: "playbook/syntax-error",
  summary: "Playbook that is not valid YAML",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale: "A playbook that cannot be read cannot be started, and you would find out during the incident it was written for.",

  examples: [
    {
      title: "a list that is not closed",
      source: yaml`
id: playbook
title: Drain
guidance: [BM-24
               ^ error: This is not valid YAML: a list or map in brackets is not closed.
`,
    },
    {
      title: "valid",
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
  on: query(["playbook"], (reading) => (reading.tree as YamlTree).errors),
  *check(error: YamlError) {
    yield { at: range(error.start, Math.max(error.end, error.start + 1)), message: `This is not valid YAML: ${describeYamlError(error)}.` };
  },
});
