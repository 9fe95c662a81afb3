import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { calls } from "../../languages/playbook/queries";
import { withSteps } from "./example.table";

export default defineRule({
  id: "playbook/call-without-timeout",
  summary: "Call that nothing ends",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale:
    "A server that does not answer keeps the call, the terminal and the person in front of it. Five seconds suit a read, thirty a change; for a watch take the deadline of the rollout and a little more.",
  patient: true,
  examples: [
    {
      title: "no timeout",
      source: withSteps(yaml`
      - id: pods
        title: List the pods
        kind: command
        command:
          program: kubectl
                   ^^^^^^^ warning: This call has no timeout.
          args: [get, pods, "--context=\${context}", -n, "\${namespace}", --request-timeout=5s]
`),
    },
    {
      title: "with one",
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
  on: calls,
  *check({ call, at }) {
    if (call.timeout === undefined) yield { at: at(call, "program"), message: "This call has no timeout." };
  },
});
