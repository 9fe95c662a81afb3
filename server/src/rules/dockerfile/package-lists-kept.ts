import { dockerfile } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { appendCommand } from "../../languages/dockerfile/edit";
import { isRepeated, packageCommandsOf, staysInImage } from "../../languages/dockerfile/layers";
import { packageCommands } from "../../languages/dockerfile/queries";
import { OPINION } from "../../languages/dockerfile/opinion";
import { mountCache } from "../../languages/dockerfile/cache-mounts";

const LISTS = "/var/lib/apt/lists";

export default defineRule({
  id: "dockerfile/package-lists-kept",
  summary: "Package lists of apt that stay in the image",
  severity: "info",
  preset: "recommended",
  category: "performance",
  since: "0.1.0",
  guidance: ["DK-33"],
  equivalents: ["hadolint:DL3009", "kics:apt_lists_not_deleted"],
  references: ["https://docs.docker.com/build/building/best-practices/#apt-get"],
  rationale:
    "`apt-get update` writes some 20 to 50 MB of lists that nothing reads at run time and that are outdated tomorrow. Removing them in a later RUN " +
    "hides them and saves nothing, since the layer below keeps them: it has to be the same RUN. Stages whose layers do not reach the final image, " +
    "and RUNs with a cache mount over the lists, are not reported.",
  examples: [
    {
      title: "operators at the start of the lines",
      source: dockerfile`
FROM debian:12
RUN apt-get update \
    ^^^^^^^^^^^^^^ 💡 info: The lists that apt-get update downloads stay in the image: remove them in the same RUN.
    # for the health check
    && apt-get install -y --no-install-recommends \
        curl
`,
      fixed: dockerfile`
FROM debian:12
RUN apt-get update \
    # for the health check
    && apt-get install -y --no-install-recommends \
        curl \
    && rm -rf /var/lib/apt/lists/*
`,
      otherFixes: {
        "Mount a cache instead": dockerfile`
FROM debian:12
RUN --mount=type=cache,target=/var/lib/apt,sharing=locked \
    --mount=type=cache,target=/var/cache/apt,sharing=locked \
    apt-get update \
    # for the health check
    && apt-get install -y --no-install-recommends \
        curl
`,
      },
    },
    {
      title: "operators at the end of the lines",
      source: dockerfile`
FROM debian:12
RUN apt-get update && \
    ^^^^^^^^^^^^^^ 💡 info: The lists that apt-get update downloads stay in the image: remove them in the same RUN.
  apt-get install -y --no-install-recommends \
    curl \
    git
`,
      fixed: dockerfile`
FROM debian:12
RUN apt-get update && \
  apt-get install -y --no-install-recommends \
    curl \
    git && \
  rm -rf /var/lib/apt/lists/*
`,
    },
    {
      title: "semicolons and tabs",
      source: dockerfile`
FROM debian:12
RUN set -eux; \
	apt-get update; \
 ^^^^^^^^^^^^^^ 💡 info: The lists that apt-get update downloads stay in the image: remove them in the same RUN.
	apt-get install -y curl
`,
      fixed: dockerfile`
FROM debian:12
RUN set -eux; \
	apt-get update; \
	apt-get install -y curl; \
	rm -rf /var/lib/apt/lists/*
`,
    },
    {
      title: "one line, and a heredoc",
      source: dockerfile`
FROM debian:12 AS base
RUN apt-get update && apt-get install -y curl
    ^^^^^^^^^^^^^^ 💡 info: The lists that apt-get update downloads stay in the image: remove them in the same RUN.
FROM base
RUN <<EOF
  apt-get update
  ^^^^^^^^^^^^^^ 💡 info: The lists that apt-get update downloads stay in the image: remove them in the same RUN.
  apt-get install -y curl
EOF
`,
      fixed: dockerfile`
FROM debian:12 AS base
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
FROM base
RUN <<EOF
  apt-get update
  apt-get install -y curl
EOF
`,
    },
    {
      title: "a heredoc",
      source: dockerfile`
FROM debian:12
RUN <<EOF
  apt-get update
  ^^^^^^^^^^^^^^ 💡 info: The lists that apt-get update downloads stay in the image: remove them in the same RUN.
  apt-get install -y curl
EOF
`,
      fixed: dockerfile`
FROM debian:12
RUN <<EOF
  apt-get update
  apt-get install -y curl
  rm -rf /var/lib/apt/lists/*
EOF
`,
    },
    {
      title: "removed, mounted, or in another stage",
      source: dockerfile`
FROM debian:12 AS build
RUN apt-get update && apt-get install -y gcc
FROM debian:12
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/{apt,dpkg,cache}
RUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y git
RUN apt-get update && apt-get install -y wget && /cleanup.sh
RUN apt-get update && apt-get install -y jq && apt-get dist-clean
COPY --from=build /app /app
`,
    },
  ],
  on: where(
    packageCommands,
    ({ packages }) =>
      (packages.action === "update" || packages.action === "install") && (packages.manager === "apt-get" || packages.manager === "apt"),
  ),
  *check(run) {
    // A RUN that only updates is another rule's.
    const all = packageCommandsOf(run, "apt-get", "apt");
    const wanted = all.some(({ action }) => action === "install" || action === "upgrade");
    // Newer versions of apt have a word for it.
    const cleaned = all.some(({ verb }) => verb === "distclean" || verb === "dist-clean");
    if (cleaned || isRepeated(run) || !staysInImage(run, LISTS)) return;
    if (run.packages.action === "install" || !wanted) {
      if (!all.some(({ action, verb }) => action !== run.packages.action && (action === "update" || action === "install") && verb !== ""))
        yield { at: run.range, ...OPINION, message: `This RUN ends without "rm -rf ${LISTS}/*".` };
      return;
    }
    const edit = appendCommand(run.run, `${run.packages.wrappers.includes("sudo") ? "sudo " : ""}rm -rf ${LISTS}/*`);
    yield {
      at: run.range,
      message: `The lists that ${run.packages.manager} update downloads stay in the image: remove them in the same RUN.`,
      fixes: [
        ...(edit ? [{ title: "Remove the package lists", safety: "suggestion" as const, edits: [edit] }] : []),
        // apt locks both folders: builds at the same time have to wait for one another.
        ...mountCache(run, ["/var/lib/apt", "/var/cache/apt"], "locked"),
      ],
    };
  },
});
