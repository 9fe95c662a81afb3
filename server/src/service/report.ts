import type { Severity } from "../core/settings";
import { SEVERITIES } from "../core/settings";
import { t } from "../l10n";
import { RULES } from "../rules/index.generated";
import type { Check } from "./readiness";
import { against } from "./readiness";
import type { FileResult, ResultFinding } from "./result";
import type { SubjectPart } from "./subjects";

/** How many findings something has, by level, and how many of them can be repaired. */
export interface Tally extends Readonly<Record<Severity, number>> {
  readonly name: string;
  readonly fixable: number;
}

export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly fix: "safe" | "suggestion" | "none";
  readonly docs: string;
}

/** A workload and the checks of the readiness review, each passed or with what speaks against it. */
export interface ReportedWorkload {
  readonly title: string;
  readonly path: string;
  readonly checks: readonly { readonly title: string; readonly open: readonly string[] }[];
}

/** What a baseline makes of the findings: those it knows, and those it knew that are gone. */
export interface Difference {
  readonly known: number;
  readonly gone: number;
}

/** Everything a report shows, as data: of a folder on the command line, of the workspace in the editor. */
export interface Report {
  readonly title: string;
  readonly files: number;
  readonly total: Tally;
  readonly byRule: readonly Tally[];
  readonly byFolder: readonly Tally[];
  readonly byLanguage: readonly Tally[];
  readonly findings: readonly ReportedFinding[];
  readonly workloads: readonly ReportedWorkload[];
  readonly baseline?: Difference;
}

export interface ReportSource {
  readonly title: string;
  readonly results: readonly FileResult[];
  readonly workloads: readonly ReportedWorkload[];
  readonly baseline?: Difference | undefined;
}

/** Counts and sorts: most errors first. */
export function reportOf({ title, results, workloads, baseline }: ReportSource): Report {
  const all = results.flatMap((file) => file.findings.map((finding) => ({ file, finding })));
  const by = (key: (each: (typeof all)[number]) => string): Tally[] => {
    const groups = new Map<string, ResultFinding[]>();
    for (const each of all) groups.set(key(each), [...(groups.get(key(each)) ?? []), each.finding]);
    return [...groups].map(([name, findings]) => tally(name, findings)).sort(worstFirst);
  };
  return {
    title,
    files: results.length,
    total: tally(
      title,
      all.map(({ finding }) => finding),
    ),
    byRule: by(({ finding }) => finding.rule),
    byFolder: by(({ file }) => folderOf(file.path)),
    byLanguage: by(({ file }) => languageName(file.language)),
    findings: all.map(({ file, finding }) => reported(file.path, finding)).sort(bySeverity),
    workloads: [...workloads].sort((a, b) => openOf(b) - openOf(a)),
    ...(baseline ? { baseline } : {}),
  };
}

/** The workloads of a file, judged by the checks. */
export const workloadsOf = (path: string, subjects: readonly SubjectPart[], checks: readonly Check[]): ReportedWorkload[] =>
  subjects
    .filter(({ rollsOut }) => rollsOut && checks.length > 0)
    .map(({ kind, name, problems }) => {
      const findings = problems.map(({ id, message }) => ({ rule: id, message }));
      const open = (check: Check) => against(check.rules, findings).map(({ message }) => message);
      return {
        title: name === "" ? kind : `${kind} ${name}`,
        path,
        checks: checks.map((check) => ({ title: check.title, open: open(check) })),
      };
    });

/** What a rule reports, in a few words. */
export const summaryOf = (id: string): string => RULES.find((rule) => rule.id === id || id in (rule.checks ?? {}))?.summary ?? "";

const NAMES: Readonly<Record<string, string>> = {
  kubernetes: "Kubernetes",
  "helm-template": "Helm",
  kustomization: "Kustomize",
  compose: "Compose",
  dockerfile: "Dockerfile",
  terraform: "Terraform",
  tfvars: "Terraform",
};

function languageName(language: string): string {
  if (language === "playbook") return t("Playbooks");
  return language === "plimsoll" ? t("Configuration") : (NAMES[language] ?? language);
}

function tally(name: string, findings: readonly ResultFinding[]): Tally {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const [error, warning, info, hint] = [count("error"), count("warning"), count("info"), count("hint")];
  return { name, error, warning, info, hint, fixable: findings.filter(({ fixes }) => fixes.length > 0).length };
}

const worstFirst = (a: Tally, b: Tally): number =>
  SEVERITIES.map((severity) => b[severity] - a[severity]).find((difference) => difference !== 0) ?? (a.name < b.name ? -1 : 1);

const bySeverity = (a: ReportedFinding, b: ReportedFinding): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line);

const folderOf = (path: string): string => (path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".");

const openOf = ({ checks }: ReportedWorkload): number => checks.filter(({ open }) => open.length > 0).length;

function reported(path: string, { rule, severity, message, range, fixes, docs }: ResultFinding): ReportedFinding {
  const fix = fixes.some(({ safety }) => safety === "safe") ? "safe" : fixes.length ? "suggestion" : "none";
  return { rule, severity, message, path, line: range.start.line + 1, fix, docs };
}
