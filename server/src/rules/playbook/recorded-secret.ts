import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { stepsOf } from "../../languages/playbook/flow";
import { filledTexts, inputsIn } from "../../languages/playbook/inputs";
import { playbooks } from "../../languages/playbook/queries";

export default defineRule({
  id: "playbook/recorded-secret",
  summary: "Secret in a place that is shown and recorded",
  severity: "error",
  preset: "essential",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale:
    "Arguments are visible to everybody on the machine, and they stand in the terminal and in the exported record; a text to copy ends in the clipboard and the history of a shell. Hand a secret over by `env` or `stdin`, which are never recorded.",

  examples: [
    {
      title: "a password as an argument",
      source: yaml`
id: playbook
title: Log in
summary: Logs in.
topic: secrets
inputs:
  password: { title: Password, secret: true }
phases:
  - id: act
    title: Act
    steps:
      - id: login
        title: Log in
        kind: command
        command:
          program: vault
          timeout: 5s
          args: [login, "password=\${password}"]
                        ^^^^^^^^^^^^^^^^^^^^^^ error: The secret input "password" is shown and recorded here.
`,
    },
    {
      title: "handed over by the environment",
      source: yaml`
id: playbook
title: Log in
summary: Logs in.
topic: secrets
inputs:
  password: { title: Password, secret: true }
phases:
  - id: act
    title: Act
    steps:
      - id: login
        title: Log in
        kind: command
        command:
          program: psql
          timeout: 5s
          args: [--no-password, --command, select 1]
          env: { PGPASSWORD: "\${password}" }
`,
    },
  ],
  on: playbooks,
  *check({ playbook, at }) {
    for (const { step } of stepsOf(playbook))
      for (const { text, holder, key, shown } of filledTexts(step))
        for (const name of shown ? new Set(inputsIn(text)) : [])
          if (playbook.inputs?.[name]?.secret === true)
            yield { at: at(holder, key), message: `The secret input "${name}" is shown and recorded here.` };
  },
});
