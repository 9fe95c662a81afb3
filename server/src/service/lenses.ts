import type { Range } from "../core/text";
import { isPatch, objectOf } from "../languages/kubernetes/object";
import { rolloutPlan } from "../languages/kubernetes/rollout/plan";
import { t } from "../l10n";
import type { FileReport, Workspace } from "./workspace";

/** What a line above an object offers, in this order. */
export interface Lens {
  readonly range: Range;
  readonly title: string;
  readonly does: "findings" | "rollOut";
  /** Where its findings are. */
  readonly places: readonly Range[];
}

/**
 * A line above each Kubernetes object that has something to say, or that rollouts replace the pods of: "3 findings | Roll out…". A patch is
 * rolled out with what it changes. A lens has one command, so the two are lenses of their own; an editor draws them as one line. What a rollout
 * will do is in the list that the second opens. Hints do not count, nobody needs to count them.
 */
export function lenses(report: FileReport, workspace: Workspace): Lens[] {
  if (report.kind !== "kubernetes" && report.kind !== "helm-template") return [];
  const byPart = new Map<number, Range[]>();
  for (const problem of report.problems) {
    if (problem.severity === "hint") continue;
    const start = workspace.startOf(report.path, problem.owner.part) ?? 0;
    byPart.set(start, [...(byPart.get(start) ?? []), problem.range]);
  }
  return [...workspace.engine.readings(report.path)].flatMap((reading) => {
    const { start } = reading;
    const object = objectOf(reading);
    if (!object) return [];
    const places = byPart.get(start) ?? [];
    const at = object.root.anchor;
    const range = { start: start + at.start, end: start + at.end };
    const title = places.length === 1 ? t("1 finding") : t("{0} findings", places.length);
    const counted = { range, title, does: "findings", places } as const;
    return [
      ...(places.length ? [counted] : []),
      ...(rolloutPlan(object) && !isPatch(reading) ? [{ range, title: t("Roll out…"), does: "rollOut", places } as const] : []),
    ];
  });
}
