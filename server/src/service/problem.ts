import type { Fix } from "../core/edit";
import type { Path } from "../core/path";
import type { Part } from "../core/part";
import type { Finding, GroupItem, Rule } from "../core/rule";
import type { RuleId, Severity } from "../core/settings";
import type { Range } from "../core/text";
import { joinWords } from "../core/words";

/** A finding as people meet it: with its final severity and words, in absolute offsets of the file it is shown in. */
export interface Problem {
  readonly rule: Rule;
  /** The rule's id; kept apart because a grouped finding may be down to one sub-check. */
  readonly id: RuleId;
  readonly severity: Severity;
  readonly message: string;
  readonly path: Path;
  readonly range: Range;
  /** What a grouped finding lists, for those who take single items out: the words before the list, and the items. */
  readonly group: { readonly lead: string; readonly items: readonly GroupItem[] } | undefined;
  /** The peers' names of what is reported here. */
  readonly equivalents: readonly string[];
  readonly related: readonly { readonly path: Path; readonly range: Range; readonly message: string }[];
  readonly tag: Finding["tag"];
  readonly fixes: readonly Fix[];
  /** The part whose rule said it: edits without a part of their own count from its start. */
  readonly owner: { readonly path: Path; readonly part: Part };
}

/** The problem with only these items of its group. */
export function withItems(problem: Problem, lead: string, items: readonly GroupItem[]): Problem {
  return {
    ...problem,
    message: `${lead} ${joinWords(items.map((item) => item.words))}.`,
    group: { lead, items },
    equivalents: items.flatMap((item) => equivalentsOf(problem.rule, item)),
  };
}

export const equivalentsOf = (rule: Rule, item: GroupItem): readonly string[] => rule.checks?.[item.check]?.equivalents ?? [];
