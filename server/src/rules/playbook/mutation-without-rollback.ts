import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { steps } from "../../languages/playbook/queries";
import { withSteps } from "./example.table";

export default defineRule({
  id: "playbook/mutation-without-rollback",
  summary: "Change without a way back",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale:
    "When a run is broken off, everything it changed is undone in reverse order; a step that does not say how is left as it is. Give it a `rollback`, or say in `irreversible` why there is none, so that people read it before they run it.",
  patient: true,
  examples: [
    {
      title: "no way back",
      source: withSteps(yaml`
      - id: scale
        title: Scale it down
               ^^^^^^^^^^^^^ warning: The step "scale" changes something and says neither how to take it back nor why nothing can.
        kind: command
        mutating: true
        command:
          program: kubectl
          timeout: 30s
          args: [scale, "deployment/\${name}", --replicas=0, "--context=\${context}", -n, "\${namespace}", --request-timeout=5s]
`),
    },
    {
      title: "taken back",
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
  on: steps,
  *check({ step, phase, at }) {
    // The way back itself is not taken back.
    if (phase && step.kind === "command" && step.mutating === true && !step.rollback && step.irreversible === undefined)
      yield {
        at: at(step, "title"),
        message: `The step "${step.id}" changes something and says neither how to take it back nor why nothing can.`,
      };
  },
});
