import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { insertBehind } from "../../languages/dockerfile/edit";
import { alike } from "../../languages/dockerfile/layers";
import type { RunPackages } from "../../languages/dockerfile/run-commands";
import { packageCommands } from "../../languages/dockerfile/queries";
import type { ShellWord } from "../../languages/shell/nodes";
import { hasFlag } from "../../languages/shell/package-managers";
import { OPINION } from "../../languages/dockerfile/opinion";

export default defineRule({
  id: "dockerfile/recommended-packages",
  summary: "Packages that nobody asked for in the final image",
  severity: "info",
  preset: "recommended",
  category: "performance",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL3015", "trivy:DS-0029", "kics:apt_get_additional_packages"],
  references: [
    "https://manpages.debian.org/stable/apt/apt-get.8.en.html",
    "https://ubuntu.com/blog/we-reduced-our-docker-images-by-60-with-no-install-recommends",
  ],
  rationale:
    "apt installs what a package depends on and also what it merely recommends: mail servers, fonts, documentation tools. Each is downloaded on every " +
    "node and shows up in every scan. With `--no-install-recommends` the image holds what was asked for; should something turn out to be missing, name it. " +
    "Only layers of the final image count.",
  examples: [
    {
      title: "the flag goes behind the others",
      source: dockerfile`
FROM debian:12
RUN apt-get update && apt-get install -y \
                      ^^^^^^^^^^^^^^^^^^ 💡 info: apt-get install also brings in packages that are only recommended.
        curl \
        # for the deploy script
        git \
    && rm -rf /var/lib/apt/lists/*
`,
      fixed: dockerfile`
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends \
        curl \
        # for the deploy script
        git \
    && rm -rf /var/lib/apt/lists/*
`,
    },
    {
      title: "no flags, or flags in front",
      source: dockerfile`
FROM debian:12
RUN apt-get -y install curl
    ^^^^^^^^^^^^^^^^^^ 💡 info: apt-get install also brings in packages that are only recommended.
`,
      fixed: dockerfile`
FROM debian:12
RUN apt-get -y install --no-install-recommends curl
`,
    },
    {
      title: "all of a RUN at once",
      source: dockerfile`
FROM debian:12
RUN apt-get install -y curl && apt-get install git
    ^^^^^^^^^^^^^^^^^^ 💡 info: apt-get install also brings in packages that are only recommended.
`,
      fixed: dockerfile`
FROM debian:12
RUN apt-get install -y --no-install-recommends curl && apt-get install --no-install-recommends git
`,
    },
    {
      title: "said, configured, unknown, or not in the final image",
      source: dockerfile`
FROM debian:12 AS build
RUN apt-get update && apt-get install -y gcc
FROM debian:12
ARG FLAGS
RUN apt-get install -y --no-install-recommends curl
RUN apt-get install -y -o APT::Install-Recommends=false git
RUN apt-get install -y $FLAGS wget
RUN echo 'APT::Install-Recommends "false";' > /etc/apt/apt.conf.d/99local && apt-get install -y jq
RUN apt-get install -y --install-recommends wine
COPY --from=build /app /app
`,
    },
    {
      title: "exec form",
      source: dockerfile`
FROM debian:12
RUN ["apt-get", "install", "-y", "curl"]
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 info: apt-get install also brings in packages that are only recommended.
`,
      fixed: dockerfile`
FROM debian:12
RUN ["apt-get", "install", "-y", "--no-install-recommends", "curl"]
`,
    },
  ],
  on: packageCommands,
  *check(run) {
    if (!bringsMore(run)) return;
    const all = alike(run, bringsMore);
    if (all[0]?.command !== run.command) return;
    const edits = all.flatMap((each) => insertBehind(each, lastFlagBehind(each), "--no-install-recommends") ?? []);
    yield {
      at: { start: run.range.start, end: lastFlagBehind(run).range.end },
      ...(run.run.onbuild || !run.run.context.shipped ? OPINION : {}),
      message: `${run.packages.manager} install also brings in packages that are only recommended.`,
      fixes: edits.length === all.length ? [{ title: "Add --no-install-recommends", safety: "suggestion", edits }] : [],
    };
  },
});

function bringsMore(run: RunPackages): boolean {
  const { manager, action, verb, packages } = run.packages;
  if ((manager !== "apt-get" && manager !== "apt") || action !== "install" || verb === "build-dep") return false;
  return packages.some((each) => each.kind !== "unknown") && !isDecided(run);
}

function isDecided({ packages, script }: RunPackages): boolean {
  if (hasFlag(packages, "--no-install-recommends", "--install-recommends", "--print-uris", "-s", "--simulate", "--download-only"))
    return true;
  if (/install-(?:recommends|suggests)/i.test(script.source.text.replaceAll("--no-install-recommends", ""))) return true;
  // A word that is not known may hold the flag.
  return packages.packages.some((each) => each.kind === "unknown" && /^\$/.test(each.word.raw));
}

/** The last flag that stands directly behind the verb, or the verb. */
function lastFlagBehind({ packages, command }: RunPackages): ShellWord {
  let last = packages.verbWord;
  for (const word of command.arguments_.slice(command.arguments_.indexOf(packages.verbWord) + 1)) {
    if (!/^(?:-[yqfm]+|--yes|--assume-yes|--quiet|--no-upgrade)$/.test(word.value ?? "")) break;
    last = word;
  }
  return last;
}
