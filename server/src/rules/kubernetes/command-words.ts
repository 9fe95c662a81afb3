import type { Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { Container } from "../../languages/kubernetes/container";
import { containers } from "../../languages/kubernetes/queries";
import type { CommandRow } from "./command-words.table";
import { COMMAND_ROWS } from "./command-words.table";

/** What the words of a command give away: many slips, one walk over `command` and `args`. */
export default defineRules(COMMAND_ROWS, (row: CommandRow): Rule<Container> => ({
  id: row.id,
  summary: row.summary,
  severity: row.severity,
  preset: row.preset,
  category: row.category,
  since: "0.1.0",
  guidance: row.guidance,
  equivalents: [],
  references: row.references,
  rationale: row.rationale,
  examples: [
    { title: "reported", source: row.hit },
    { title: "left alone", source: row.clean },
  ],
  on: containers,
  *check(container) {
    const words = ["command", "args"].flatMap((key) => [...container.root.list(key).scalars()]);
    const known = words.map((word) => (word.state === "known" ? String(word.value) : ""));
    for (const [i, word] of words.entries()) {
      const said = word.state === "known" ? row.wrong(known[i] ?? "", { container, words: known, index: i }) : undefined;
      if (said === undefined) continue;
      yield { at: word.at, message: `${container.title} ${said}.` };
      if (row.once) return;
    }
  },
}));
