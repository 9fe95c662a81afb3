import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { calls } from "../../languages/playbook/queries";
import { missingPins, mutates } from "../../languages/playbook/tools";
import { withSteps } from "./example.table";

export default defineRule({
  id: "playbook/unpinned-call",
  summary: "Cluster call that leaves its target or time to chance",
  severity: "error",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["RBK-23"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/"],
  rationale:
    "Without a context as an argument the call goes to whatever cluster the last terminal chose, without a namespace to whatever that context holds, and without a bound it may hang while users wait. A run is pinned to its target: say it in every call, with `${context}` and `${namespace}`.",

  examples: [
    {
      title: "a restart wherever the context points",
      source: withSteps(yaml`
      - id: restart
        title: Restart it
        kind: command
        mutating: true
        command:
          program: kubectl
                   ^^^^^^^ error: This kubectl call lacks --context, --namespace and --request-timeout.
          timeout: 30s
          args: [rollout, restart, "deployment/\${name}"]
        verify:
          command:
            program: helm
                     ^^^^ warning: This helm call lacks --kube-context.
            timeout: 5s
            args: [status, "\${name}", -n, "\${namespace}"]
`),
    },
    {
      title: "all of it said; nodes have no namespace; a local call",
      source: withSteps(yaml`
      - id: restart
        title: Restart it
        kind: command
        mutating: true
        command:
          program: kubectl
          timeout: 30s
          args: [rollout, restart, "deployment/\${name}", "--context=\${context}", -n, "\${namespace}", --request-timeout=5s]
      - id: cordon
        title: Cordon it
        kind: command
        mutating: true
        command:
          program: kubectl
          timeout: 30s
          args: [cordon, "\${name}", "--context=\${context}", --request-timeout=5s]
      - id: search
        title: Search
        kind: command
        command: { program: helm, timeout: 5s, args: [search, repo, web] }
`),
    },
  ],
  on: calls,
  *check({ call, at }) {
    const missing = missingPins(call).map(([flag]) => flag ?? "");
    if (!missing.length) return;
    const last = missing.length > 1 ? ` and ${missing.at(-1) ?? ""}` : "";
    yield {
      at: at(call, "program"),
      message: `This ${call.program} call lacks ${missing.slice(0, missing.length > 1 ? -1 : 1).join(", ")}${last}.`,
      severity: mutates(call) === true ? "error" : "warning",
    };
  },
});
