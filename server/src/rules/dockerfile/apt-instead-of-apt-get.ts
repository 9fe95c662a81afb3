import type { Edit } from "../../core/edit";
import { dockerfile } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { isRepeatedBy } from "../../languages/dockerfile/layers";
import type { RunPackages } from "../../languages/dockerfile/run-commands";
import { packageCommands } from "../../languages/dockerfile/queries";
import type { ShellCommand, ShellWord } from "../../languages/shell/nodes";

export default defineRule({
  id: "dockerfile/apt-instead-of-apt-get",
  summary: "apt in a build, which is made for people",
  severity: "hint",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL3027", "checkov:CKV_DOCKER_9", "kics:run_using_apt"],
  references: ["https://manpages.debian.org/stable/apt/apt.8.en.html#SCRIPT_USAGE_AND_DIFFERENCES_FROM_OTHER_APT_TOOLS"],
  rationale:
    "apt says of itself that its command line may change between versions and is not for scripts: it warns of that in each build. apt-get takes the " +
    "same words and stays as it is.",
  examples: [
    {
      title: "every apt of a RUN at once",
      source: dockerfile`
FROM debian:12
RUN apt update \
    ^^^ 💡 hint: apt is made for people and may change its command line: apt-get stays as it is.
    && apt install -y curl \
    && rm -rf /var/lib/apt/lists/*
`,
      fixed: dockerfile`
FROM debian:12
RUN apt-get update \
    && apt-get install -y curl \
    && rm -rf /var/lib/apt/lists/*
`,
    },
    {
      title: "a word that apt-get does not have",
      source: dockerfile`
FROM debian:12
RUN apt full-upgrade -y
    ^^^ hint: apt is made for people and may change its command line: apt-get stays as it is.
`,
    },
    { title: "apt-get", source: `FROM debian:12\nRUN apt-get update && apt-mark showmanual && aptitude install -y curl\n` },
  ],
  on: where(packageCommands, (run) => run.packages.manager === "apt" && aptWord(run.command) !== undefined),
  *check(run) {
    const word = aptWord(run.command);
    if (!word || isRepeatedBy(run, (command) => aptWord(command) !== undefined)) return;
    const edits = replacements(run);
    yield {
      at: word.range,
      message: "apt is made for people and may change its command line: apt-get stays as it is.",
      fixes: edits.length > 0 ? [{ title: "Use apt-get", safety: "suggestion", edits }] : [],
    };
  },
});

const SHARED = /^(?:update|install|reinstall|upgrade|remove|purge|autoremove|clean|autoclean|build-dep|download|source|dist-upgrade)$/;

/** The word `apt` where it is the program, be it behind sudo. */
const aptWord = (command: ShellCommand): ShellWord | undefined =>
  [command.word, ...command.arguments_]
    .slice(0, command.is("sudo", "env") ? 3 : 1)
    .find(({ value }) => value === "apt" || value === "/usr/bin/apt");

/** All of the RUN or none of it. */
function replacements(run: RunPackages): Edit[] {
  const commands = run.script.commands.filter((command) => aptWord(command) !== undefined);
  const edits = commands.flatMap((command): Edit[] => {
    const word = aptWord(command);
    const hasVerb = command.arguments_.some(({ value }) => SHARED.test(value ?? ""));
    return word && hasVerb && run.editable(word.range) ? [{ at: word.range, text: word.raw.replace(/apt(?="?$)/, "apt-get") }] : [];
  });
  return edits.length === commands.length ? edits : [];
}
