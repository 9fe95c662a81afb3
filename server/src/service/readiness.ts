import type { RuleId } from "../core/settings";
import { ruleMatcher } from "../config/configuration";
import { stepsOf } from "../languages/playbook/flow";
import { readPlaybook } from "../languages/playbook/read";
import type { Playbook } from "../languages/playbook/shape";
import { parseYaml } from "../languages/yaml/parse";

/** The playbook whose gates say whether a workload is ready to be rolled out. */
export const READINESS = "production-readiness";

/** A question about a workload that its findings answer. */
export interface Check {
  /** That of the step in the review. */
  readonly id: string;
  readonly title: string;
  /** Ids or globs: with a finding of one of them the answer is no. */
  readonly rules: readonly string[];
}

/** The checks of a review: its gates about findings. */
export const checksOf = (review: Playbook): Check[] =>
  stepsOf(review).flatMap(({ step }) =>
    step.kind === "gate" && "findings" in step.check ? [{ id: step.id, title: step.title, rules: step.check.findings }] : [],
  );

/** The same of its text. */
export function readinessChecks(text: string): Check[] {
  const { playbook } = readPlaybook(parseYaml(text, { version: "1.2", templated: false }));
  return playbook ? checksOf(playbook) : [];
}

/** The findings of rules that are named by id or glob. */
export const against = <F extends { readonly rule: string }>(rules: readonly string[], findings: readonly F[]): F[] =>
  findings.filter(({ rule }) => rules.some((pattern) => ruleMatcher(pattern)(rule as RuleId)));
