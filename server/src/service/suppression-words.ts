import { readSuppressions } from "../core/suppression";
import { languageOf } from "../core/rule";
import { lineStartAt, nextLineAt, range } from "../core/text";
import type { Suggestion } from "../languages/completions";
import { t } from "../l10n";
import { RULES } from "../rules/index.generated";
import type { Problem } from "./problem";

const COMMENT = /(?:#|\/\/)\s*plimsoll-ignore(-file)?(?:\s+(.*))?$/;

/**
 * What may be written in a comment that ignores rules: first what is reported where the comment holds, then every rule of the language; behind
 * the dashes, the reasons that the file gives already.
 */
export function* suppressionWords(
  text: string,
  offset: number,
  problems: () => readonly Problem[],
  language: string,
): Iterable<Suggestion> {
  const start = lineStartAt(text, offset);
  const match = COMMENT.exec(text.slice(start, offset));
  if (!match) return;
  const [, ofFile, written = ""] = match;
  if (/(?:^|\s)--/.test(written)) {
    const word = /--\s*(.*)$/.exec(written)?.[1] ?? "";
    const reasons = new Set(
      readSuppressions(text).flatMap(({ ours, reason }) => (ours && reason !== undefined && reason !== word ? [reason] : [])),
    );
    for (const reason of reasons)
      yield {
        label: reason,
        detail: t("a reason given in this file"),
        insert: reason,
        kind: "value",
        replaces: range(offset - word.length, offset),
      };
    return;
  }
  const word = /[^\s,]*$/.exec(written)?.[0] ?? "";
  const replaces = range(offset - word.length, offset);
  const end = nextLineAt(text, nextLineAt(text, start));
  const here = problems().filter(({ range: at }) => ofFile !== undefined || (at.start >= start && at.start < end));
  const reported = new Map(here.map(({ id, message }) => [id as string, message]));
  for (const [id, message] of reported) yield { label: id, detail: message, insert: id, kind: "reference", replaces };
  for (const rule of RULES)
    if (languageOf(rule.id) === language && !reported.has(rule.id))
      yield { label: rule.id, detail: rule.summary, insert: rule.id, kind: "reference", replaces };
  if (written.trim() !== "" && word === "") yield { label: "--", detail: t("the reason"), insert: "-- ", kind: "key", replaces };
}
