import type { ShellFlag } from "./flags";
import { readFlags } from "./flags";
import type { ShellCommand, ShellWord } from "./nodes";
import { managers } from "./package-managers.table";
import type { ManagerFacts, PackageAction, PackageManager, VersionSeparator } from "./package-managers.table";
import { innermost } from "./wrappers";
import type { Invocation } from "./wrappers";

export type { PackageAction, PackageManager } from "./package-managers.table";

export interface PackageArgument {
  readonly word: ShellWord;
  /** Without its version. Undefined where it is not known. */
  readonly name: string | undefined;
  /** As written: `1.2.3`, `^18`, `>=2,<3`. Empty where there is one that is not known. */
  readonly version: string | undefined;
  /**
   * `package` comes from a registry; `file` is an archive or a folder on disk, `url` an address or a repository, `group` a group of packages,
   * and `unknown` a word that a variable has a say in.
   */
  readonly kind: "package" | "file" | "url" | "group" | "unknown";
}

/** What a command asks a package manager to do. */
export interface PackageCommand {
  readonly command: ShellCommand;
  readonly manager: PackageManager;
  readonly action: PackageAction;
  /** The subcommand as written, with its group: `install`, `pip install`. Empty for a bare `yarn`. */
  readonly verb: string;
  /** The last word of the subcommand, or the program: what a new flag goes behind. */
  readonly verbWord: ShellWord;
  readonly packages: readonly PackageArgument[];
  /** Files with lists of packages: `requirements.txt` of `-r requirements.txt`. */
  readonly lists: readonly ShellWord[];
  readonly flags: readonly ShellFlag[];
  /** Whether any argument is not known: a missing flag may be in it. */
  readonly open: boolean;
  /** Programs in front: `sudo`. */
  readonly wrappers: readonly string[];
}

export const hasFlag = (command: PackageCommand, ...names: readonly string[]): boolean =>
  command.flags.some((flag) => names.includes(flag.name));

/** Reads a command of a package manager, behind `sudo` and the like, too. Undefined for any other program. */
export function packageCommand(command: ShellCommand): PackageCommand | undefined {
  const invocation = innermost(command.word, command.arguments_);
  const run = invocation && managerOf(invocation);
  if (!run) return undefined;
  const facts = managers[run.manager];
  const { flags, operands } = readFlags(run.words, facts);
  const verb = verbOf(operands, facts);
  const versionFlag = flags.find((flag) => facts.versionFlags?.includes(flag.name));
  const isInstall = verb.action === "install" || verb.action === "upgrade" || verb.action === "remove";
  const packages = isInstall ? operands.slice(verb.length).map((word) => argumentOf(word, run.manager, facts, versionFlag)) : [];
  const editable = flags.flatMap((flag) => (facts.packageFlags?.includes(flag.name) ? [flag.valueWord ?? flag.word] : []));
  const lists = flags.flatMap((flag) => (facts.listFlags?.includes(flag.name) ? [flag.valueWord ?? flag.word] : []));
  packages.push(
    ...editable.map((word): PackageArgument => ({
      word,
      name: word.value,
      version: undefined,
      kind: word.value === undefined ? "unknown" : "file",
    })),
  );
  return {
    command,
    manager: run.manager,
    action: verb.action === "install" && packages.length === 0 && restores(run.manager, lists) ? "restore" : verb.action,
    verb: operands
      .slice(0, verb.length)
      .map((word) => word.value ?? "")
      .join(" "),
    verbWord: operands[verb.length - 1] ?? run.program,
    packages,
    lists,
    flags,
    open: run.words.some((word) => word.value === undefined) || invocation.wrappers.includes("xargs"),
    wrappers: invocation.wrappers,
  };
}

/** Whether an install that names no package takes them from a list or a lock file. */
const restores = (manager: PackageManager, lists: readonly ShellWord[]): boolean =>
  lists.length > 0 || manager === "npm" || manager === "pnpm";

const PIP = /^pip(\d(\.\d+)?)?$/;
const PYTHON = /^(python|pypy)(\d(\.\d+)?)?$/;
const ALIASES: Readonly<Record<string, PackageManager>> = {
  dnf5: "dnf",
  "dnf-3": "dnf",
  tdnf: "dnf",
  "apt-fast": "apt-get",
  aptitude: "apt",
};

const isManager = (name: string): name is PackageManager => Object.hasOwn(managers, name);

