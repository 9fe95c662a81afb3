import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { stepsOf } from "../../languages/playbook/flow";
import { playbooks } from "../../languages/playbook/queries";
import { ENDS } from "../../languages/playbook/shape";
import { withSteps } from "./example.table";

export default defineRule({
  id: "playbook/duplicate-id",
  summary: "Id that two steps or phases share",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale:
    "Branches and the record of a run name steps by their id. With two of one name a branch leads to the first, and the record cannot say which of them ran. `end` and `rollback` are taken.",

  examples: [
    {
      title: "two steps of one name",
      source: withSteps(yaml`
      - id: check
        title: Look at the pods
        kind: manual
      - id: check
            ^^^^^ error: The id "check" is used twice.
        title: Look at the traffic
        kind: manual
`),
    },
    {
      title: "different names",
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
    const seen = new Set(ENDS);
    for (const part of [...playbook.phases, ...stepsOf(playbook).map(({ step }) => step)]) {
      if (seen.has(part.id))
        yield {
          at: at(part, "id"),
          message: `The id "${part.id}" ${ENDS.includes(part.id) ? "has a meaning of its own" : "is used twice"}.`,
        };
      seen.add(part.id);
    }
  },
});
