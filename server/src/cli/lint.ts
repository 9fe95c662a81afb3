import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Path } from "../core/path";
import { dirname, foldersAbove, relative } from "../core/path";
import type { AnyRule } from "../core/rule";
import { globMatcher } from "../config/glob";
import { Project, UsageError, readText } from "../node/project";
import { toFile, toPath } from "../node/walk";
import { RULE_IDS } from "../rules/ids.generated";
import { RULES } from "../rules/index.generated";
import { readBaseline } from "../service/baseline";
import { fixAll } from "../service/fix-all";
import type { FileResult } from "../service/result";
import type { Check } from "../service/readiness";
import type { ReportedWorkload } from "../service/report";
import { workloadsOf } from "../service/report";
import { fileResult, summarize } from "../service/result";
import { subjects } from "../service/subjects";
import type { LintArguments } from "./args";
import type { Outcome } from "./output";

export interface LintContext {
  readonly cwd: string;
  readonly today: string;
  readonly version: string;
  readonly color: boolean;
  readonly readStdin: () => string;
  readonly log: (message: string) => void;
  /** The checks of the readiness review. */
  readonly checks: () => readonly Check[];
  /** The script that draws an HTML report. */
  readonly reportScript: () => string;
}

/** Lints what the arguments say and, with `fix`, repairs it on the disk. Throws a {@link UsageError} before anything is written. */
export function lint(args: LintArguments, context: LintContext): Outcome {
  const targets = args.stdin === undefined ? args.paths.map((name) => existing(context.cwd, name)) : [];
  const stdinFile = args.stdin === undefined ? undefined : toPath(path.resolve(context.cwd, args.stdin));
  const project = new Project({ rules: chosenRules(args.rules), today: context.today, log: context.log });
  const cwd = toPath(context.cwd);
  const folders =
    stdinFile === undefined
      ? targets.map((target) => (target.isFolder ? target.path : contextOf(target.path, cwd)))
      : [contextOf(stdinFile, cwd)];
  configure(project, args, context, folders);
  const ours = project.load(folders.length ? outermost(folders) : [context.cwd], repositoryOf(cwd));
  if (stdinFile !== undefined) project.workspace.set(stdinFile, context.readStdin());
  for (const target of targets) if (!target.isFolder && !project.workspace.engine.has(target.path)) project.open(target.path);

  const wanted = stdinFile === undefined ? selected(ours, targets, project) : [stdinFile];
  const shard = args.shard ? wanted.filter((_, i) => i % (args.shard?.of ?? 1) === (args.shard?.index ?? 1) - 1) : wanted;
  const repaired = args.fix && stdinFile === undefined ? repair(project, shard) : 0;
  const known = args.baseline === undefined ? undefined : knownIn(path.resolve(context.cwd, args.baseline));
  const name = (file: Path) => path.relative(context.cwd, file).split(path.sep).join("/");
  const checks = args.format === "html" || args.format === "markdown" ? context.checks() : [];
  const workloads: ReportedWorkload[] = [];
  const still = new Set<string>();
  const results = shard.flatMap((file): FileResult[] => {
    const report = project.report(file);
    if (!report) return [];
    const result = fileResult(report, name(file));
    if (checks.length) workloads.push(...workloadsOf(result.path, subjects(report, project.workspace), checks));
    project.workspace.engine.release(file);
    const findings = result.findings.filter(({ fingerprint }) => known?.has(fingerprint) !== true || !still.add(fingerprint));
    return [{ ...result, findings }];
  });
  return {
    version: context.version,
    results,
    summary: summarize(results),
    textOf: (file) => project.workspace.engine.text(toPath(path.resolve(context.cwd, file))) ?? "",
    color: context.color,
    workloads,
    baseline: known && { known: still.size, gone: known.size - still.size },
    reportScript: context.reportScript,
    silenced: still.size,
    repaired,
  };
}

/** The rules a `--rule` option names; all of them without it. */
function chosenRules(patterns: readonly string[]): readonly AnyRule[] {
  for (const pattern of patterns)
    if (!RULE_IDS.some((id) => globMatcher([pattern])(id))) throw new UsageError(`--rule ${pattern}: there is no such rule`);
  if (!patterns.length) return RULES;
  const matches = globMatcher(patterns);
  return RULES.filter((rule) => matches(rule.id) || Object.keys(rule.checks ?? {}).some(matches));
}

