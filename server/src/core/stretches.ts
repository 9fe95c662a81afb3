import type { RawFinding } from "./analysis";
import type { Edit, Fix } from "./edit";
import type { Reads } from "./memo";
import type { Part } from "./part";
import { Anchor } from "./place";
import type { Place } from "./place";
import type { Finding, Query } from "./rule";
import { isRange } from "./rule";
import type { Range } from "./text";
import { shift } from "./text";

/** What rules found at one node that stands in a stretch of its part's text, with all that it depends on besides that text. */
export interface StretchMemo {
  readonly start: number;
  readonly reads: Reads;
  readonly findings: readonly RawFinding[];
  /** Whether the rest of the part has no say in it: then it holds wherever the stretch stands. */
  readonly movable: boolean;
}

/** Those of a part, by the query whose nodes they are of and the text of the stretch. */
export type StretchMemos = ReadonlyMap<Query<unknown>, ReadonlyMap<string, StretchMemo>>;

/** Whether the reads of every stretch still give what they gave. */
export function allHold(memos: StretchMemos): boolean {
  for (const stretches of memos.values()) for (const { reads } of stretches.values()) if (!reads.hold()) return false;
  return true;
}

/** Whether all that a finding points at in the part lies in a stretch of it. */
export const liesIn = (finding: Finding, stretch: Range): boolean =>
  placesOf(finding).every((at) => isElsewhere(at) || (rangeOf(at).start >= stretch.start && rangeOf(at).end <= stretch.end));

/** The findings of a stretch that stands `by` characters further down, in another part. */
export function moved(findings: readonly RawFinding[], by: number, part: Part): readonly RawFinding[] {
  return findings.map(({ rule, finding }) => ({ rule, part, finding: by === 0 ? finding : movedFinding(finding, by) }));
}

function movedFinding(finding: Finding, by: number): Finding {
  const { fixes, related } = finding;
  return {
    ...finding,
    at: movedPlace(finding.at, by),
    ...(fixes ? { fixes: fixes.map((fix): Fix => ({ ...fix, edits: fix.edits.map((edit) => movedEdit(edit, by)) })) } : {}),
    ...(related ? { related: related.map((each) => ({ ...each, at: movedPlace(each.at, by) })) } : {}),
  };
}

const movedEdit = (edit: Edit, by: number): Edit => ("create" in edit ? edit : { ...edit, at: movedPlace(edit.at, by) });

function movedPlace<P extends Place | Range>(at: P, by: number): P {
  if (isRange(at)) return shift(at, by) as P;
  return isElsewhere(at) ? at : { ...at, range: shift(at.range, by) };
}

const placesOf = ({ at, fixes, related }: Finding): (Place | Range)[] => [
  at,
  ...(fixes ?? []).flatMap((fix) => fix.edits.flatMap((edit) => ("create" in edit ? [] : [edit.at]))),
  ...(related ?? []).map((each) => each.at),
];

/** Anchors are moved by the index; a place with a file stands in a part that moves by itself. */
const isElsewhere = (at: Place | Range): boolean =>
  !isRange(at) && (at instanceof Anchor || at.file !== undefined || at.part !== undefined);

const rangeOf = (at: Place | Range): Range => (isRange(at) ? at : at.range);
