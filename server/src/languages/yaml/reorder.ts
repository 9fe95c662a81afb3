import type { Edit } from "../../core/edit";
import type { Range } from "../../core/text";
import { lineEndAt, lineStartAt, nextLineAt, range, underline } from "../../core/text";
import { contentEnd, pairEnd } from "./edit";
import type { YamlMap, YamlNode, YamlSeq } from "./node";

/** An element of a collection, with what it is sorted by. */
export interface Ordered {
  readonly start: number;
  readonly end: number;
  readonly node: YamlNode | undefined;
  /** What to underline. */
  readonly at: Range;
}

export const orderedPairs = (text: string, map: YamlMap): (Ordered & { readonly key: string })[] =>
  map.pairs.map((pair) => ({
    start: pair.key.start,
    end: pairEnd(text, pair),
    node: pair.value,
    key: pair.key.source,
    at: range(pair.key.start, pair.key.end),
  }));

export const orderedItems = (text: string, seq: YamlSeq): Ordered[] =>
  seq.items.flatMap(({ node }) => {
    if (!node) return [];
    const first = node.kind === "map" ? node.pairs[0]?.key : undefined;
    return [{ start: node.start, end: contentEnd(text, node), node, at: underline(text, first ?? node) }];
  });

/**
 * Puts the elements of a collection into another order: each moves with its comments, blank lines between them stay where they are. None
 * where that could change what is read (anchors, merge keys) or tear a comment from what it is about.
 */
export function reorder<Element extends Ordered>(
  text: string,
  collection: YamlMap | YamlSeq,
  elements: readonly Element[],
  sorted: readonly Element[],
): Edit[] {
  const [first] = elements;
  if (!first || hasAnchors(collection) || (collection.kind === "map" && collection.merges.length)) return [];
  if (collection.flow)
    return elements.map((element, i) => {
      const other = sorted[i] ?? element;
      return { at: range(element.start, element.end), text: text.slice(other.start, other.end) };
    });
  const column = first.start - lineStartAt(text, first.start);
  const bodies = bodiesOf(text, elements, collection.kind === "map" ? column : column - 2);
  if (!bodies) return [];
  const at = range(bodies[0]?.start ?? 0, bodies.at(-1)?.end ?? 0);
  let result = "";
  for (const [i, body] of bodies.entries()) {
    const moved = bodies[elements.indexOf(sorted[i] ?? elements[i] ?? first)];
    const next = bodies[i + 1];
    result += text.slice(moved?.start, moved?.end) + (next ? text.slice(body.end, next.start) : "");
  }
  return [{ at, text: result }];
}

/** The whole lines of each element. Undefined where an element does not start its line, or the first has a comment above that may be its own. */
function bodiesOf(text: string, elements: readonly Ordered[], column: number): { start: number; end: number }[] | undefined {
  const bodies: { start: number; end: number }[] = [];
  for (const [i, element] of elements.entries()) {
    const line = lineStartAt(text, element.start);
    if (!/^[ \t]*(?:- *)?$/.test(text.slice(line, element.start))) return undefined;
    const previous = bodies.at(-1);
    if (!previous && /^[ \t]*#/.test(lineBefore(text, line))) return undefined;
    const start = previous ? firstTextLine(text, nextLineAt(text, previous.end)) : line;
    const next = elements[i + 1];
    const limit = next ? lineStartAt(text, next.start) : text.length;
    bodies.push({ start, end: withDeepComments(text, lineEndAt(text, element.end), limit, column) });
  }
  return bodies;
}

const lineBefore = (text: string, line: number): string => (line === 0 ? "" : text.slice(lineStartAt(text, line - 1), line));

function firstTextLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.slice(at, lineEndAt(text, at)).trim() === "") at = nextLineAt(text, at);
  return at;
}

/** Comments below an element that stand deeper than it are its own. */
function withDeepComments(text: string, end: number, limit: number, column: number): number {
  let last = end;
  for (let at = nextLineAt(text, end); at < limit; at = nextLineAt(text, at)) {
    const line = text.slice(at, lineEndAt(text, at));
    if (line.trim() === "") continue;
    if (!line.trimStart().startsWith("#") || line.length - line.trimStart().length <= column) break;
    last = lineEndAt(text, at);
  }
  return last;
}

function hasAnchors(node: YamlNode | undefined): boolean {
  if (!node) return false;
  if (node.anchor !== undefined || node.kind === "alias") return true;
  if (node.kind === "seq") return node.items.some((item) => hasAnchors(item.node));
  return node.kind === "map" && (node.merges.length > 0 || node.pairs.some((pair) => hasAnchors(pair.value)));
}
