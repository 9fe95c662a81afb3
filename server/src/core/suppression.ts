import type { Query } from "./rule";
import type { RuleId } from "./settings";
import type { Range } from "./text";
import { lineEndAt, nextLineAt, range } from "./text";

/**
 * A comment that silences rules: ours (`# plimsoll-ignore <rule>[, <rule>] [until YYYY-MM-DD] -- reason`) or a peer's, which silences the
 * rules that name the peer's check as an equivalent.
 */
export interface Suppression {
  /** The comment itself, from its marker to the end of its line. */
  readonly at: Range;
  /** Where it holds: the offsets at which a finding must start. */
  readonly covers: Range;
  /** Rule ids of ours, or `<peer>:<id>`; `*` for all rules of ours, `<peer>:*` for all that name the peer. */
  readonly checks: readonly string[];
  readonly ours: boolean;
  readonly until: string | undefined;
  readonly reason: string | undefined;
}

/** One of our suppressions after all findings of its file are known. Ranges are absolute: the comment may stand in any part. */
export interface SuppressionUse {
  readonly suppression: Suppression;
  /** The ids in it that are switched on and silenced nothing; `*` stands for a comment without ids. */
  readonly unused: readonly string[];
  readonly text: string;
}

/**
 * Our suppressions, for rules about them. The engine never runs these: whether a comment is of use is known only after all findings of the
 * file are, so service/ does.
 */
export const suppressions: Query<SuppressionUse> = { kinds: [], of: () => [] };

/** Whether a suppression has come to its end by a date, both `YYYY-MM-DD`. */
export const isExpired = ({ until }: Suppression, today: string): boolean => until !== undefined && until < today;

/** Whether a suppression silences a finding of a rule at an offset. */
export function silences(suppression: Suppression, id: RuleId, equivalents: readonly string[], offset: number): boolean {
  if (offset < suppression.covers.start || offset > suppression.covers.end) return false;
  return suppression.checks.some((check) => {
    if (suppression.ours) return check === id || check === "*";
    return check.endsWith(":*") ? equivalents.some((peer) => peer.startsWith(check.slice(0, -1))) : equivalents.includes(check);
  });
}

const MARKER =
  /plimsoll-ignore|plimsoll\.dev\/ignore|hadolint|check=|checkov:skip|trivy:ignore|tfsec:ignore|tflint-ignore|kics-scan|dclint|kube-linter\.io\/|kube-score\/ignore|polaris\.fairwinds\.com\/|checkov\.io\/skip/;

