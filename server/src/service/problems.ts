import type { FileAnalysis, RawFinding } from "../core/analysis";
import type { Engine } from "../core/engine";
import type { Part } from "../core/part";
import type { Path } from "../core/path";
import type { Rule } from "../core/rule";
import { isRange } from "../core/rule";
import type { RuleId } from "../core/settings";
import type { Range } from "../core/text";
import { shift, underline } from "../core/text";
import type { Problem } from "./problem";
import { withItems } from "./problem";
import { isItemOn, isOn, severityOf } from "./severity";
import { applySuppressions } from "./suppressions";

/** Turns the findings of a file's rules into what is shown: levels, words, places; suppressed ones taken out. */
export function problemsOf(analysis: FileAnalysis, engine: Engine, rules: readonly Rule[], today: string): Problem[] {
  const problems = unsuppressed(analysis, engine);
  const isIdOn = (id: string) =>
    rules.some(
      (rule) =>
        isOn(rule, analysis.settings) && (rule.id === id || (id in (rule.checks ?? {}) && isItemOn(id as RuleId, rule, analysis.settings))),
    );
  return applySuppressions(problems, analysis, rules, today, isIdOn).sort(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

/** The same before any comment takes some out. */
export const unsuppressed = (analysis: FileAnalysis, engine: Engine): Problem[] =>
  analysis.findings.flatMap((raw) => problemOf(raw, analysis, engine) ?? []);

function problemOf({ rule, finding, part }: RawFinding, analysis: FileAnalysis, engine: Engine): Problem | undefined {
  const { settings, path } = analysis;
  const items = finding.group?.filter((item) => isItemOn(item.check, rule, settings));
  if (items?.length === 0) return undefined;
  const severity = severityOf(rule, finding, settings);
  const place = isRange(finding.at) ? { range: finding.at } : finding.at;
  const at = absolute(engine, path, place.part ?? part, place.range);
  if (!severity || !at) return undefined;
  const problem: Problem = {
    rule,
    id: rule.id,
    severity,
    message: finding.message,
    group: undefined,
    path,
    range: underline(analysis.text, at),
    equivalents: finding.equivalents ?? rule.equivalents,
    related: (finding.related ?? []).flatMap(({ at: other, message }) => {
      const target = absolute(engine, other.file ?? path, other.part ?? part, other.range);
      return target ? [{ path: other.file ?? path, range: target, message }] : [];
    }),
    tag: finding.tag,
    fixes: finding.fixes ?? [],
    owner: { path, part },
  };
  return items ? withItems(problem, finding.message, items) : problem;
}

function absolute(engine: Engine, path: Path, part: Part, range: Range): Range | undefined {
  const start = engine.partStart(path, part);
  return start === undefined ? undefined : shift(range, start);
}