/** `pip3` and `python -m pip` are pip. */
function managerOf(invocation: Invocation): { manager: PackageManager; words: readonly ShellWord[]; program: ShellWord } | undefined {
  const { name, words, program } = invocation;
  if (PIP.test(name)) return { manager: "pip", words, program };
  if (PYTHON.test(name)) {
    const module = words.findIndex((word) => word.value === "-m");
    const pip = module < 0 ? undefined : words[module + 1];
    if (pip?.value !== "pip" || words.slice(0, module).some((word) => !word.value?.startsWith("-"))) return undefined;
    return { manager: "pip", words: words.slice(module + 2), program: pip };
  }
  const manager = Object.hasOwn(ALIASES, name) ? ALIASES[name] : name;
  return manager !== undefined && isManager(manager) ? { manager, words, program } : undefined;
}

function verbOf(operands: readonly ShellWord[], facts: ManagerFacts): { action: PackageAction; length: number } {
  const [first, second] = operands;
  if (!first) return { action: facts.bare ?? "other", length: 0 };
  const name = first.value ?? "";
  const group = facts.groups && Object.hasOwn(facts.groups, name) ? facts.groups[name] : undefined;
  if (group)
    return {
      action: (Object.hasOwn(group, second?.value ?? "") ? group[second?.value ?? ""] : undefined) ?? "other",
      length: second ? 2 : 1,
    };
  return { action: (Object.hasOwn(facts.actions, name) ? facts.actions[name] : undefined) ?? "other", length: 1 };
}

function argumentOf(word: ShellWord, manager: PackageManager, facts: ManagerFacts, versionFlag: ShellFlag | undefined): PackageArgument {
  const { value } = word;
  if (value === undefined) return { word, ...partlyKnown(word.prefix, facts.separator), kind: "unknown" };
  if (isUrl(value)) return { word, name: value, version: undefined, kind: "url" };
  if (isFile(value, manager)) return { word, name: value, version: undefined, kind: "file" };
  if (value.startsWith("@") && facts.separator === "-") return { word, name: value, version: undefined, kind: "group" };
  const { name, version } = nameAndVersion(value, facts.separator, manager);
  return { word, name, version: version ?? versionFlag?.value ?? (versionFlag ? "" : undefined), kind: "package" };
}

/** `curl=$VERSION` is curl with a version, though nobody knows which. */
function partlyKnown(prefix: string, separator: VersionSeparator): { name: string | undefined; version: string | undefined } {
  const at = separator === "-" || separator === "none" ? -1 : prefix.indexOf(separator, 1);
  return at < 0 ? { name: undefined, version: undefined } : { name: prefix.slice(0, at), version: prefix.slice(at + separator.length) };
}

const isUrl = (value: string): boolean =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(value) || /^(git@|git\+|github:|gitlab:|bitbucket:)/.test(value) || /\s@\s/.test(value);

const ARCHIVE = /\.(deb|rpm|apk|whl|gem|crate|phar|tar|tgz|zip|tar\.(gz|bz2|xz|zst))$/;

function isFile(value: string, manager: PackageManager): boolean {
  if (/^(\.{1,2}($|[/[\\])|~|\/)/.test(value) || ARCHIVE.test(value)) return true;
  return value.startsWith("file:") || (manager === "pip" && value.includes("/"));
}

/** How pip and uv compare versions. */
const PYTHON_VERSION = /^([A-Za-z0-9._-]+(?:\[[^\]]*\])?)\s*((?:===|==|~=|!=|<=|>=|<|>).*)$/;
/** An RPM's version has a dot, its release starts with a digit: `nginx-1.24.0`, `nginx-1:1.24-3.el9`, but not `java-1.8.0-openjdk`. */
const RPM_VERSION = /^(.+?)-((?:\d+:)?\d[^-]*\.[^-]*(?:-\d[^-]*)?)$/;

function nameAndVersion(
  value: string,
  separator: VersionSeparator,
  manager: PackageManager,
): { name: string; version: string | undefined } {
  if (separator === "==") {
    const [, name, version] = PYTHON_VERSION.exec(value) ?? [];
    return name === undefined ? { name: value, version: undefined } : { name, version: version?.replace(/^===?\s*/, "") };
  }
  if (separator === "-") {
    const [, name, version] = RPM_VERSION.exec(value) ?? [];
    return name === undefined ? { name: value, version: undefined } : { name, version };
  }
  if (manager === "apk" || manager === "zypper") {
    const [, name, version] = /^([^<>=~]+)([<>=~].*)$/.exec(value) ?? [];
    return name === undefined ? { name: value, version: undefined } : { name, version: version?.replace(/^=/, "") };
  }
  // A scope starts with the same sign as a version: `@angular/cli@17`.
  const at = separator === "none" ? -1 : value.indexOf(separator, 1);
  return at < 0 ? { name: value, version: undefined } : { name: value.slice(0, at), version: value.slice(at + separator.length) };
}
