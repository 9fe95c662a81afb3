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

/**
 * Gives the slices of a text their parts, keeping those of the version before where the text is the same: the unchanged prefix and suffix
 * of the list keep their parts, only the middle is new. `gone` are parts that were there until that version: they come back where their
 * text does, as after an undo.
 */
export function placeParts(
  text: string,
  slices: readonly Slice[],
  before: readonly PlacedPart[],
  newId: () => number,
  gone: readonly Part[] = [],
): PlacedPart[] {
  const fits = (slice: Slice | undefined, part: Part | undefined): part is Part =>
    slice !== undefined &&
    part !== undefined &&
    slice.kind === part.kind &&
    (slice.state ?? "") === part.state &&
    slice.end - slice.start === part.text.length &&
    text.startsWith(part.text, slice.start);

  const shared = Math.min(slices.length, before.length);
  let prefix = 0;
  while (prefix < shared && fits(slices[prefix], before[prefix]?.part)) prefix++;
  let suffix = 0;
  while (suffix < shared - prefix && fits(slices[slices.length - 1 - suffix], before[before.length - 1 - suffix]?.part)) suffix++;

  // The parts of a first version may be slices of it: the file keeps that text anyway.
  const own = before.length ? detached : (text: string) => text;
  const free = new Map(gone.map((part) => [part.text, part]));
  const comeBack = (slice: Slice): Part | undefined => {
    const part = free.size ? free.get(text.slice(slice.start, slice.end)) : undefined;
    if (!fits(slice, part)) return undefined;
    free.delete(part.text);
    return part;
  };
  return slices.map((slice, order) => {
    const kept =
      order < prefix ? before[order] : order >= slices.length - suffix ? before[before.length - (slices.length - order)] : undefined;
    const part = kept?.part ??
      comeBack(slice) ?? {
        id: newId(),
        text: own(text.slice(slice.start, slice.end)),
        kind: slice.kind,
        state: slice.state ?? "",
        order,
      };
    part.order = order;
    return kept?.start === slice.start ? kept : { part, start: slice.start };
  });
}

/** A copy of its own: V8 keeps a whole text alive for each slice of it, and every keystroke makes a new text. */
const detached = (slice: string): string => ` ${slice}`.slice(1);
