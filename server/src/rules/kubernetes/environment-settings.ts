import type { Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { Container } from "../../languages/kubernetes/container";
import { containers } from "../../languages/kubernetes/queries";
import type { EnvironmentRow, Variable } from "./environment-settings.table";
import { ENVIRONMENT_ROWS } from "./environment-settings.table";

/** What the literal variables of a container give away: a table of slips, one walk over `env`. */
export default defineRules(ENVIRONMENT_ROWS, (row: EnvironmentRow): Rule<Container> => ({
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
    { title: "reported", source: row.hit, ...(row.settings ? { settings: row.settings } : {}) },
    { title: "left alone", source: row.clean, ...(row.settings ? { settings: row.settings } : {}) },
  ],
  on: containers,
  *check(container, { settings }) {
    const literals: Variable[] = [];
    for (const entry of container.root.list("env").maps()) {
      const [name, value] = [entry.string("name"), entry.string("value")];
      if (name !== undefined && value !== undefined) literals.push({ name, value, at: entry.rangeOf("value") });
    }
    const environment = settings.environment?.production === true ? settings.environment : undefined;
    for (const { at, says } of row.problems(literals, { container, environment })) yield { at, message: `${container.title} ${says}.` };
  },
}));
