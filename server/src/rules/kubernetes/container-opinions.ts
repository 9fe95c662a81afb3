import type { Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { Container } from "../../languages/kubernetes/container";
import { containers } from "../../languages/kubernetes/queries";
import type { OpinionRow } from "./container-opinions.table";
import { OPINIONS } from "./container-opinions.table";

/** What some tool of the field asks of every container: many opinions, all of them hints in `all`. */
export default defineRules(OPINIONS, (row: OpinionRow): Rule<Container> => ({
  id: row.id,
  summary: row.summary,
  severity: "hint",
  preset: "all",
  category: row.category,
  since: "0.1.0",
  guidance: [],
  equivalents: row.equivalents,
  references: row.references,
  rationale: row.rationale,
  patient: true,
  examples: [
    { title: "reported", source: row.hit },
    { title: "left alone", source: row.clean },
  ],
  on: containers,
  *check(container) {
    if (container.role === "ephemeral") return;
    const opinion = row.wrong(container);
    if (opinion) yield { at: opinion.at ?? container.anchor, message: `${container.title} ${opinion.words}.` };
  },
}));
