import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { inputsIn } from "../../languages/playbook/inputs";
import { calls } from "../../languages/playbook/queries";
import { SHELLS } from "../../languages/playbook/tools.table";
import { withSteps } from "./example.table";

export default defineRule({
  id: "playbook/shell-program",
  summary: "Call that goes through a shell",
  severity: "error",
  preset: "essential",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale:
    "Programs are started without a shell, so that a name such as `x; rm -rf ~` in a manifest stays an argument. `sh -c` brings the shell back, and with it everything the name may say; and without one a `|` or `>` is only a strange argument. Make it two steps, or a text to `copy`.",

  examples: [
    {
      title: "a shell, and the signs of one",
      source: withSteps(yaml`
      - id: list
        title: List
        kind: command
        command:
          program: bash
                   ^^^^ error: "bash" is a shell: what it is given may contain any command.
          timeout: 5s
          args: [-c, "kubectl get pods"]
      - id: count
        title: Count
        kind: command
        command:
          program: terraform
          timeout: 5s
          args: [state, list, "|", wc, -l]
                              ^^^ error: No shell reads this call: "|" is passed on as an argument.
      - id: inside
        title: Look inside
        kind: command
        command:
          program: kubectl
          timeout: 5s
          args: [exec, "\${name}", --, sh, -c, "ls /srv/\${name}"]
                                              ^^^^^^^^^^^^^^^^^ error: A shell reads this argument, and an input is part of it.
`),
    },
    {
      title: "a program and its arguments",
      source: withSteps(yaml`
      - id: list
        title: List
        kind: command
        command: { program: terraform, timeout: 5s, args: [state, list] }
`),
    },
  ],
  on: calls,
  *check({ call, at }) {
    if (SHELLS.has(call.program))
      yield { at: at(call, "program"), message: `"${call.program}" is a shell: what it is given may contain any command.` };
    else
      for (const [i, arg] of call.args.entries()) {
        if (/^(?:\|\|?|&&?|;|[12&]?>>?|<|2>&1)$|^\$\(|^`/.test(arg))
          yield { at: at(call.args, i), message: `No shell reads this call: ${JSON.stringify(arg)} is passed on as an argument.` };
        const line = /^-\w*c$/.test(call.args[i - 1] ?? "") && SHELLS.has(call.args[i - 2] ?? "");
        if (line && inputsIn(arg).length)
          yield { at: at(call.args, i), message: "A shell reads this argument, and an input is part of it." };
      }
  },
});
