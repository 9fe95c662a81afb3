import { defineRule, defineRules } from "../../core/rule";
import { composeFile } from "../../languages/compose/queries";
import { reorder } from "../../languages/yaml/reorder";
import { ORDERS } from "./order.table";

/** Orders that mean nothing to Compose, for those who want one. */
export default defineRules(ORDERS, ({ smell, summary, equivalent, what, bad, fixed, good, find }) =>
  defineRule({
    id: `compose/${smell}`,
    summary,
    severity: "hint",
    preset: "all",
    category: "maintainability",
    since: "0.1.0",
    guidance: [],
    equivalents: [equivalent],
    references: ["https://docs.docker.com/reference/compose-file/"],
    rationale: `The order of keys and entries changes nothing in what Compose does. Where all files of a team follow one, differences are easier to read: ${what}.`,
    safeFix: "Compose reads the same project whatever the order",
    examples: [
      { title: "out of order", source: bad, fixed },
      { title: "in order", source: good },
    ],
    on: composeFile,
    *check(file) {
      for (const arrangement of find(file)) {
        const edits = reorder(file.text, arrangement.collection, arrangement.elements, arrangement.sorted);
        yield {
          at: arrangement.at,
          message: arrangement.words,
          fixes: edits.length ? [{ title: "Put them in order", safety: "safe", edits }] : [],
        };
      }
    },
  }),
);