/** All suppressions of a file, in order. Comments start with `#`, in Terraform also with `//`. */
export function readSuppressions(text: string): Suppression[] {
  if (!MARKER.test(text)) return [];
  const suppressions: Suppression[] = [];
  for (let line = 0; line < text.length; line = nextLineAt(text, line)) {
    const end = lineEndAt(text, line);
    const written = text.slice(line, end);
    if (!MARKER.test(written)) continue;
    const annotation = /^\s*["']?([\w.-]+\/[\w.-]+)["']?\s*:\s*(.*)$/.exec(written);
    if (annotation) suppressions.push(...readAnnotation(annotation[1] ?? "", annotation[2] ?? "", text, range(line, end)));
    const comment = /(?:^|\s)(?:#|\/\/)\s*(.*)$/.exec(written);
    if (!comment) continue;
    const alone = written.slice(0, comment.index).trim() === "";
    const place = { text, line, end, alone, at: range(end - (comment[1] ?? "").length, end) };
    for (const reader of READERS) suppressions.push(...reader(comment[1] ?? "", place));
  }
  return suppressions;
}

interface CommentPlace {
  readonly text: string;
  readonly line: number;
  readonly end: number;
  /** Nothing but the comment on its line: it is about the next line that is no comment. */
  readonly alone: boolean;
  readonly at: Range;
}

/** Kubernetes annotations silence the whole object they stand in. */
function readAnnotation(key: string, written: string, text: string, line: Range): Suppression[] {
  const value = written.replace(/^["']|["']\s*$/g, "").trim();
  const at = range(line.start + text.slice(line.start, line.end).search(/\S/), line.end);
  const covers = documentAround(text, line.start);
  const own = (checks: readonly string[], reason?: string): Suppression[] => [
    { at, covers, checks, ours: false, until: undefined, reason: reason || undefined },
  ];
  if (key === "plimsoll.dev/ignore") {
    const [list = "", reason] = value.split(/\s*--\s*/);
    return [{ at, covers, checks: ids(list), ours: true, until: undefined, reason }];
  }
  if (key === "kube-linter.io/ignore-all") return own(["kube-linter:*"], value);
  if (key.startsWith("ignore-check.kube-linter.io/"))
    return own([`kube-linter:${key.slice("ignore-check.kube-linter.io/".length)}`], value);
  if (key === "kube-score/ignore") return own(ids(value).map((id) => `kube-score:${id}`));
  const polaris = /^polaris\.fairwinds\.com\/(.+)-exempt$/.exec(key)?.[1];
  if (polaris !== undefined && value === "true") return own([`polaris:${polaris}`]);
  const checkov = /^checkov\.io\/skip\d*$/.test(key) ? /^([A-Z0-9_]+)(?:=(.*))?$/.exec(value) : undefined;
  return checkov ? own([`checkov:${checkov[1] ?? ""}`], checkov[2]) : [];
}

/** The YAML document around an offset. */
function documentAround(text: string, offset: number): Range {
  const start = text.lastIndexOf("\n---", offset);
  const end = text.indexOf("\n---", offset);
  return range(start < 0 ? 0 : start + 1, end < 0 ? text.length : end + 1);
}

type CommentReader = (comment: string, place: CommentPlace) => Suppression[];

const ids = (list: string): string[] => list.split(/[\s,]+/).filter((id) => id !== "");

/** The line a comment speaks of: its own, or the next that is neither blank nor a comment. */
function target({ text, line, end, alone }: CommentPlace): Range {
  return alone ? range(line, lineEndAt(text, nextContent(text, line))) : range(line, end);
}

const wholeFile = ({ text }: CommentPlace): Range => range(0, text.length);

const peer = (place: CommentPlace, covers: Range, checks: readonly string[], reason?: string): Suppression[] =>
  checks.length ? [{ at: place.at, covers, checks, ours: false, until: undefined, reason }] : [];

const READERS: readonly CommentReader[] = [
  (comment, place) => {
    const match = /^plimsoll-ignore(-file)?\b\s*(.*?)\s*(?:--\s*(.*))?$/.exec(comment);
    if (!match) return [];
    const [, file, body = "", reason] = match;
    const until = /\buntil\s+(\d{4}-\d{2}-\d{2})\b/.exec(body);
    const checks = ids(until ? body.slice(0, until.index) : body);
    return [
      {
        at: place.at,
        covers: file ? wholeFile(place) : target(place),
        checks: checks.length ? checks : ["*"],
        ours: true,
        until: until?.[1],
        reason: reason || undefined,
      },
    ];
  },
  // hadolint: https://github.com/hadolint/hadolint#ignoring-rules
  (comment, place) => {
    const match = /^hadolint\s+(?:(global|stage)\s+)?ignore\s*=\s*([\w,\s]+?)(?:\s+#\s*(.*))?$/.exec(comment);
    if (!match) return [];
    const covers = match[1] === "global" ? wholeFile(place) : match[1] === "stage" ? stage(place) : target(place);
    return peer(
      place,
      covers,
      ids(match[2] ?? "").map((id) => `hadolint:${id}`),
      match[3],
    );
  },
  // BuildKit: https://docs.docker.com/build/checks/#skip-checks
  (comment, place) => {
    const match = /^check\s*=\s*.*?\bskip=([\w,]+|all)/.exec(comment);
    if (!match) return [];
    const top = !/^[ \t]*[A-Za-z]/m.test(place.text.slice(0, place.line));
    return peer(
      place,
      top ? wholeFile(place) : target(place),
      ids(match[1] ?? "").map((id) => `buildkit:${id === "all" ? "*" : id}`),
    );
  },
  // Checkov: https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html
  (comment, place) => {
    const match = /^checkov:skip=([\w,]+)(?::(.*))?/.exec(comment);
    return match
      ? peer(
          place,
          block(place),
          ids(match[1] ?? "").map((id) => `checkov:${id}`),
          match[2],
        )
      : [];
  },
  // Trivy: https://trivy.dev/latest/docs/configuration/filtering/#by-inline-comments
  (comment, place) => {
    const names = [...comment.matchAll(/(?:trivy|tfsec):ignore:([\w*-]+)/g)].map((match) => match[1] ?? "");
    return peer(
      place,
      block(place),
      names.map((id) => `trivy:${id.toUpperCase().replace(/^AVD-/, "")}`),
    );
  },
  // tflint: https://github.com/terraform-linters/tflint/blob/master/docs/user-guide/annotations.md
  (comment, place) => {
    const match = /^tflint-ignore(-file)?:\s*([\w,\s]+?)(?:\s*(?:#|\/\/).*)?$/.exec(comment);
    return match
      ? peer(
          place,
          match[1] ? wholeFile(place) : target(place),
          ids(match[2] ?? "").map((id) => `tflint:${id === "all" ? "*" : id}`),
        )
      : [];
  },
  // KICS: https://docs.kics.io/latest/running-kics/#using_commands_on_scanned_files_as_comments
  (comment, place) => {
    const match = /^kics-scan\s+(ignore-line|ignore-block|ignore)\b/.exec(comment);
    if (!match) return [];
    return peer(place, match[1] === "ignore" ? wholeFile(place) : match[1] === "ignore-line" ? target(place) : block(place), ["kics:*"]);
  },
  // dclint: https://github.com/zavoloklom/docker-compose-linter#disabling-rules
  (comment, place) => {
    const match = /^dclint\s+disable(-line|-file)?\b\s*(.*)$/.exec(comment);
    if (!match) return [];
    const names = ids(match[2] ?? "").map((id) => `dclint:${id}`);
    const first = !/^\s*[^#\s]/m.test(place.text.slice(0, place.line));
    return peer(
      place,
      match[1] === "-line" ? target(place) : first || match[1] === "-file" ? wholeFile(place) : target(place),
      names.length ? names : ["dclint:*"],
    );
  },
];

/** From the comment to the end of the block it stands in or above: by indentation, which all four languages share in practice. */
function block(place: CommentPlace): Range {
  const { text, line } = place;
  const own = target(place);
  const width = (from: number) => /^[ \t]*/.exec(text.slice(from, lineEndAt(text, from)))?.[0].length ?? 0;
  let start = line;
  const indent = place.alone ? width(line) : width(own.start);
  if (indent > 0) {
    // Inside a block: it is about the block that holds it.
    for (let at = line; at > 0;) {
      at = text.lastIndexOf("\n", at - 2) + 1;
      const content = text.slice(at, lineEndAt(text, at));
      if (content.trim() !== "" && width(at) < indent) {
        start = at;
        break;
      }
      if (at === 0) break;
    }
  } else start = place.alone ? nextContent(text, line) : line;
  const base = width(start);
  let end = lineEndAt(text, start);
  for (let at = nextLineAt(text, start); at < text.length; at = nextLineAt(text, at)) {
    const content = text.slice(at, lineEndAt(text, at));
    if (content.trim() !== "" && width(at) <= base && !/^\s*[}\])]/.test(content)) break;
    end = lineEndAt(text, at);
  }
  return range(Math.min(line, start), end);
}

/** The next line below that is neither blank nor a comment. */
function nextContent(text: string, line: number): number {
  let next = nextLineAt(text, line);
  while (next < text.length && /^\s*(?:#|\/\/|$)/.test(text.slice(next, lineEndAt(text, next)))) next = nextLineAt(text, next);
  return next;
}

/** A Dockerfile's stage: from the comment to the next FROM after the one below it. */
function stage({ text, line }: CommentPlace): Range {
  const rest = text.slice(line);
  const froms = [...rest.matchAll(/^[ \t]*FROM\s/gim)].map((match) => match.index);
  return range(line, line + (froms[1] ?? rest.length));
}
