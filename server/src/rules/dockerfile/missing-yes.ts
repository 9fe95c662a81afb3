import { dockerfile } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { insertBehind } from "../../languages/dockerfile/edit";
import type { RunPackages } from "../../languages/dockerfile/run-commands";
import { packageCommands } from "../../languages/dockerfile/queries";
import type { PackageCommand, PackageManager } from "../../languages/shell/package-managers";
import { hasFlag } from "../../languages/shell/package-managers";
import { OPINION } from "../../languages/dockerfile/opinion";

const ASKING: readonly PackageManager[] = ["apt-get", "apt", "yum", "dnf", "microdnf", "zypper"];

export default defineRule({
  id: "dockerfile/missing-yes",
  summary: "Package manager that asks, with nobody there to answer",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [
    "hadolint:DL3014",
    "hadolint:DL3030",
    "hadolint:DL3034",
    "hadolint:DL3038",
    "trivy:DS-0021",
    "kics:apt_get_missing_y",
    "kics:yum_install_manual_input",
    "kics:missing_flag_from_dnf_install",
    "kics:missing_zypper_non_interactive",
  ],
  references: ["https://manpages.debian.org/stable/apt/apt-get.8.en.html#OPTIONS", "https://dnf.readthedocs.io/en/latest/command_ref.html"],
  rationale:
    "A build has no terminal: the question whether to go on reads the end of its input, and the manager takes that for no. apt-get asks only where more " +
    "than the named packages has to be installed, so the line may work until one of them gains a dependency.",
  examples: [
    {
      title: "Debian",
      source: dockerfile`
FROM debian:12
RUN apt-get update && apt-get install --no-install-recommends curl
                      ^^^^^^^^^^^^^^^ 💡 warning: apt-get install asks before it goes on, and a build cannot answer.
`,
      fixed: dockerfile`
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends curl
`,
    },
    {
      title: "the others",
      source: dockerfile`
FROM fedora:42
RUN dnf install git && yum remove vim
    ^^^^^^^^^^^ 💡 warning: dnf install asks before it goes on, and a build cannot answer.
                       ^^^^^^^^^^ 💡 warning: yum remove asks before it goes on, and a build cannot answer.
FROM opensuse/leap:15.6
RUN zypper install git
    ^^^^^^^^^^^^^^ 💡 warning: zypper install asks before it goes on, and a build cannot answer.
`,
    },
    {
      title: "answered",
      source: dockerfile`
FROM debian:12
ARG OPTS
RUN apt-get install -y curl && apt-get -qq install git && apt-get install -qy jq && apt-get $OPTS install wget
RUN yes | apt-get install vim
RUN apt-get install -o APT::Get::Assume-Yes=true nano
RUN apt-get --assume-yes upgrade && apt-get -s install less
FROM opensuse/leap:15.6
RUN zypper -n install git && zypper --non-interactive in vim && zypper install -y jq
FROM redhat/ubi9-minimal
RUN microdnf install tar
`,
    },
  ],
  on: where(
    packageCommands,
    ({ packages }) => ASKING.includes(packages.manager) && ["install", "upgrade", "remove"].includes(packages.action) && !packages.open,
  ),
  *check(run) {
    const { packages } = run;
    if (isFed(run) || isAnswered(packages)) return;
    const edit = insertBehind(run, packages.verbWord, "-y");
    yield {
      at: { start: run.range.start, end: packages.verbWord.range.end },
      message: `${packages.manager} ${packages.verb} asks before it goes on, and a build cannot answer.`,
      // microdnf asks only where somebody sits in front of it.
      ...(packages.manager === "microdnf" ? OPINION : {}),
      fixes: edit && !run.run.instruction.json ? [{ title: "Add -y", safety: "suggestion", edits: [edit] }] : [],
    };
  },
});

/** `yes | apt-get …`, or input from a file. */
function isFed({ command }: RunPackages): boolean {
  const { pipeline } = command;
  if (pipeline && !pipeline.members[0]?.includes(command)) return true;
  return command.redirects.some((redirect) => redirect.operator.startsWith("<"));
}

function isAnswered(packages: PackageCommand): boolean {
  if (
    hasFlag(
      packages,
      "-y",
      "--yes",
      "--assume-yes",
      "--assumeyes",
      "--assumeno",
      "--force-yes",
      "--no-confirm",
      "-s",
      "--simulate",
      "--dry-run",
    )
  )
    return true;
  if (packages.manager === "zypper" && hasFlag(packages, "-n", "--non-interactive", "--dry-run", "-D")) return true;
  if (packages.flags.filter((flag) => flag.name === "-q").length > 1) return true;
  return packages.flags.some(
    (flag) =>
      /assume-?yes|quiet::?2/i.test(flag.value ?? "") ||
      /^2$/.test(flag.name === "--quiet" || flag.name === "-q" ? (flag.value ?? "") : ""),
  );
}
