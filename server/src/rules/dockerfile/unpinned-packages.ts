import type { Finding, Rule } from "../../core/rule";
import { defineRules, where } from "../../core/rule";
import type { Preset, RuleId, Severity } from "../../core/settings";
import type { RunPackages } from "../../languages/dockerfile/run-commands";
import { packageCommands } from "../../languages/dockerfile/queries";
import type { PackageArgument, PackageCommand, PackageManager } from "../../languages/shell/package-managers";
import { OPINION } from "../../languages/dockerfile/opinion";
import type { Fix } from "../../core/edit";
import { range } from "../../core/text";
import { joinWords } from "../../core/words";

interface Row {
  readonly id: RuleId;
  readonly summary: string;
  readonly managers: readonly PackageManager[];
  readonly preset: Preset;
  readonly severity: Severity;
  readonly rationale: string;
  readonly equivalents: readonly string[];
  readonly reference: string;
  readonly hit: string;
  readonly message: string;
  readonly clean: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    id: "dockerfile/unpinned-system-package",
    summary: "Package of the distribution without a version",
    managers: ["apt-get", "apt", "apk", "yum", "dnf", "microdnf", "zypper"],
    preset: "all",
    severity: "hint",
    rationale:
      "Only for those who keep a mirror that never forgets a version. Debian, Ubuntu, Alpine and Fedora delete the old package when a security update " +
      "comes, so a pinned version breaks the build within weeks and keeps the hole open until somebody looks. That is why no preset but `all` has this. " +
      "To repeat a build exactly, pin the base image by digest, or use a snapshot of the distribution.",
    equivalents: [
      "hadolint:DL3008",
      "hadolint:DL3018",
      "hadolint:DL3033",
      "hadolint:DL3037",
      "hadolint:DL3041",
      "kics:apt_get_install_pin_version",
      "kics:unpinned_apk_add",
      "kics:yum_without_version",
      "kics:zypper_without_version",
      "kics:missing_version_in_dnf_install",
    ],
    reference: "https://snapshot.debian.org/",
    hit: "RUN apt-get install -y curl git=1:2.39.5-0 jq",
    message: 'Nothing says which version of "curl" and "jq" is meant.',
    clean: ["RUN apt-get install -y curl=7.88.1-10 ./local.deb", "ARG V", "RUN apk add --no-cache curl=$V"],
  },
  {
    id: "dockerfile/unpinned-language-package",
    summary: "Package of a language's registry without a version",
    managers: ["pip", "npm", "yarn", "pnpm", "gem", "go", "uv"],
    preset: "strict",
    severity: "info",
    rationale:
      "Tomorrow's build may install another major version, without a change in this file. Unlike distributions, these registries keep every version, " +
      "so naming one costs nothing. Installs from a list or a lock file, local packages and words with variables are left alone.",
    equivalents: [
      "hadolint:DL3013",
      "hadolint:DL3016",
      "hadolint:DL3028",
      "hadolint:DL3062",
      "kics:unpinned_pip",
      "kics:npm_without_pinned_version",
      "kics:gem_without_version",
    ],
    reference: "https://pip.pypa.io/en/stable/topics/repeatable-installs/",
    hit: "RUN pip install --no-cache-dir gunicorn flask==3.1.2",
    message: 'Nothing says which version of "gunicorn" is meant.',
    clean: [
      "RUN pip install --upgrade pip && pip install -r requirements.txt && pip install -e . && pip install git+https://git.example.com/a@v1",
      "RUN npm install -g pnpm@9 && go install example.com/tool@v1.2.3 && gem install rake -v 13.2.1",
    ],
  },
];

