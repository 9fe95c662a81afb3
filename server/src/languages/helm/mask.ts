/**
 * A template action `{{ … }}` and what stands in its place when the YAML parser looks: `control` and `block` actions become spaces (they
 * write nothing, or whole lines), `value` actions become a word of the same length. Line breaks stay.
 */
export interface Mask {
  readonly start: number;
  readonly end: number;
  readonly kind: "control" | "block" | "value";
  /** The action without braces, trim markers and outer blanks. */
  readonly action: string;
}

/** A stretch that a template may leave out or repeat: from an `if`, `range`, `with` or `define` to its `end`. */
export interface Branch {
  readonly start: number;
  readonly end: number;
}

const CONTROL = /^(?:if|else|end|range|with|define|block|break|continue)\b|^\$[\w]*\s*(?:,\s*\$\w+\s*)?:?=|^\/\*/;
const OPENS = /^(?:if|range|with|define|block)\b/;
const WRITES_LINES = /\bnindent\b|\btoYaml\b|\binclude\b.*\bindent\b|\btpl\b.*\bnindent\b/;

/** Finds the actions of a text. An action that is never closed ends with its line. */
export function findMasks(text: string): Mask[] {
  const masks: Mask[] = [];
  for (let open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", open)) {
    const end = actionEnd(text, open);
    const action = text
      .slice(open + 2, text.startsWith("}}", end - 2) ? end - 2 : end)
      .replace(/^-(?=\s|$)/, "")
      .replace(/(?:^|\s)-$/, "")
      .trim();
    masks.push({ start: open, end, kind: "value", action });
    open = end;
  }
  return masks.map((mask) => ({ ...mask, kind: kindOf(text, mask, masks) }));
}

/** The text as the YAML parser may see it: same length, same lines. */
export function maskText(text: string, masks: readonly Mask[]): string {
  let result = "";
  let at = 0;
  for (const mask of masks) {
    const fill = mask.kind === "value" ? "x" : " ";
    result += text.slice(at, mask.start) + text.slice(mask.start, mask.end).replace(/[^\r\n]/g, fill);
    at = mask.end;
  }
  return result + text.slice(at);
}

/** The branches of a part; one that is not closed reaches to the part's end. */
export function findBranches(masks: readonly Mask[], length: number): Branch[] {
  const branches: Branch[] = [];
  const open: number[] = [];
  for (const mask of masks) {
    if (mask.kind !== "control") continue;
    if (OPENS.test(mask.action)) open.push(mask.start);
    else if (/^else\b/.test(mask.action)) {
      const start = open.pop();
      if (start !== undefined) {
        branches.push({ start, end: mask.start });
        open.push(mask.start);
      }
    } else if (/^end\b/.test(mask.action)) {
      const start = open.pop();
      branches.push({ start: start ?? 0, end: mask.end });
    }
  }
  for (const start of open) branches.push({ start, end: length });
  return branches;
}

/** `.Values.image.tag` of an action that is that and nothing but quoting: the dotted path below `.Values`. */
export function valuesPath(action: string): string | undefined {
  return /^\$?\.Values\.([A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)*)\s*(?:\|\s*(?:quote|squote|toString|trim)\s*)*$/.exec(action)?.[1];
}

/** Where the action that opens at `open` ends: strings, raw strings and comments may hold braces. */
function actionEnd(text: string, open: number): number {
  const comment = /^\{\{-?\s*\/\*/.exec(text.slice(open, open + 200));
  if (comment) {
    const close = text.indexOf("*/", open);
    const end = close < 0 ? -1 : text.indexOf("}}", close);
    if (end >= 0) return end + 2;
  }
  let at = open + 2;
  while (at < text.length) {
    const char = text[at];
    if (char === "}" && text[at + 1] === "}") return at + 2;
    if (char === "`") at = skipTo(text, "`", at + 1);
    else if (char === '"') {
      at++;
      while (at < text.length && text[at] !== '"' && text[at] !== "\n") at += text[at] === "\\" ? 2 : 1;
    }
    at++;
  }
  const lineEnd = text.indexOf("\n", open);
  return lineEnd < 0 ? text.length : lineEnd;
}

const skipTo = (text: string, mark: string, from: number): number => {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found;
};

function kindOf(text: string, mask: Mask, all: readonly Mask[]): Mask["kind"] {
  if (CONTROL.test(mask.action) || mask.action === "") return "control";
  const lineStart = text.lastIndexOf("\n", mask.start - 1) + 1;
  const lineEnd = text.indexOf("\n", mask.end);
  const before = text.slice(lineStart, mask.start);
  const after = text.slice(mask.end, lineEnd < 0 ? text.length : lineEnd);
  const only = (side: string, offset: number) => outside(side, offset, all).trim() === "";
  if (only(before, lineStart) && only(after, mask.end)) return "block";
  if (!/^\s*(?:#.*)?$/.test(after)) return "value";
  const introduces = /^[\s-]*(?:"[^"]*"|'[^']*'|[^\s#"'][^#"']*?):\s*$/.test(before) || /^\s*-\s*$/.test(before);
  if (!introduces) return "value";
  return WRITES_LINES.test(mask.action) || deeperLineFollows(text, before, lineEnd) ? "block" : "value";
}

/** A stretch of a line with the other actions on it blanked. */
function outside(side: string, offset: number, all: readonly Mask[]): string {
  if (!side.includes("{{")) return side;
  let result = "";
  let at = 0;
  for (const other of all) {
    const start = other.start - offset;
    const end = other.end - offset;
    if (end <= 0 || start >= side.length) continue;
    result += side.slice(at, Math.max(start, at));
    at = Math.max(at, end);
  }
  return result + side.slice(at);
}

function deeperLineFollows(text: string, before: string, lineEnd: number): boolean {
  if (lineEnd < 0) return false;
  const indent = /^\s*/.exec(before)?.[0].length ?? 0;
  const next = /[^\r\n]*/.exec(text.slice(lineEnd + 1))?.[0] ?? "";
  return /^\s*[\w"'-]/.test(next) && (/^\s*/.exec(next)?.[0].length ?? 0) > indent;
}
