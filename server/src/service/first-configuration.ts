import type { Path } from "../core/path";
import { relative } from "../core/path";

const PRODUCTION = /^(?:prod|production|live)$/;
const OTHER = /^(?:dev|develop|development|local|testing|staging|stage|sandbox|preview|qa)$/;

/** Where files say which Kubernetes they are for: an EKS cluster, a node image of kind, a release of K3s. */
const VERSIONS = [
  /resource\s+"aws_eks_cluster"[^}]*?\bversion\s*=\s*"(1\.\d+)"/s,
  /kindest\/node:v(1\.\d+)/,
  /INSTALL_K3S_VERSION=v(1\.\d+)/,
  /\bcluster_version\s*=\s*"(1\.\d+)"/,
];

/** What a first `.plimsoll.yaml` is made from. */
export interface Found {
  readonly root: Path;
  readonly files: Iterable<{ readonly path: Path; readonly text: string }>;
  readonly preset: string;
}

/**
 * A first `.plimsoll.yaml`: the environments that folders are named after, the Kubernetes version a file names, and what else there is as
 * comments. It says nothing that does not hold already, but makes it visible.
 */
export function firstConfiguration({ root, files, preset }: Found): string {
  const environments = new Map<string, Set<string>>();
  let version: string | undefined;
  for (const { path, text } of files) {
    const name = relative(root, path) ?? path;
    const segments = name.split("/").slice(0, -1);
    segments.forEach((segment, i) => {
      if (!PRODUCTION.test(segment) && !OTHER.test(segment)) return;
      const globs = environments.get(segment) ?? new Set<string>();
      environments.set(segment, globs.add(`${segments.slice(0, i + 1).join("/")}/**`));
    });
    for (const pattern of VERSIONS) version ??= pattern.exec(text)?.[1];
  }
  return `# What Plimsoll says about the files below this folder.
# Every option: hover a key, or see the README.

# essential: what is never wrong; recommended: what a good colleague says;
# strict: what a careful one says; all: opinions, too.
extends: ${preset}

${kubernetes(version)}
${environmentsText(environments)}
# Levels by rule or glob: off, hint, info, warning, error.
# rules:
#   kubernetes/missing-resources: hint

# Other levels for some files.
# overrides:
#   - files: ["legacy/**"]
#     rules:
#       "compose/*": hint

# Files that are nobody's own, besides what Git ignores.
# ignore: ["third-party/**"]
`;
}

const kubernetes = (version: string | undefined): string =>
  version === undefined
    ? `# The cluster's version: API versions that it no longer has are errors.
# kubernetes:
#   version: "1.33"
`
    : `# The cluster's version, as a file of this workspace has it.
# API versions that it no longer has are errors.
kubernetes:
  version: "${version}"
`;

function environmentsText(found: ReadonlyMap<string, ReadonlySet<string>>): string {
  if (!found.size)
    return `# Which files belong to which environment.
# In production more is expected: replicas, disruption budgets, backups.
# environments:
#   production:
#     files: ["deploy/production/**"]
#     production: true
`;
  const entries = [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, globs]) => {
      const files = [...globs].sort().map((glob) => JSON.stringify(glob));
      return `  ${name}:\n    files: [${files.join(", ")}]\n${PRODUCTION.test(name) ? "    production: true\n" : ""}`;
    });
  return `# The environments that folders are named after.
# In production more is expected: replicas, disruption budgets, backups.
environments:
${entries.join("")}`;
}
