import type { FileAnalysis } from "../core/analysis";
import type { Rule } from "../core/rule";
import { isRange } from "../core/rule";
import type { Fix } from "../core/edit";
import type { PlacedPart } from "../core/part";
import type { Suppression, SuppressionUse } from "../core/suppression";
import { isExpired, readSuppressions, silences, suppressions as suppressionQuery } from "../core/suppression";
import { shift, underline } from "../core/text";
import type { RuleId } from "../core/settings";
import type { Problem } from "./problem";
import { equivalentsOf, withItems } from "./problem";
import { severityOf } from "./severity";

/**
 * Takes out what comments silence, and says what is wrong with the comments of ours: unused, past their date, without a reason. `isOn` says
 * whether a rule id is switched on: only then can a comment about it be useless.
 */
export function applySuppressions(
  problems: readonly Problem[],
  analysis: FileAnalysis,
  rules: readonly Rule[],
  today: string,
  isOn: (id: string) => boolean,
): Problem[] {
  const suppressions = suppressionsOf(analysis);
  if (!suppressions.length) return [...problems];
  const used = new Set<string>();
  const isHit = (problem: Problem, id: RuleId, equivalents: readonly string[]): boolean => {
    const hits = suppressions.filter(
      (suppression) => !isExpired(suppression, today) && isSilenced(problem, id, equivalents, suppression, analysis),
    );
    for (const hit of hits) used.add(useOf(hit, id)).add(useOf(hit, "*"));
    return hits.length > 0;
  };
  const left = problems.flatMap((problem) => {
    if (isHit(problem, problem.id, problem.group ? [] : problem.equivalents)) return [];
    if (!problem.group) return [problem];
    const { lead, items } = problem.group;
    const kept = items.filter((item) => !isHit(problem, item.check, equivalentsOf(problem.rule, item)));
    return kept.length === 0 ? [] : kept.length === items.length ? [problem] : [withItems(problem, lead, kept)];
  });
  const uses = suppressions
    .filter((suppression) => suppression.ours)
    .map((suppression): SuppressionUse => ({
      suppression,
      unused: suppression.checks.filter((id) => (id === "*" || isOn(id)) && !used.has(useOf(suppression, id))),
      text: analysis.text,
    }));
  return [
    ...left,
    ...uses.flatMap((use) =>
      rules.filter((rule) => rule.on === suppressionQuery).flatMap((rule) => [...problemsOf(rule, use, analysis, today)]),
    ),
  ];
}

const useOf = (suppression: Suppression, id: string): string => `${suppression.at.start} ${id}`;

const CACHE = new WeakMap<FileAnalysis["parts"], readonly Suppression[]>();

/** The suppressions of a file, read once a version. JSON has no comments. */
function suppressionsOf(analysis: FileAnalysis): readonly Suppression[] {
  let read = CACHE.get(analysis.parts);
  if (!read) CACHE.set(analysis.parts, (read = readSuppressions(analysis.text)));
  return read;
}

/** A comment above a Dockerfile instruction is about all of its lines. */
function isSilenced(
  problem: Problem,
  id: RuleId,
  equivalents: readonly string[],
  suppression: Suppression,
  analysis: FileAnalysis,
): boolean {
  const about = (offset: number) => silences(suppression, id, equivalents, offset);
  if (about(problem.range.start)) return true;
  if (analysis.kind !== "dockerfile") return false;
  const placed = analysis.parts.find(({ part }) => part === problem.owner.part);
  return placed !== undefined && about(placed.start + instructionOffset(placed));
}

/** Where the instruction of a part starts, behind the comments and blank lines above it. */
const instructionOffset = ({ part }: PlacedPart): number => /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*/.exec(part.text)?.[0].length ?? 0;

function* problemsOf(rule: Rule, use: SuppressionUse, analysis: FileAnalysis, today: string): Iterable<Problem> {
  const placed = analysis.parts.findLast(({ start }) => start <= use.suppression.at.start) ?? analysis.parts[0];
  if (!placed) return;
  const { settings, path } = analysis;
  for (const finding of rule.check(use, { options: undefined, settings, today }, undefined as never)) {
    const severity = severityOf(rule, finding, settings);
    if (!severity || !isRange(finding.at)) continue;
    yield {
      rule,
      id: rule.id,
      severity,
      message: finding.message,
      group: undefined,
      path,
      range: underline(analysis.text, finding.at),
      equivalents: [],
      related: [],
      tag: finding.tag,
      fixes: (finding.fixes ?? []).map((fix) => inPart(fix, placed.start)),
      owner: { path, part: placed.part },
    };
  }
}

/** The same fix with its edits counted from the part's start. */
const inPart = (fix: Fix, start: number): Fix => ({
  ...fix,
  edits: fix.edits.map((edit) => ("at" in edit && isRange(edit.at) ? { ...edit, at: shift(edit.at, -start) } : edit)),
});
