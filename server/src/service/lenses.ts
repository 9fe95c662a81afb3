import type { Range } from "../core/text";
import { objectOf } from "../languages/kubernetes/object";
import type { FileReport, Workspace } from "./workspace";

export interface Lens {
  readonly range: Range;
  readonly title: string;
  /** Where its findings are. */
  readonly places: readonly Range[];
}

/** A line above each Kubernetes object that has something to say: "3 findings". Hints do not count, nobody needs to count them. */
export function lenses(report: FileReport, workspace: Workspace): Lens[] {
  if (report.kind !== "kubernetes" && report.kind !== "helm-template") return [];
  const byPart = new Map<number, Range[]>();
  for (const problem of report.problems) {
    if (problem.severity === "hint" || problem.path !== report.path) continue;
    const start = workspace.startOf(report.path, problem.owner.part) ?? 0;
    byPart.set(start, [...(byPart.get(start) ?? []), problem.range]);
  }
  return [...byPart].flatMap(([start, places]) => {
    const reading = workspace.engine.reading(report.path, start);
    const object = reading && objectOf(reading);
    if (!object) return [];
    const at = object.root.anchor;
    const range = { start: start + at.start, end: start + at.end };
    return [{ range, title: `${places.length} finding${places.length === 1 ? "" : "s"}`, places }];
  });
}
