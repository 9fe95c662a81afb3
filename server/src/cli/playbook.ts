import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { closest } from "../core/closest";
import { stepsOf } from "../languages/playbook/flow";
import { readPlaybook } from "../languages/playbook/read";
import type { Playbook } from "../languages/playbook/shape";
import { TOPICS } from "../languages/playbook/shape";
import { parseYaml } from "../languages/yaml/parse";
import { UsageError, readText } from "../node/project";
import { walk } from "../node/walk";
import { playbookMarkdown } from "../playbook/render";
import type { CliContext } from "./run";
import { lintArguments } from "./args";
import { FORMATTERS } from "./formats/index";
import { lint } from "./lint";

/** A playbook file that was read from a disk or out of the package. */
export interface PlaybookSource {
  readonly path: string;
  readonly text: string;
}

interface Found {
  readonly playbook: Playbook;
  readonly source: "built-in" | "workspace";
  readonly path: string;
}

/** Where a workspace keeps playbooks of its own. */
const FOLDER = ".plimsoll/playbooks";

/** `plimsoll playbook list|show|lint`. */
export function runPlaybook([name, ...args]: readonly string[], context: CliContext): number {
  switch (name) {
    case "list":
      return list(args, context);
    case "show":
      return show(args, context);
    case "lint":
      return lintPlaybooks(args, context);
    default:
      throw new UsageError(`playbook${name === undefined ? "" : ` ${name}`}: takes list, show or lint`);
  }
}

function list(args: readonly string[], context: CliContext): number {
  const { format, positionals } = options("list", args);
  if (positionals.length) throw new UsageError(`playbook list: takes no ${positionals.join(" ")}`);
  const found = playbooks(context);
  if (format === "json") {
    context.out(`${JSON.stringify(found.map(summaryOf), undefined, 2)}\n`);
    return 0;
  }
  const width = Math.max(0, ...found.map(({ playbook }) => playbook.id.length));
  for (const topic of TOPICS) {
    const own = found.filter(({ playbook }) => playbook.topic === topic);
    if (!own.length) continue;
    context.out(`${topic}\n`);
    for (const { playbook, source } of own)
      context.out(
        `  ${playbook.id.padEnd(width)}  ${playbook.title}${playbook.guide === true ? " (guide)" : ""}${source === "workspace" ? " (of this workspace)" : ""}\n`,
      );
  }
  return 0;
}

const summaryOf = ({ playbook, source, path: file }: Found) => ({
  id: playbook.id,
  title: playbook.title,
  summary: playbook.summary,
  topic: playbook.topic,
  guide: playbook.guide === true,
  source,
  path: file,
  appliesTo: playbook.appliesTo ?? [],
  guidance: playbook.guidance ?? [],
  steps: stepsOf(playbook).length,
});

function show(args: readonly string[], context: CliContext): number {
  const { format, positionals } = options("show", args);
  const [id, ...more] = positionals;
  if (id === undefined || more.length) throw new UsageError("playbook show: takes the id of one playbook");
  const all = playbooks(context);
  const found = all.find(({ playbook }) => playbook.id === id);
  if (!found) {
    const near = closest(
      id,
      all.map(({ playbook }) => playbook.id),
    );
    throw new UsageError(`playbook show ${id}: there is no such playbook${near === undefined ? "" : `; did you mean ${near}?`}`);
  }
  const { playbook, source, path: file } = found;
  context.out(
    format === "json" ? `${JSON.stringify({ source, path: file, playbook }, undefined, 2)}\n` : `${playbookMarkdown(playbook)}\n`,
  );
  return 0;
}

function lintPlaybooks(args: readonly string[], context: CliContext): number {
  const parsed = lintArguments(args);
  const named = args.some((arg) => parsed.paths.includes(arg));
  const paths = named ? parsed.paths : walkBelow(context.cwd).length ? [FOLDER] : [];
  if (!paths.length && parsed.stdin === undefined) {
    context.err(`plimsoll: there are no playbooks in ${FOLDER}\n`);
    return 0;
  }
  const outcome = lint({ ...parsed, paths, rules: parsed.rules.length ? parsed.rules : ["playbook/*"] }, context);
  const others = outcome.results.filter(({ language }) => language !== "playbook");
  const results = outcome.results.filter(({ language }) => language === "playbook");
  if (!results.length)
    throw new UsageError(
      `${paths.join(", ")}: no playbook; they lie in ${FOLDER}/${others.length ? ` and not in ${others[0]?.path ?? ""}` : ""}`,
    );
  context.out(FORMATTERS[parsed.format]({ ...outcome, results }));
  return outcome.summary.error > 0 || outcome.summary.warning > parsed.maxWarnings ? 1 : 0;
}

/** Those of the workspace first: one of the same id takes the place of a built-in one. What cannot be read is said and left out. */
function playbooks(context: CliContext): Found[] {
  const own = walkBelow(context.cwd).flatMap((file) => {
    const text = readText(file);
    return text === undefined
      ? []
      : [{ path: path.relative(context.cwd, file).split(path.sep).join("/"), text, source: "workspace" as const }];
  });
  const all = [...own, ...context.playbooks().map((file) => ({ ...file, source: "built-in" as const }))];
  const found = new Map<string, Found>();
  for (const { path: file, text, source } of all) {
    const { playbook } = readPlaybook(parseYaml(text, { version: "1.2", templated: false }));
    if (!playbook) context.err(`plimsoll: ${file} is left out: \`plimsoll playbook lint\` says what is wrong with it\n`);
    else if (!found.has(playbook.id)) found.set(playbook.id, { playbook, source, path: file });
  }
  return [...found.values()].sort((a, b) => (a.playbook.id < b.playbook.id ? -1 : 1));
}

function walkBelow(cwd: string): string[] {
  const folder = path.join(cwd, FOLDER);
  return existsSync(folder) ? walk(folder).files.filter((file) => /\.ya?ml$/.test(file)) : [];
}

function options(command: string, args: readonly string[]): { format: "text" | "json"; positionals: readonly string[] } {
  const known = { format: { type: "string", default: "text" } } as const;
  const { values, positionals } = parsedOr(command, () => parseArgs({ args: [...args], allowPositionals: true, options: known }));
  if (values.format !== "text" && values.format !== "json") throw new UsageError(`--format ${values.format}: there are text, json`);
  return { format: values.format, positionals };
}

function parsedOr<T>(command: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(`playbook ${command}: ${error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error)}`);
  }
}
