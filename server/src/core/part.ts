import type { Range } from "./text";

/**
 * A stretch of a file that parses alone: a YAML document, a top-level HCL block, a Dockerfile instruction, a whole JSON file.
 * Nodes, facts, findings and edits count from the part's start, so a part that only moved is never looked at again.
 */
export interface Part {
  readonly id: number;
  readonly text: string;
  /** How to parse it: one of the language's own words, such as `document` or `block`. */
  readonly kind: string;
  /** What the parser must know of the text before the part, such as a Dockerfile's escape character. Empty for most. */
  readonly state: string;
  /** The place in the file's list of parts; rewritten by {@link placeParts}, and only there. */
  order: number;
}

/** What a splitter says: where a part starts and ends in the file. */
export interface Slice {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly state?: string;
}

export interface PlacedPart {
  readonly part: Part;
  readonly start: number;
}

/** A version of a file, cut into parts. */
export interface Version {
  readonly text: string;
  readonly parts: readonly PlacedPart[];
  /** Parts that were there until this version. */
  readonly gone: readonly Part[];
}

/** The next version, and which of its parts the one before had not. */
export interface NextVersion extends Version {
  readonly fresh: readonly Part[];
}

/**
 * Gives the slices of a text their parts, keeping those of the version before where the text is the same: the unchanged prefix and suffix
 * of the list keep their parts, only the middle is fresh. There a part that went with the version before comes back where its text does, as
 * after an undo.
 */
export function placeParts(text: string, slices: readonly Slice[], before: Version, newId: () => number): NextVersion {
  const old = before.parts;
  const same = sharedEnds(before.text, text);
  const fits = (slice: Slice | undefined, part: Part | undefined, isSame = false): part is Part =>
    slice !== undefined &&
    part !== undefined &&
    slice.kind === part.kind &&
    (slice.state ?? "") === part.state &&
    slice.end - slice.start === part.text.length &&
    (isSame || text.startsWith(part.text, slice.start));

  const shared = Math.min(slices.length, old.length);
  let prefix = 0;
  for (; prefix < shared; prefix++) {
    const [slice, placed] = [slices[prefix], old[prefix]];
    if (!fits(slice, placed?.part, slice?.start === placed?.start && (slice?.end ?? Infinity) <= same.start)) break;
  }
  let suffix = 0;
  for (; suffix < shared - prefix; suffix++) {
    const [slice, placed] = [slices[slices.length - 1 - suffix], old[old.length - 1 - suffix]];
    const isAtEnd = slice !== undefined && placed !== undefined && text.length - slice.start === before.text.length - placed.start;
    if (!fits(slice, placed?.part, isAtEnd && text.length - slice.start <= same.end)) break;
  }

  // The parts of a first version may be slices of it: the file keeps that text anyway.
  const own = old.length ? detached : (text: string) => text;
  const free = new Map(before.gone.map((part) => [part.text, part]));
  const comeBack = (slice: Slice): Part | undefined => {
    const part = free.size ? free.get(text.slice(slice.start, slice.end)) : undefined;
    if (!fits(slice, part, true)) return undefined;
    free.delete(part.text);
    return part;
  };
  const fresh: Part[] = [];
  const parts = slices.map((slice, order) => {
    const kept = order < prefix ? old[order] : order >= slices.length - suffix ? old[old.length - (slices.length - order)] : undefined;
    const part = kept?.part ??
      comeBack(slice) ?? {
        id: newId(),
        text: own(text.slice(slice.start, slice.end)),
        kind: slice.kind,
        state: slice.state ?? "",
        order,
      };
    if (!kept) fresh.push(part);
    part.order = order;
    return kept?.start === slice.start ? kept : { part, start: slice.start };
  });
  return { text, parts, fresh, gone: old.slice(prefix, old.length - suffix).map((placed) => placed.part) };
}

/** How many characters two texts have in common at their start and, of the rest, at their end. By halves: comparing texts is the engine's own. */
function sharedEnds(a: string, b: string): Range {
  const most = Math.min(a.length, b.length);
  const start = longest(most, (from, to) => a.startsWith(b.slice(from, to), from));
  const end = longest(most - start, (from, to) => a.slice(a.length - to, a.length - from) === b.slice(b.length - to, b.length - from));
  return { start, end };
}

/** The longest stretch from 0 of which every piece is alike. */
function longest(most: number, isAlike: (from: number, to: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isAlike(low, middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A copy of its own: V8 keeps a whole text alive for each slice of it, and every keystroke makes a new text. */
const detached = (slice: string): string => ` ${slice}`.slice(1);
