import type { Path } from "./path";
import type { Place } from "./place";
import type { Range } from "./text";

/** A change of text. A `create` makes a new file and never overwrites one. `snippet` text has tab stops: `${1:value}`. */
export type Edit =
  { readonly at: Place | Range; readonly text: string; readonly snippet?: boolean } | { readonly create: Path; readonly text: string };

/**
 * A repair. `safe` fixes keep what is built, deployed or planned the same and may run on save; everything else is a `suggestion`, and an
 * edit to another file always is. What a person must decide is a tab stop (`snippet` edits), which the command line leaves alone.
 */
export interface Fix {
  readonly title: string;
  readonly safety: "safe" | "suggestion";
  readonly edits: readonly Edit[];
}

/** An edit in one text, absolute. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies edits that do not overlap; two insertions at one place keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits
    .map((edit, order) => ({ edit, order }))
    .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.order - b.order);
  let result = "";
  let at = 0;
  for (const { edit } of sorted) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** Whether two edits touch the same text; insertions at the same place count as touching. */
export function overlap(a: TextEdit, b: TextEdit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}

/** Takes the tab stops out of snippet text, leaving what they were filled with. */
export function plainText(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|}]*)[^}]*\}/g, "$1")
    .replace(/(?<!\\)\$\{\d+:((?:[^{}\\]|\\.)*)\}/g, "$1")
    .replace(/(?<!\\)\$\{?\d+\}?/g, "")
    .replace(/\\([$}\\])/g, "$1");
}

/** Protects text that goes into a snippet literally. */
export const snippetText = (text: string): string => text.replace(/[\\$}]/g, "\\$&");
