import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Rule } from "../core/rule";
import { languageOf } from "../core/rule";
import { closest } from "../core/closest";
import { UsageError } from "../node/project";
import { BASELINE_NAME, baselineText } from "../service/baseline";
import { RULES } from "../rules/index.generated";
import { explainRule, ruleFix } from "../service/explain";
import { lintArguments } from "./args";
import { FORMATTERS } from "./formats/index";
import type { LintContext } from "./lint";
import { lint } from "./lint";
import type { PlaybookSource } from "./playbook";
import { runPlaybook } from "./playbook";

export interface CliContext extends LintContext {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** The playbooks that come with the product. */
  readonly playbooks: () => readonly PlaybookSource[];
}

const HELP = `plimsoll lint [path…]        lint files and folders (default: this folder)
         --format text|json|sarif|github|gitlab|junit|markdown|html   --fix   --preset essential|recommended|strict|all
         --config FILE   --no-config   --baseline FILE   --max-warnings N   --shard i/n   --rule ID…
         --stdin --stdin-filename NAME
plimsoll rules [--format json|markdown]     list the rules
plimsoll explain RULE                       why a rule says what it says
plimsoll baseline [path…]                   write .plimsoll-baseline.json: what is known today is not reported
plimsoll playbook list [--format text|json] list the rollout playbooks, built in and of .plimsoll/playbooks
plimsoll playbook show ID [--format …]      show one with its steps and commands
plimsoll playbook lint [path…]              lint playbooks; takes the options of lint
plimsoll lsp --stdio                        start the language server

exit code: 0 clean, 1 errors (or more warnings than --max-warnings, default 0), 2 wrong usage or unreadable input
`;

/** Runs a command and returns its exit code. `lsp` is not here: its entry file starts it. */
export function run(args: readonly string[], context: CliContext): number {
  try {
    return command(args, context);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    context.err(`plimsoll: ${error.message}\n`);
    return 2;
  }
}

function command([name, ...args]: readonly string[], context: CliContext): number {
  if (args.includes("--help") || args.includes("-h")) {
    context.out(HELP);
    return 0;
  }
  switch (name) {
    case "lint":
      return runLint(args, context);
    case "rules":
      return runRules(args, context);
    case "explain":
      return runExplain(args, context);
    case "baseline":
      return runBaseline(args, context);
    case "playbook":
      return runPlaybook(args, context);
    case "help":
    case "--help":
    case "-h":
      context.out(HELP);
      return 0;
    case "--version":
      context.out(`${context.version}\n`);
      return 0;
    case undefined:
      context.err(HELP);
      return 2;
    default:
      throw new UsageError(`${name}: there is no such command. There are lint, rules, explain, baseline, playbook, lsp.`);
  }
}

function runLint(args: readonly string[], context: CliContext): number {
  const parsed = lintArguments(args);
  const outcome = lint(parsed, context);
  context.out(FORMATTERS[parsed.format](outcome));
  return outcome.summary.error > 0 || outcome.summary.warning > parsed.maxWarnings ? 1 : 0;
}

function runRules(args: readonly string[], context: CliContext): number {
  const format = args[0] === "--format" ? args[1] : args.length ? undefined : "markdown";
  if (format === "json") {
    context.out(`${JSON.stringify(RULES.map(publicMeta), undefined, 2)}\n`);
  } else if (format === "markdown") {
    const rows = RULES.map((rule) => `| ${rule.id} | ${rule.summary} | ${rule.severity} | ${rule.preset} | ${ruleFix(rule)} |`);
    context.out(`| rule | what it reports | level | preset | fix |\n| --- | --- | --- | --- | --- |\n${rows.join("\n")}\n`);
  } else throw new UsageError("rules: takes --format json or --format markdown");
  return 0;
}

/** What `rules --format json` says of a rule. */
export const publicMeta = (rule: Rule) => ({
  id: rule.id,
  language: languageOf(rule.id),
  summary: rule.summary,
  severity: rule.severity,
  preset: rule.preset,
  category: rule.category,
  fix: ruleFix(rule),
  guidance: rule.guidance,
  equivalents: [...rule.equivalents, ...Object.values(rule.checks ?? {}).flatMap((check) => check.equivalents)],
});

function runExplain([id, ...rest]: readonly string[], context: CliContext): number {
  if (id === undefined || rest.length) throw new UsageError("explain: takes the id of one rule");
  const rule = RULES.find((candidate) => candidate.id === id || id in (candidate.checks ?? {}));
  if (!rule) {
    const near = closest(
      id,
      RULES.map((candidate) => candidate.id),
    );
    throw new UsageError(`explain ${id}: there is no such rule${near === undefined ? "" : `; did you mean ${near}?`}`);
  }
  context.out(`${explainRule(rule)}\n`);
  return 0;
}

function runBaseline(args: readonly string[], context: CliContext): number {
  const outcome = lint(lintArguments(args), context);
  const fingerprints = outcome.results.flatMap((file) => file.findings.map((finding) => finding.fingerprint));
  const file = path.join(context.cwd, BASELINE_NAME);
  writeFileSync(file, baselineText(fingerprints));
  context.out(`.plimsoll-baseline.json: ${fingerprints.length} findings known. Use it with --baseline .plimsoll-baseline.json\n`);
  return 0;
}
