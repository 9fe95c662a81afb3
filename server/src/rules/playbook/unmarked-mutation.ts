import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { calls } from "../../languages/playbook/queries";
import { mutates } from "../../languages/playbook/tools";
import { withSteps } from "./example.table";

export default defineRule({
  id: "playbook/unmarked-mutation",
  summary: "Call that changes something and is not marked so",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale:
    "A call that is not marked `mutating` may be repeated, and it runs without the questions a change is asked first. Checks and dry runs must not change anything at all.",

  examples: [
    {
      title: "a restart that counts as a read",
      source: withSteps(yaml`
      - id: restart
        title: Restart it
        kind: command
        command:
          program: kubectl
                   ^^^^^^^ error: This call changes something, and the step is not marked \`mutating\`.
          timeout: 30s
          args: [rollout, restart, "deployment/\${name}", "--context=\${context}", -n, "\${namespace}", --request-timeout=5s]
        verify:
          command:
            program: terraform
                     ^^^^^^^^^ error: A check must not change anything, and this call does.
            timeout: 30s
            args: [apply, -auto-approve]
`),
    },
    {
      title: "marked, or without effect",
      source: withSteps(yaml`
      - id: restart
        title: Restart it
        kind: command
        mutating: true
        command:
          program: kubectl
          timeout: 30s
          args: [delete, pod, "\${name}", "--context=\${context}", -n, "\${namespace}", --request-timeout=5s]
        dryRun:
          program: kubectl
          timeout: 30s
          args: [delete, pod, "\${name}", --dry-run=server, "--context=\${context}", -n, "\${namespace}", --request-timeout=5s]
`),
    },
  ],
  on: calls,
  *check({ call, role, step, at }) {
    if (mutates(call) !== true || role === "undo") return;
    if (role !== "step")
      yield {
        at: at(call, "program"),
        message: `A ${role === "check" ? "check" : "dry run"} must not change anything, and this call does.`,
      };
    else if (step.kind === "command" && step.mutating !== true)
      yield { at: at(call, "program"), message: "This call changes something, and the step is not marked `mutating`." };
  },
});
