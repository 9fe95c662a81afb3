import type { Edit } from "../../core/edit";
import { dockerfile } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { range } from "../../core/text";
import { isRepeatedBy } from "../../languages/dockerfile/layers";
import type { RunCommand } from "../../languages/dockerfile/run-commands";
import { runCommands } from "../../languages/dockerfile/queries";
import type { ShellCommand } from "../../languages/shell/nodes";
import { OPINION } from "../../languages/dockerfile/opinion";

export default defineRule({
  id: "dockerfile/sudo",
  summary: "Use of sudo in a build",
  severity: "info",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL3004", "trivy:DS-0010", "checkov:CKV2_DOCKER_1", "kics:run_using_sudo"],
  references: ["https://docs.docker.com/build/building/best-practices/#user"],
  rationale:
    "A build may be any user it likes: `USER root`, the work, `USER app`. With sudo the image has to carry the program and an account that becomes root " +
    "without a password, and whoever takes over the process at run time has them too. Where the build is root anyway, sudo only adds a word.",
  examples: [
    {
      title: "root already",
      source: dockerfile`
FROM debian:12
RUN sudo apt-get update && \
    ^^^^ 💡 info: This RUN is root already: sudo adds nothing.
    sudo apt-get install -y curl
`,
      fixed: dockerfile`
FROM debian:12
RUN apt-get update && \
    apt-get install -y curl
`,
    },
    {
      title: "a way to root for the container, too",
      source: dockerfile`
FROM debian:12
USER app
RUN sudo make install
    ^^^^ info: sudo needs an account that may become root, in the image for good: change it with USER.
`,
    },
    {
      title: "installed, and used to give rights up",
      source: `FROM debian:12\nRUN apt-get update && apt-get install -y sudo\nRUN sudo -u postgres initdb\n`,
    },
  ],
  on: where(runCommands, ({ command }) => command.is("sudo")),
  *check(run) {
    if (!isSudo(run.command)) {
      yield { at: run.command.word.range, ...OPINION, message: "sudo changes the user of one command: USER does so for all that follow." };
      return;
    }
    if (isRepeatedBy(run, isSudo)) return;
    const { user } = run.run.context;
    const isRoot = !run.run.onbuild && user.state === "known" && /^(?:root|0)(?::|$)/.test(user.value);
    const edits = isRoot ? removals(run) : [];
    yield {
      at: run.command.word.range,
      message: isRoot
        ? "This RUN is root already: sudo adds nothing."
        : "sudo needs an account that may become root, in the image for good: change it with USER.",
      fixes: edits.length > 0 ? [{ title: "Remove sudo", safety: "suggestion", edits }] : [],
    };
  },
});

/** For root, to become somebody else is to give rights up. */
function isSudo(command: ShellCommand): boolean {
  if (!command.is("sudo")) return false;
  const program = command.arguments_.findIndex((word) => !(word.value ?? word.prefix).startsWith("-"));
  const flags = command.arguments_.slice(0, program < 0 ? undefined : program);
  return !flags.some(({ value }) => /^(?:-[A-Za-z]*u|--user)/.test(value ?? ""));
}

/** Takes each sudo of the RUN away; none where one does more than to become root. */
function removals(run: RunCommand): Edit[] {
  const uses = run.script.commands.filter((command) => command.is("sudo"));
  const edits = uses.flatMap((command): Edit[] => {
    const [next] = command.arguments_;
    const isPlain = next?.value !== undefined && !/^-|^\w+=/.test(next.value);
    const gap = next && range(command.word.range.start, next.range.start);
    return isPlain && gap && run.editable(gap) ? [{ at: gap, text: "" }] : [];
  });
  return edits.length === uses.length ? edits : [];
}
