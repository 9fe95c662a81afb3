import type { Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { AlertRule } from "../../languages/kubernetes/alert-rules";
import { alertRules } from "../../languages/kubernetes/alert-rules";
import type { AlertRow } from "./alert-rules.table";
import { ALERT_ROWS } from "./alert-rules.table";

/** Alerts and recording rules of the Prometheus operator: a table of slips, one walk over groups and rules. */
export default defineRules(ALERT_ROWS, (row: AlertRow): Rule<AlertRule> => ({
  id: row.id,
  summary: row.summary,
  severity: row.severity,
  preset: row.preset,
  category: "reliability",
  since: "0.1.0",
  guidance: row.guidance,
  equivalents: [],
  references: row.references,
  rationale: row.rationale,
  ...(row.patient ? { patient: true } : {}),
  examples: [
    { title: "reported", source: row.hit },
    { title: "left alone", source: row.clean },
  ],
  on: alertRules,
  *check(rule) {
    const problem = row.problem(rule);
    if (problem) yield { at: problem.at, message: `${rule.title} ${problem.says}.` };
  },
}));
