import { dockerfile } from "../../core/example";
import type { Fix } from "../../core/edit";
import { defineRule, where } from "../../core/rule";
import { instructionAt, prependTo, removeInstruction } from "../../languages/dockerfile/edit";
import { isRepeatedBy } from "../../languages/dockerfile/layers";
import type { RunPackages } from "../../languages/dockerfile/run-commands";
import { packageCommands } from "../../languages/dockerfile/queries";
import { packageCommand } from "../../languages/shell/package-managers";
import { OPINION } from "../../languages/dockerfile/opinion";

export default defineRule({
  id: "dockerfile/update-alone",
  summary: "Package lists updated in a RUN of their own",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DK-33"],
  equivalents: ["trivy:DS-0017", "checkov:CKV_DOCKER_5", "kics:update_instruction_alone"],
  references: ["https://docs.docker.com/build/building/best-practices/#apt-get"],
  rationale:
    "The builder sees the same line as last month and takes the layer from its cache, old lists and all. The install below then asks the mirror for " +
    "versions that are gone and fails with 404, on some machines only. Update and install belong in one RUN.",
  examples: [
    {
      title: "an install in the next RUN",
      source: dockerfile`
FROM debian:12
# tools
RUN apt-get update
    ^^^^^^^^^^^^^^ 💡 warning: apt-get update in a RUN of its own is cached: a later install works with old lists.

RUN apt-get install -y curl \
    git
`,
      fixed: dockerfile`
FROM debian:12
# tools

RUN apt-get update && apt-get install -y curl \
    git
`,
    },
    {
      title: "nothing to join it to",
      source: dockerfile`
FROM debian:12
RUN set -e; apt-get update && rm -rf /tmp/x
            ^^^^^^^^^^^^^^ warning: apt-get update in a RUN of its own is cached: a later install works with old lists.
COPY . .
RUN apt-get install -y curl
FROM alpine:3.22
RUN apk update
    ^^^^^^^^^^ warning: apk update in a RUN of its own is cached: a later install works with old lists.
`,
    },
    {
      title: "with what needs it, or with what may",
      source: dockerfile`
FROM debian:12
RUN apt-get update && apt-get install -y curl
RUN apt-get update && apt-get upgrade -y
RUN apt-get update && ./install.sh
RUN --mount=type=cache,target=/var/lib/apt apt-get update
`,
    },
  ],
  on: where(
    packageCommands,
    ({ packages }) =>
      (packages.action === "update" && ["apt-get", "apt", "apk", "zypper"].includes(packages.manager)) ||
      (packages.verb === "update" && ["yum", "dnf", "zypper"].includes(packages.manager) && packages.packages.length === 0),
  ),
  *check(run) {
    if (run.run.onbuild || run.mounts.length > 0 || run.script.broken) return;
    if (!run.script.commands.every(isHarmless)) {
      const brings = run.script.commands.some((command) => ["install", "upgrade"].includes(packageCommand(command)?.action ?? ""));
      if (!brings)
        yield { at: run.range, ...OPINION, message: `This RUN updates what ${run.packages.manager} knows and installs nothing.` };
      return;
    }
    const refreshes = run.packages.action === "upgrade";
    if (isRepeatedBy(run, (command) => packageCommand(command)?.action === "update")) return;
    yield {
      at: run.range,
      ...(refreshes ? OPINION : {}),
      message: `${run.packages.manager} ${run.packages.verb} in a RUN of its own is cached: a later install works with old lists.`,
      // Which commands the next RUN has is read when somebody asks for the fix.
      get fixes() {
        return joinedWithNext(run);
      },
    };
  },
});

const isHarmless = (command: RunPackages["command"]): boolean =>
  ["update", "clean"].includes(packageCommand(command)?.action ?? "") ||
  packageCommand(command)?.verb === "update" ||
  command.is("set", "rm", "true", "echo", "mkdir");

function joinedWithNext({ run, packages, script }: RunPackages): Fix[] {
  const [next] = run.neighbours().after;
  const other = next?.value.keyword === "RUN" ? instructionAt(next.at) : undefined;
  if (!next || !other || other.json || other.heredocs.length > 0 || script.commands.length > 1 || run.instruction.json) return [];
  const installs = new RegExp(`^\\s*(?:sudo\\s+)?${packages.manager}\\s[^;&|]*\\b(?:install|add|in)\\b`);
  if (!installs.test(other.argumentsText)) return [];
  const command = run.reading.part.text.slice(packages.command.range.start, packages.command.range.end);
  if (/[\r\n]/.test(command)) return [];
  const edits = [removeInstruction(run), prependTo(next.at, `${command} && `)];
  return [{ title: "Join it with the install below", safety: "suggestion", edits }];
}
