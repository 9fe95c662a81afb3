import type { RawFinding } from "./analysis";
import type { RulesOfQuery } from "./enabled";
import { Reads } from "./memo";
import type { Part } from "./part";
import { asArray } from "./rule";
import type { Reading, Stretch } from "./rule";
import { liesIn, moved } from "./stretches";
import type { StretchMemo, StretchMemos } from "./stretches";
import { lineBreakOf } from "./text";

/** A part to be checked. */
export interface Check {
  readonly part: Part;
  readonly rules: readonly RulesOfQuery[];
  /** Makes a reading of the part whose reads are recorded; the node it is for may say that it looked around. */
  readonly open: (reads: Reads, lookAround?: () => void) => Reading;
  /** What was found in the stretches of the part, or of the one that stood there before. */
  readonly former: StretchMemos | undefined;
  readonly failed: (what: string, error: unknown) => void;
}

export interface Checked {
  readonly reads: Reads;
  readonly findings: readonly RawFinding[];
  readonly stretches: StretchMemos;
  /** How many stretches had to be checked. */
  readonly checkedStretches: number;
}

/** What most parts have; one list, and one table, for all of them. */
const NO_FINDINGS: readonly RawFinding[] = [];
const NO_STRETCHES: StretchMemos = new Map();

/** Runs all rules on a part. */
export function checkPart(check: Check): Checked {
  const reads = new Reads();
  const reading = check.open(reads);
  const findings: RawFinding[] = [];
  let stretches = NO_STRETCHES;
  let checkedStretches = 0;
  for (const group of check.rules) {
    const { on, rules } = group;
    try {
      const own = on.stretches?.(reading);
      if (own) {
        const checked = checkStretches(check, group, own);
        stretches = new Map([...stretches, [on, checked.memos]]);
        checkedStretches += checked.count;
        for (const memo of checked.memos.values()) findings.push(...memo.findings);
        continue;
      }
      const nodes = asArray(on.of(reading));
      if (nodes.length) findings.push(...findingsAt(check, nodes, group, reading));
    } catch (error) {
      check.failed(`the query of ${rules.map(({ rule }) => rule.id).join(", ")}`, error);
    }
  }
  return { reads: reads.seal(), findings: findings.length ? findings : NO_FINDINGS, stretches, checkedStretches };
}

/** The findings of nodes that stand in stretches of their own; what was found before is kept where nothing it depends on changed. */
function checkStretches(
  check: Check,
  group: RulesOfQuery,
  stretches: readonly Stretch<unknown>[],
): { memos: Map<string, StretchMemo>; count: number } {
  const { part, former } = check;
  const memos = new Map<string, StretchMemo>();
  let count = 0;
  for (const { range, node } of stretches) {
    const { start } = range;
    // What a fix writes ends its lines as the part does.
    const text = lineBreakOf(part.text) + part.text.slice(start, range.end);
    const before = former?.get(group.on)?.get(text);
    if (before?.movable === true && before.reads.hold()) {
      memos.set(text, { ...before, start, findings: moved(before.findings, start - before.start, part) });
      continue;
    }
    count++;
    let movable = true;
    const reads = new Reads();
    const reading = check.open(reads, () => (movable = false));
    const own = node(reading);
    const findings = own === undefined ? NO_FINDINGS : findingsAt(check, [own], group, reading);
    movable &&= findings.every(({ finding }) => liesIn(finding, range));
    memos.set(text, { start, reads: reads.seal(), findings, movable });
  }
  return { memos, count };
}

/** Runs rules at nodes. One that throws loses its own findings. */
function findingsAt({ part, failed }: Check, nodes: readonly unknown[], { rules }: RulesOfQuery, reading: Reading): readonly RawFinding[] {
  const findings: RawFinding[] = [];
  for (const { rule, context } of rules) {
    try {
      const own: RawFinding[] = [];
      for (const node of nodes) for (const finding of rule.check(node, context, reading.scope)) own.push({ rule, finding, part });
      findings.push(...own);
    } catch (error) {
      failed(rule.id, error);
    }
  }
  return findings;
}
