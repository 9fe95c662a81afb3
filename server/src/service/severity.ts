import type { Finding, Rule } from "../core/rule";
import type { RuleId, Settings, Severity } from "../core/settings";
import { PRESETS, SEVERITIES, presetIncludes, settingOf } from "../core/settings";

/** Whether a rule runs: as the configuration says, else by its preset. Some of what is wrong is so on purpose. */
export function isOn(rule: Rule, settings: Settings): boolean {
  const setting = settingOf(rule.id, settings);
  if (setting?.level === "off") return false;
  if (settings.standDown.some((family) => isOfFamily(rule, family))) return false;
  if (setting) return true;
  if (presetIncludes(settings.preset, rule.preset) && !isOnPurpose(rule, settings)) return true;
  return Object.keys(rule.checks ?? {}).some((id) => {
    const own = settingOf(id as RuleId, settings);
    return own !== undefined && own.level !== "off";
  });
}

/** What a test's input or an example lacks, and what a test's input gets wrong against the schema. */
const isOnPurpose = (rule: Rule, { sample }: Settings): boolean =>
  (sample !== undefined && rule.patient === true) || (sample === "test" && rule.family === "schema");

/** A family is what a rule says it is of, the end of rule ids (`syntax-error`) or, with a colon, a peer whose checks the rules repeat (`buildkit:`). */
const isOfFamily = (rule: Rule, family: string): boolean =>
  family.endsWith(":") ? rule.equivalents.some((id) => id.startsWith(family)) : rule.family === family || rule.id.endsWith(`/${family}`);

/** The level a finding ends up with; undefined when nothing is to be said. */
export function severityOf(rule: Rule, finding: Finding, settings: Settings): Severity | undefined {
  const setting = settingOf(rule.id, settings);
  if (!isOn(rule, settings)) return undefined;
  if (finding.preset && !setting && !presetIncludes(settings.preset, finding.preset)) return undefined;
  let level: Severity = finding.severity ?? rule.severity;
  if (setting && setting.level !== "on" && setting.level !== "off") level = setting.level;
  else if (settings.sample && finding.certain !== true) {
    if (settings.sample === "test" && !setting && !isSaidOfTests(rule, level, settings)) return undefined;
    if (SEVERITIES.indexOf(level) < SEVERITIES.indexOf("info")) level = "info";
  }
  const mapped = settings.severity[level] ?? level;
  return mapped === "off" ? undefined : mapped;
}

/**
 * A test's input is wrong on purpose, or what a program is expected to write: that it cannot be read is worth a word, and to those who want to
 * hear more what is graver than information elsewhere. Examples are told all of it, because people copy them.
 */
const isSaidOfTests = (rule: Rule, level: Severity, settings: Settings): boolean =>
  isOfFamily(rule, "syntax-error") || (presetIncludes(settings.preset, "strict") && SEVERITIES.indexOf(level) < SEVERITIES.indexOf("info"));

/** A sub-check follows its own setting, else its preset (or that of its rule), else whether the whole rule was switched on by name. */
export function isItemOn(check: RuleId, rule: Rule, settings: Settings): boolean {
  const own = settingOf(check, settings);
  if (own) return own.level !== "off";
  const preset = rule.checks?.[check]?.preset ?? rule.preset;
  return (
    presetIncludes(settings.preset, preset) ||
    (settingOf(rule.id, settings) !== undefined && PRESETS.indexOf(preset) <= PRESETS.indexOf(rule.preset))
  );
}
