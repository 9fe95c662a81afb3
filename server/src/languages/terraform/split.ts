import type { Slice } from "../../core/part";
import { lineEndAt, nextLineAt } from "../../core/text";

/** The blocks Terraform and OpenTofu know at the top of a file. Any of them in column 0 starts a part, whatever came before. */
const TOP_LEVEL =
  /^(?:resource|data|ephemeral|module|variable|output|provider|locals|terraform|moved|import|removed|check|action|list)(?:[ \t]+(?:"[^"\r\n]*"|[\w-]+))*[ \t]*\{/;
const ANY_HEADER = /^[A-Za-z_][\w-]*(?:[ \t]+(?:"[^"\r\n]*"|[\w-]+))*[ \t]*\{/;
const SETTING = /^(?:[A-Za-z_][\w-]*|"[^"\r\n]*")[ \t]*=(?!=)/;

/**
 * Cuts a file at the blocks in column 0, a `.tfvars` file at its settings. Only comments, strings and heredocs are read on the way, so a
 * missing brace or quote costs the one block it is in. Comments directly above belong to the block below. JSON is one part.
 */
export function splitTerraform(text: string, kind: "block" | "setting"): Slice[] {
  if (/^\uFEFF?\s*[[{]/.test(text)) return [{ start: 0, end: text.length, kind: "json" }];
  const slices: Slice[] = [];
  const scan: Scan = { sign: -1, depth: 0, comment: false };
  let start = 0;
  let written = false;
  let prelude = -1;
  for (let line = 0; line < text.length;) {
    const inComment = scan.comment;
    if (!inComment && startsPart(text, line, kind, scan.depth)) {
      const from = prelude >= 0 ? prelude : line;
      if (written && from > start) {
        slices.push({ start, end: from, kind });
        start = from;
      }
      written = true;
      scan.depth = 0;
      prelude = -1;
    } else if (inComment || isComment(text, line)) {
      if (prelude < 0) prelude = line;
    } else {
      // What is parted from the next block by a blank line, such as a licence, is a part of its own.
      written ||= prelude >= 0 || !isBlank(text, line);
      prelude = -1;
    }
    line = scanLine(text, line, scan);
  }
  slices.push({ start, end: text.length, kind });
  return slices;
}

interface Scan {
  /** Where the next sign stands, if that is not behind already. */
  sign: number;
  /** Open brackets of any kind. */
  depth: number;
  comment: boolean;
}

function startsPart(text: string, line: number, kind: "block" | "setting", depth: number): boolean {
  const first = text.charCodeAt(line);
  const isWord = (first >= 97 && first <= 122) || (first >= 65 && first <= 90) || first === 95;
  if (kind === "setting") return depth === 0 && (isWord || first === 34) && SETTING.test(text.slice(line, lineEndAt(text, line)));
  if (!isWord) return false;
  const content = text.slice(line, lineEndAt(text, line));
  return TOP_LEVEL.test(content) || (depth === 0 && ANY_HEADER.test(content));
}

function isComment(text: string, line: number): boolean {
  const first = text[line];
  if (first === "#" || text.startsWith("//", line)) return true;
  return text.startsWith("/*", line) && text.includes("*/", line + 2);
}

const isBlank = (text: string, line: number): boolean => text.slice(line, lineEndAt(text, line)).trim() === "";

/** What means something outside of strings and comments. */
const SIGN = /["#/<{}[\]()]/g;

/** Where the next sign stands, which may be lines below: it is kept until the scan gets there. */
function nextSign(text: string, from: number, scan: Scan): number {
  if (scan.sign < from) {
    SIGN.lastIndex = from;
    scan.sign = SIGN.exec(text)?.index ?? text.length;
  }
  return scan.sign;
}

/** Reads one line and says where the next one starts: behind the heredoc that the line opens, if it does. */
function scanLine(text: string, line: number, scan: Scan): number {
  const end = lineEndAt(text, line);
  let at = line;
  while (at < end) {
    // Most of a text is neither: an engine finds the next sign faster than a loop does.
    if (!scan.comment) {
      at = nextSign(text, at, scan);
      if (at >= end) break;
    }
    if (scan.comment) {
      const close = text.indexOf("*/", at);
      if (close < 0 || close >= end) break;
      scan.comment = false;
      at = close + 2;
      continue;
    }
    switch (text[at]) {
      case "#":
        at = end;
        continue;
      case "/":
        if (text[at + 1] === "/") at = end;
        else if (text[at + 1] === "*" && text.includes("*/", at + 2)) {
          scan.comment = true;
          at++;
        }
        break;
      case '"':
        at = stringEnd(text, at, end);
        continue;
      case "<": {
        const heredoc = text[at + 1] === "<" ? /^<<-?([A-Za-z_][\w-]*)[ \t]*$/.exec(text.slice(at, end)) : null;
        const next = heredoc ? heredocEnd(text, end, heredoc[1] ?? "") : undefined;
        if (next !== undefined) return next;
        break;
      }
      case "{":
      case "[":
      case "(":
        scan.depth++;
        break;
      case "}":
      case "]":
      case ")":
        scan.depth = Math.max(0, scan.depth - 1);
        break;
      default:
    }
    at++;
  }
  return nextLineAt(text, line);
}

/** Behind the closing quote, or the end of the line. Interpolations may hold strings of their own. */
function stringEnd(text: string, open: number, lineEnd: number): number {
  const nesting: ("string" | "code")[] = ["string"];
  for (let at = open + 1; at < lineEnd; at++) {
    const char = text[at];
    if (nesting.at(-1) === "string") {
      if (char === "\\") at++;
      else if ((char === "$" || char === "%") && text[at + 1] === "{" && text[at - 1] !== char) {
        nesting.push("code");
        at++;
      } else if (char === '"') {
        nesting.pop();
        if (!nesting.length) return at + 1;
      }
    } else if (char === '"') nesting.push("string");
    else if (char === "{") nesting.push("code");
    else if (char === "}") nesting.pop();
  }
  return lineEnd;
}

/** Where the line behind a heredoc's end marker starts. Undefined when it is never closed: then it is read as nothing. */
function heredocEnd(text: string, from: number, word: string): number | undefined {
  for (let line = nextLineAt(text, from); line < text.length; line = nextLineAt(text, line)) {
    const content = text.slice(line, lineEndAt(text, line)).trim();
    if (content === word) return nextLineAt(text, line);
    // Another heredoc with the same word opens before this one closes: this one was forgotten.
    if (content.endsWith(word) && new RegExp(`<<-?${word}$`).test(content)) return undefined;
  }
  return undefined;
}
