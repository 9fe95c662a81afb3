import { yaml } from "../../core/example";
import { closest } from "../../core/closest";
import { defineRule } from "../../core/rule";
import { filledTexts, inputsIn, keptNames } from "../../languages/playbook/inputs";
import { stepsOf } from "../../languages/playbook/flow";
import { playbooks } from "../../languages/playbook/queries";
import { TARGET_INPUTS } from "../../languages/playbook/shape";
import { withSteps } from "./example.table";

export default defineRule({
  id: "playbook/unknown-input",
  summary: "Input or kept value that nothing supplies",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale:
    "A name in `${…}` is filled in from `inputs`, or from the target the run is pinned to (`context`, `namespace`). One that is in neither place leaves the command without an argument. Write `$${…}` for text that only looks like one.",

  examples: [
    {
      title: "a misspelt input and a value nobody keeps",
      source: yaml`
id: playbook
title: Restart
summary: Restarts it.
topic: rollout
inputs:
  name: { title: Deployment, from: { manifest: metadata.name } }
  revision: { title: Revision, from: { kept: revison } }
                                             ^^^^^^^ error: No call keeps a value "revison".
phases:
  - id: act
    title: Act
    steps:
      - id: undo
        title: Undo
        kind: manual
        copy: kubectl rollout undo deployment/\${nam} --to-revision=\${revision} -v $\${HOME}
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: There is no input "nam": did you mean "name"?
`,
    },
    {
      title: "inputs and the target",
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
    const inputs = [...Object.keys(playbook.inputs ?? {}), ...TARGET_INPUTS];
    const kept = keptNames(playbook);
    const unkept = (name: string) => `No call keeps a value "${name}".`;
    for (const input of Object.values(playbook.inputs ?? {}))
      if (input.from && "kept" in input.from && !kept.includes(input.from.kept))
        yield { at: at(input.from, "kept"), message: unkept(input.from.kept) };
    for (const { step } of stepsOf(playbook)) {
      for (const { text, holder, key } of filledTexts(step))
        for (const name of new Set(inputsIn(text))) {
          if (inputs.includes(name)) continue;
          const near = closest(name, inputs);
          yield { at: at(holder, key), message: `There is no input "${name}"${near === undefined ? "." : `: did you mean "${near}"?`}` };
        }
      for (const { when } of step.kind === "decision" ? step.branches : [])
        if (when && !kept.includes(when.kept)) yield { at: at(when, "kept"), message: unkept(when.kept) };
    }
  },
});