function configure(project: Project, args: LintArguments, context: LintContext, folders: readonly Path[]): void {
  if (args.preset !== undefined || args.rules.length) {
    const rules = args.rules.map((pattern) => ({ pattern, level: "on" as const, options: undefined }));
    const told = {
      rules,
      overrides: [],
      ignore: [],
      severity: {},
      environments: [],
      ...(args.preset === undefined ? {} : { preset: args.preset }),
    };
    if (args.preset !== undefined) project.configurations.setForced(told);
    else project.configurations.setEditor(() => told);
  }
  if (args.noConfig) return;
  if (args.config !== undefined) {
    const file = toPath(path.resolve(context.cwd, args.config));
    if (readText(file) === undefined) throw new UsageError(`--config ${args.config}: there is no such file`);
    project.loadConfiguration(file, args.config);
    project.configurations.setOnly(file);
    return;
  }
  for (const folder of folders) project.loadConfigurations(folder, configurationsBelow(folder));
}

const configurationsBelow = (folder: Path): Path[] =>
  readText(`${folder}/.plimsoll.yaml`) === undefined ? [] : [`${folder}/.plimsoll.yaml`];

function existing(cwd: string, name: string): { path: Path; isFolder: boolean } {
  const full = path.resolve(cwd, name);
  try {
    const stat = statSync(full);
    if (stat.isFile()) readFileSync(full);
    return { path: toPath(full), isFolder: stat.isDirectory() };
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new UsageError(`${name}: ${missing ? "there is no such file or folder" : "cannot be read"}`);
  }
}

/**
 * The folder that a single file is read with: the topmost below the working folder that holds a chart or a kustomization, else its own, or
 * the nearest one that exists.
 */
function contextOf(file: Path, cwd: Path): Path {
  const above = [...foldersAbove(file)].filter((folder) => folder === cwd || relative(cwd, folder) !== undefined);
  const deployed = above.findLast((folder) =>
    ["Chart.yaml", "kustomization.yaml", "kustomization.yml"].some((name) => existsSync(toFile(`${folder}/${name}`))),
  );
  return deployed ?? above.find((folder) => existsSync(toFile(folder))) ?? dirname(file);
}

/** The repository that a folder is of, else the folder itself. */
const repositoryOf = (folder: Path): Path =>
  [...foldersAbove(`${folder}/.`)].find((above) => existsSync(toFile(`${above}/.git`))) ?? folder;

/** Folders without those that lie in another of them: each file is read once. */
function outermost(folders: readonly Path[]): Path[] {
  const unique = [...new Set(folders)];
  return unique.filter((folder) => !unique.some((other) => other !== folder && `${folder}/`.startsWith(`${other}/`)));
}

function selected(ours: readonly Path[], targets: readonly { path: Path; isFolder: boolean }[], project: Project): Path[] {
  const files = new Set(ours.filter((file) => targets.some((target) => target.isFolder && file.startsWith(`${target.path}/`))));
  for (const target of targets) if (!target.isFolder && project.workspace.engine.has(target.path)) files.add(target.path);
  return [...files].sort();
}

/** Applies the safe fixes of each file and writes it whole: beside its place first, then renamed over it. */
function repair(project: Project, files: readonly Path[]): number {
  let repaired = 0;
  for (const file of files) {
    const { engine } = project.workspace;
    const before = engine.text(file) ?? "";
    const errors = engine.errorCount(file);
    project.report(file);
    const text = fixAll(project.workspace, file)?.text ?? before;
    if (text === before) continue;
    project.workspace.set(file, text);
    if (engine.errorCount(file) > errors) {
      project.workspace.set(file, before);
      continue;
    }
    const beside = `${file}.plimsoll-${process.pid}`;
    writeFileSync(beside, text, { mode: statSync(file).mode });
    renameSync(beside, file);
    repaired++;
  }
  return repaired;
}

function knownIn(file: string): ReadonlySet<string> {
  const text = readText(file);
  if (text === undefined) throw new UsageError(`--baseline ${file}: there is no such file`);
  try {
    return readBaseline(text);
  } catch (error) {
    throw new UsageError(`--baseline ${file}: not a baseline (${error instanceof Error ? error.message : String(error)})`);
  }
}
