import { defineRule, defineRules } from "../../core/rule";
import { services } from "../../languages/compose/queries";
import { OPINIONS } from "./opinions.table";

/** Things that some want in every Compose file and others do not: in `all` only. */
export default defineRules(OPINIONS, ({ find, bad, good, fixed, ...words }) =>
  defineRule({
    guidance: [],
    ...words,
    severity: "hint",
    preset: "all",
    category: "maintainability",
    since: "0.1.0",
    examples: [
      { title: "as it is said", source: bad, ...(fixed === undefined ? {} : { fixed }) },
      { title: "otherwise", source: good },
    ],
    on: services,
    *check(service) {
      yield* find(service);
    },
  }),
);
