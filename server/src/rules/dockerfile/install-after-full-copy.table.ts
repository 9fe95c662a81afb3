/** A dependency manager that installs from lists in the source folder. */
export interface Installer {
  readonly program: RegExp;
  /** Subcommands that install what the lists say; the words behind the program, flags left out. */
  readonly verb: RegExp;
  /** The lists, as a person would name them. */
  readonly lists: string;
  /** Files that say which packages there are, as they are called in COPY. */
  readonly manifests: RegExp;
  /** Files to copy before: those in the first group as they are, of the others those that are there. Undefined: no fix. */
  readonly copy?: { readonly always: readonly string[]; readonly ifThere: readonly string[] };
}

/** From each tool's own manual. A build that downloads on its way (`go build`, `mvn package`) needs the sources and is no install. */
export const installers: readonly Installer[] = [
  {
    program: /^npm$/,
    verb: /^(?:ci|install|i|clean-install)$/,
    lists: "package.json and its lock file",
    manifests: /package(?:-lock)?\.json|package\*|npm-shrinkwrap/,
    copy: { always: ["package*.json"], ifThere: [".npmrc"] },
  },
  {
    program: /^yarn$/,
    verb: /^(?:install)?$/,
    lists: "package.json and yarn.lock",
    manifests: /package\.json|package\*|yarn\.lock/,
    copy: { always: ["package.json", "yarn.lock*"], ifThere: [".yarnrc.yml", ".npmrc"] },
  },
  {
    program: /^pnpm$/,
    verb: /^(?:install|i|fetch)$/,
    lists: "package.json and pnpm-lock.yaml",
    manifests: /package\.json|package\*|pnpm-lock/,
    copy: { always: ["package.json", "pnpm-lock.yaml*"], ifThere: [".npmrc"] },
  },
  {
    program: /^bun$/,
    verb: /^(?:install|i)$/,
    lists: "package.json and bun.lock",
    manifests: /package\.json|package\*|bun\.lock/,
    copy: { always: ["package.json", "bun.lock*"], ifThere: [] },
  },
  { program: /^(?:pip|pip3|python|python3)$/, verb: /^(?:pip )?install$/, lists: "the list", manifests: /requirements/ },
  { program: /^poetry$/, verb: /^install$/, lists: "pyproject.toml and poetry.lock", manifests: /pyproject|poetry\.lock/ },
  { program: /^pipenv$/, verb: /^(?:install|sync)$/, lists: "Pipfile and Pipfile.lock", manifests: /Pipfile/ },
  { program: /^uv$/, verb: /^(?:sync|pip sync)$/, lists: "pyproject.toml and uv.lock", manifests: /pyproject|uv\.lock|requirements/ },
  {
    program: /^go$/,
    verb: /^mod download$/,
    lists: "go.mod and go.sum",
    manifests: /go\.(?:mod|sum|\*)/,
    copy: { always: ["go.mod", "go.sum*"], ifThere: [] },
  },
  { program: /^bundle$/, verb: /^(?:install)?$/, lists: "Gemfile and Gemfile.lock", manifests: /Gemfile/ },
  { program: /^composer$/, verb: /^(?:install|i)$/, lists: "composer.json and composer.lock", manifests: /composer/ },
  { program: /^cargo$/, verb: /^fetch$/, lists: "Cargo.toml and Cargo.lock", manifests: /Cargo/ },
  { program: /^mvnw?$/, verb: /^dependency:[\w-]+$/, lists: "pom.xml", manifests: /pom/ },
  { program: /^gradlew?$/, verb: /^dependencies$/, lists: "the build files", manifests: /gradle/ },
  { program: /^dotnet$/, verb: /^restore$/, lists: "the project files", manifests: /csproj|fsproj|sln|props/ },
];
