import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { insertBehind } from "../../languages/dockerfile/edit";
import { alike, staysInImage } from "../../languages/dockerfile/layers";
import type { RunPackages } from "../../languages/dockerfile/run-commands";
import { packageCommands } from "../../languages/dockerfile/queries";
import { hasFlag } from "../../languages/shell/package-managers";
import { OPINION } from "../../languages/dockerfile/opinion";
import { mountCache } from "../../languages/dockerfile/cache-mounts";

export default defineRule({
  id: "dockerfile/apk-cache-kept",
  summary: "Package index of apk that stays in the image",
  severity: "info",
  preset: "recommended",
  category: "performance",
  since: "0.1.0",
  guidance: ["POD-13"],
  equivalents: ["hadolint:DL3019", "trivy:DS-0025", "kics:apk_add_local_cache"],
  references: ["https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper"],
  rationale:
    "apk keeps the index it downloads, some megabytes in an image of five. `--no-cache` takes a fresh index, uses it and keeps nothing, " +
    "which also makes an `apk update` in front of it needless. Only layers of the final image count.",
  examples: [
    {
      title: "an add without the flag",
      source: dockerfile`
FROM alpine:3.22
RUN apk add --virtual .build \
    ^^^^^^^ 💡 info: apk add leaves its package index in the image: --no-cache keeps nothing.
        gcc && make
`,
      fixed: dockerfile`
FROM alpine:3.22
RUN apk add --no-cache --virtual .build \
        gcc && make
`,
    },
    {
      title: "not kept",
      source: dockerfile`
FROM alpine:3.22 AS build
RUN apk add gcc
FROM alpine:3.22
ARG OPTS
RUN apk add --no-cache curl
RUN apk --no-cache add git
RUN apk update && apk add jq && rm -rf /var/cache/apk/*
RUN --mount=type=cache,target=/var/cache/apk apk add vim
RUN apk add $OPTS nano
COPY --from=build /app /app
`,
    },
  ],
  on: packageCommands,
  *check(run) {
    if (!keepsIndex(run)) return;
    const all = alike(run, keepsIndex);
    if (all[0]?.command !== run.command) return;
    const edits = all.flatMap((each) => insertBehind(each, each.packages.verbWord, "--no-cache") ?? []);
    yield {
      at: { start: run.range.start, end: run.packages.verbWord.range.end },
      ...(staysInImage(run, "/var/cache/apk") && staysInImage(run, "/etc/apk/cache") ? {} : OPINION),
      message: "apk add leaves its package index in the image: --no-cache keeps nothing.",
      fixes: [
        ...(edits.length === all.length ? [{ title: "Add --no-cache", safety: "suggestion" as const, edits }] : []),
        ...mountCache(run, ["/var/cache/apk"], "locked"),
      ],
    };
  },
});

function keepsIndex(run: RunPackages): boolean {
  const { packages } = run;
  if (packages.manager !== "apk" || packages.action !== "install") return false;
  if (
    hasFlag(packages, "--no-cache", "--no-network", "--cache-dir", "--root", "-p") ||
    packages.packages.some((each) => /^\$/.test(each.word.raw))
  )
    return false;
  // What is removed again in the same RUN, or left behind with its stage, does no harm.
  return run.mounts.length === 0;
}