/** Installs that name a package and leave its version to the day of the build. */
export default defineRules(ROWS, (row): Rule<RunPackages> => ({
  id: row.id,
  summary: row.summary,
  severity: row.severity,
  preset: row.preset,
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: row.equivalents,
  references: [row.reference],
  rationale: row.rationale,
  examples: [
    { title: "no version", source: `FROM debian:12\n${row.hit}\n${annotation(row)}\n` },
    { title: "a version, a file, or unknown", source: `FROM debian:12\n${row.clean.join("\n")}\n` },
  ],
  on: where(packageCommands, ({ packages }) => row.managers.includes(packages.manager)),
  *check(run) {
    const { packages, flags, lists, manager, action, verb } = run.packages;
    if (manager === "go" && verb === "run") yield* runOfLatest(run);
    if (action !== "install" || lists.length > 0 || flags.some(({ name }) => manager === "pip" && /^(?:-c|--constraint)$/.test(name)))
      return;
    const loose = packages.filter((each) => isLoosePackage(run.packages, each));
    const [first] = loose;
    if (!first) return;
    yield {
      at: first.word.range,
      // What installs the others is meant to be the newest, and a branch is somebody's decision.
      ...(loose.every(({ name, kind }) => isInstaller(name) || kind !== "package") ? OPINION : {}),
      message: `Nothing says which version of ${list(loose.map(({ name }) => `"${name ?? ""}"`))} is meant.`,
      fixes: nameVersions(run, loose),
    };
  },
}));

/** npm's `latest` is no version. */
const isLoose = (version: string | undefined): boolean => version === undefined || version === "latest" || version === "";

function isLoosePackage({ manager, verb }: PackageCommand, { kind, version, name, word }: PackageArgument): boolean {
  // A module of a distribution has its stream behind a colon.
  if (verb.startsWith("module")) return kind === "package" && !/[:/]/.test(name ?? "");
  if (kind === "package") return isLoose(version);
  const isRepository = kind === "url" && (manager === "pip" || manager === "npm") && /^git/.test(name ?? "");
  return isRepository && !/[#@][^/]*$/.test((word.value ?? "").replace(/#egg=.*$/, ""));
}

/** A tab stop behind each package. */
function nameVersions(run: RunPackages, loose: readonly PackageArgument[]): Fix[] {
  const separator = SEPARATORS[run.packages.manager];
  const plain = loose.every(
    ({ word, version, kind }) => word.quote === "none" && kind === "package" && !version && run.editable(word.range),
  );
  if (separator === undefined || !plain || run.run.instruction.json) return [];
  const edits = loose.map(({ word }, i) => ({
    at: range(word.range.end, word.range.end),
    text: `${separator}\${${i + 1}:version}`,
    snippet: true,
  }));
  return [{ title: loose.length > 1 ? "Name their versions" : "Name a version", safety: "suggestion", edits }];
}

const SEPARATORS: Partial<Record<PackageManager, string>> = {
  "apt-get": "=",
  apt: "=",
  apk: "=",
  zypper: "=",
  yum: "-",
  dnf: "-",
  microdnf: "-",
  pip: "==",
  uv: "==",
  npm: "@",
  yarn: "@",
  pnpm: "@",
  go: "@",
  gem: ":",
};

/** `go run example.com/tool@latest`. */
function* runOfLatest({ command }: RunPackages): Iterable<Finding> {
  const word = command.arguments_.find(({ value }) => /^[\w.-]+\.[a-z]+\/\S+@latest$/.test(value ?? ""));
  if (word) yield { at: word.range, message: `Nothing says which version of "${word.raw.replace(/@latest$/, "")}" is meant.` };
}

/** What installs the others is meant to be the newest. */
const isInstaller = (name: string | undefined): boolean => ["pip", "setuptools", "wheel", "npm", "corepack"].includes(name ?? "");

const list = (names: readonly string[]): string => joinWords(names.length > 3 ? [...names.slice(0, 3), `${names.length - 3} more`] : names);

function annotation({ hit, message, severity }: Row): string {
  const name = /"([^"]+)"/.exec(message)?.[1] ?? "";
  return `${" ".repeat(hit.indexOf(` ${name}`) + 1)}${"^".repeat(name.length)} 💡 ${severity}: ${message}`;
}
