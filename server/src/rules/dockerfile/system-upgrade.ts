import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { isRepeatedBy } from "../../languages/dockerfile/layers";
import type { RunPackages } from "../../languages/dockerfile/run-commands";
import { packageCommands } from "../../languages/dockerfile/queries";
import { packageCommand } from "../../languages/shell/package-managers";

const MANAGERS = ["apt-get", "apt", "apk", "yum", "dnf", "microdnf", "zypper"];

export default defineRule({
  id: "dockerfile/system-upgrade",
  summary: "Upgrade of all packages of the base image",
  severity: "info",
  preset: "strict",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [
    "hadolint:DL3035",
    "trivy:DS-0024",
    "kics:run_using_upgrade_commands",
    "kics:dnf_update",
    "kics:apk_upgrade",
    "kics:zypper_update",
    "kics:yum_update",
  ],
  references: ["https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often"],
  rationale:
    "What it brings depends on the day, and the cache keeps the day it was first built. It doubles the packages' layers, too. A newer tag or digest of the base has the same updates, tested. Some take it on purpose, for fixes that the base does not have yet: then say so in a comment.",
  examples: [
    {
      title: "the whole system",
      source: dockerfile`
FROM debian:12
RUN apt-get update && apt-get dist-upgrade -y
                      ^^^^^^^^^^^^^^^^^^^^ info: What this brings depends on the day of the build: a newer base image has it, tested.
`,
    },
    { title: "one package", source: `FROM debian:12\nRUN apt-get update && apt-get install -y openssl\nRUN apk upgrade openssl\n` },
  ],
  on: packageCommands,
  *check(run) {
    if (!upgradesAll(run) || isRepeatedBy(run, (command) => packageCommand(command)?.action === "upgrade")) return;
    yield {
      at: { start: run.range.start, end: run.packages.verbWord.range.end },
      message: "What this brings depends on the day of the build: a newer base image has it, tested.",
    };
  },
});

const upgradesAll = ({ packages, run }: RunPackages): boolean =>
  MANAGERS.includes(packages.manager) && packages.action === "upgrade" && packages.packages.length === 0 && !packages.open && !run.onbuild;
