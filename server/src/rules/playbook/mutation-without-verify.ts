import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { steps } from "../../languages/playbook/queries";
import { withSteps } from "./example.table";

export default defineRule({
  id: "playbook/mutation-without-verify",
  summary: "Change that nobody looks at afterwards",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["RBK-24"],
  equivalents: [],
  references: [],
  rationale:
    "A command that ends with 0 was accepted, which is not the same as having worked. Say what shows that it did: a call, a question, or that findings are gone.",
  patient: true,
  examples: [
    {
      title: "changed and left",
      source: withSteps(yaml`
      - id: scale
        title: Scale it down
               ^^^^^^^^^^^^^ warning: The step "scale" changes something and verifies nothing.
        kind: command
        mutating: true
        command:
          program: kubectl
          timeout: 30s
          args: [scale, "deployment/\${name}", --replicas=0, "--context=\${context}", -n, "\${namespace}", --request-timeout=5s]
`),
    },
    {
      title: "verified",
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
  *check({ step, at }) {
    if (step.kind === "command" && step.mutating === true && !step.verify)
      yield { at: at(step, "title"), message: `The step "${step.id}" changes something and verifies nothing.` };
  },
});
