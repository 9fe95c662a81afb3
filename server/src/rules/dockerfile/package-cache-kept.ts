import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { alike, staysInImage } from "../../languages/dockerfile/layers";
import { hasFlag } from "../../languages/shell/package-managers";
import { packageCommand } from "../../languages/shell/package-managers";
import type { RunPackages } from "../../languages/dockerfile/run-commands";
import { packageCommands } from "../../languages/dockerfile/queries";
import { appendCommand } from "../../languages/dockerfile/edit";
import { mountCache } from "../../languages/dockerfile/cache-mounts";

/** Where managers keep what they download, and what empties it. Source: the managers' own manuals. */
const CACHES: Readonly<Record<string, { readonly folder: string; readonly also?: string; readonly clean: string }>> = {
  yum: { folder: "/var/cache/yum", clean: "yum clean all" },
  dnf: { folder: "/var/cache/dnf", also: "/var/cache/libdnf5", clean: "dnf clean all" },
  microdnf: { folder: "/var/cache/yum", clean: "microdnf clean all" },
  zypper: { folder: "/var/cache/zypp", clean: "zypper clean --all" },
  yarn: { folder: "/usr/local/share/.cache/yarn", clean: "yarn cache clean" },
};

export default defineRule({
  id: "dockerfile/package-cache-kept",
  summary: "Cache of a package manager that stays in the image",
  severity: "info",
  preset: "recommended",
  category: "performance",
  since: "0.1.0",
  guidance: [],
  equivalents: [
    "hadolint:DL3032",
    "hadolint:DL3036",
    "hadolint:DL3040",
    "hadolint:DL3060",
    "trivy:DS-0015",
    "trivy:DS-0019",
    "trivy:DS-0020",
    "trivy:DS-0027",
    "kics:yum_clean_all_missing",
    "kics:missing_dnf_clean_all",
    "kics:missing_zypper_clean",
  ],
  references: ["https://docs.docker.com/build/cache/optimize/"],
  rationale:
    "Indexes and packages that were downloaded stay in the layer, often more than what was installed, and no later layer makes it smaller. Clean up in the same RUN, or mount the cache. Only layers of the final image count.",
  examples: [
    {
      title: "dnf",
      source: dockerfile`
FROM fedora:42
RUN dnf install -y nginx \
    ^^^^^^^^^^^ 💡 info: dnf install leaves its cache in the image: end the RUN with "dnf clean all".
    && systemctl --root / enable nginx
`,
      fixed: dockerfile`
FROM fedora:42
RUN dnf install -y nginx \
    && systemctl --root / enable nginx \
    && dnf clean all
`,
    },
    {
      title: "cleaned, mounted, in a stage that is left behind",
      source: dockerfile`
FROM fedora:42 AS build
RUN dnf install -y gcc
FROM fedora:42
RUN dnf install -y nginx && dnf clean all && dnf --version
RUN dnf install -y jq && rm -rf /var/cache/dnf
RUN --mount=type=cache,target=/var/cache/dnf dnf install -y git
COPY --from=build /app /app
`,
    },
  ],
  on: packageCommands,
  *check(run) {
    const cache = CACHES[run.packages.manager];
    if (!cache || !keeps(run)) return;
    if (alike(run, (other) => other.packages.manager === run.packages.manager && keeps(other))[0]?.command !== run.command) return;
    const edit = appendCommand(run.run, cache.clean);
    yield {
      at: { start: run.range.start, end: run.packages.verbWord.range.end },
      message: `${run.packages.manager} ${run.packages.verb} leaves its cache in the image: end the RUN with "${cache.clean}".`,
      fixes: [
        ...(edit ? [{ title: `Add ${cache.clean}`, safety: "suggestion" as const, edits: [edit] }] : []),
        ...mountCache(run, [cache.folder, ...(cache.also === undefined ? [] : [cache.also])]),
      ],
    };
  },
});

function keeps(run: RunPackages): boolean {
  const { packages } = run;
  const cache = CACHES[packages.manager];
  if (hasFlag(packages, "--version", "--help", "-h") || (packages.packages.length === 0 && hasFlag(packages, "-v"))) return false;
  const cleans = run.later.some((command) => {
    const later = packageCommand(command);
    return later?.action === "clean" && later.manager === packages.manager;
  });
  if (packages.manager === "yarn" && run.mounts.length > 0) return false;
  return (
    cache !== undefined &&
    !cleans &&
    (packages.action === "install" || packages.action === "restore") &&
    staysInImage(run, cache.folder) &&
    staysInImage(run, cache.also ?? cache.folder)
  );
}
