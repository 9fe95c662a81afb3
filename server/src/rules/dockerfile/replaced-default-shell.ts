import { dockerfile } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { runCommands } from "../../languages/dockerfile/queries";
import type { Fix } from "../../core/edit";
import { range } from "../../core/text";
import type { RunCommand } from "../../languages/dockerfile/run-commands";

export default defineRule({
  id: "dockerfile/replaced-default-shell",
  summary: "/bin/sh replaced where SHELL would do",
  severity: "info",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL4005", "kics:changing_default_shell"],
  references: ["https://docs.docker.com/reference/dockerfile/#shell"],
  rationale:
    "Every script of the system that begins with #!/bin/sh gets another shell, at run time and after each package upgrade until that puts the link back. SHELL changes it for the instructions of this file and for nothing else.",
  examples: [
    {
      title: "a link over /bin/sh",
      source: dockerfile`
FROM debian:12
RUN ln -sf /bin/bash /bin/sh
    ^^ 💡 info: This changes the shell of every script of the image: SHELL ["/bin/bash", "-c"] changes it for this file.
`,
    },
    { title: "SHELL, and another link", source: `FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN ln -s /usr/bin/python3 /usr/bin/python\n` },
  ],
  on: where(runCommands, ({ command }) => command.is("ln", "rm", "mv", "cp")),
  *check(run) {
    const { command } = run;
    const [source, target] = command.arguments_.filter(({ value }) => !(value ?? "").startsWith("-")).slice(-2);
    if (!command.is("ln", "cp", "mv") || !/^(?:\/usr)?\/bin\/sh$/.test(target?.value ?? "")) return;
    const shell = source?.value ?? "/bin/bash";
    yield {
      at: command.word.range,
      message: `This changes the shell of every script of the image: SHELL ["${shell.startsWith("/") ? shell : `/bin/${shell}`}", "-c"] changes it for this file.`,
      fixes: withShell(run, shell.startsWith("/") ? shell : `/bin/${shell}`),
    };
  },
});

/** A SHELL in place of a RUN that does nothing else. */
function withShell({ run, script, command }: RunCommand, shell: string): Fix[] {
  const { instruction } = run;
  const at = range(instruction.range.start, instruction.end);
  const isAlone = script.commands.length === 1 && command.before === undefined && command.after === undefined;
  if (!isAlone || run.onbuild || instruction.flags.length > 0 || instruction.heredocs.length > 0 || !command.is("ln")) return [];
  return [{ title: "Use SHELL", safety: "suggestion", edits: [{ at, text: `SHELL ["${shell}", "-c"]` }] }];
}
