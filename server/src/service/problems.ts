import type { Engine, FileAnalysis, RawFinding } from "../core/engine";
import type { Part } from "../core/part";
import type { Path } from "../core/path";
import type { Finding, Rule } from "../core/rule";
import { isRange } from "../core/rule";
import type { RuleId, Settings, Severity } from "../core/settings";
import { PRESETS, presetIncludes, settingOf, SEVERITIES } from "../core/settings";
import type { Range } from "../core/text";
import { shift, underline } from "../core/text";
import type { Problem } from "./problem";
import { applySuppressions } from "./suppressions";

/** Turns the findings of a file's rules into what is shown: levels, words, places; suppressed ones taken out. */
export function problemsOf(analysis: FileAnalysis, engine: Engine): Problem[] {
  const problems = analysis.findings.flatMap((raw) => {
    const problem = problemOf(raw, analysis, engine);
    return problem ? [problem] : [];
  });
  return applySuppressions(problems, analysis).sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function problemOf({ rule, finding, part }: RawFinding, analysis: FileAnalysis, engine: Engine): Problem | undefined {
  const { settings, path } = analysis;
  const items = finding.group?.filter((item) => isItemOn(item.check, rule, settings));
  if (items?.length === 0) return undefined;
  const severity = severityOf(rule, finding, settings);
  const place = isRange(finding.at) ? { range: finding.at } : finding.at;
  const at = absolute(engine, place.file ?? path, place.part ?? part, place.range);
  if (!severity || !at) return undefined;
  return {
    rule,
    id: rule.id,
    severity,
    message: items ? `${finding.message} ${sentence(items.map((item) => item.words))}.` : finding.message,
    path: place.file ?? path,
    range: underline(engine.text(place.file ?? path) ?? "", at),
    equivalents: items ? items.flatMap((item) => rule.checks?.[item.check]?.equivalents ?? []) : rule.equivalents,
    related: (finding.related ?? []).flatMap(({ at: other, message }) => {
      const target = absolute(engine, other.file ?? path, other.part ?? part, other.range);
      return target ? [{ path: other.file ?? path, range: target, message }] : [];
    }),
    tag: finding.tag,
    fixes: finding.fixes ?? [],
    owner: { path, part },
  };
}

/** The level a finding ends up with; undefined when nothing is to be said. */
function severityOf(rule: Rule, finding: Finding, settings: Settings): Severity | undefined {
  const setting = settingOf(rule.id, settings);
  if (finding.preset && !setting && !presetIncludes(settings.preset, finding.preset)) return undefined;
  let level: Severity = finding.severity ?? rule.severity;
  if (setting && setting.level !== "on" && setting.level !== "off") level = setting.level;
  else if (settings.sample && finding.certain !== true && SEVERITIES.indexOf(level) < SEVERITIES.indexOf("info")) level = "info";
  const mapped = settings.severity[level] ?? level;
  return mapped === "off" ? undefined : mapped;
}

/** A sub-check follows its own setting, else its preset (or that of its rule), else whether the whole rule was switched on by name. */
function isItemOn(check: RuleId, rule: Rule, settings: Settings): boolean {
  const own = settingOf(check, settings);
  if (own) return own.level !== "off";
  const preset = rule.checks?.[check]?.preset ?? rule.preset;
  return presetIncludes(settings.preset, preset) || (settingOf(rule.id, settings) !== undefined && PRESETS.indexOf(preset) <= PRESETS.indexOf(rule.preset));
}

function absolute(engine: Engine, path: Path, part: Part, range: Range): Range | undefined {
  const start = engine.partStart(path, part);
  return start === undefined ? undefined : shift(range, start);
}

/** `a`, `a and b`, `a, b and c`. */
const sentence = (words: readonly string[]): string => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`);
