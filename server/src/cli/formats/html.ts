import { reportPage } from "../../service/report-page";
import { reportOf } from "../../service/report";
import type { Outcome } from "../output";

/** A report to look at and to keep: one file that holds all it needs. */
export const html = (outcome: Outcome): string =>
  reportPage(
    reportOf({ title: "Plimsoll report", results: outcome.results, workloads: outcome.workloads, baseline: outcome.baseline }),
    outcome.reportScript(),
  );
