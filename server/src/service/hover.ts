import type { Range } from "../core/text";
import { contains, shift } from "../core/text";
import { computedInDockerfile } from "../languages/dockerfile/hovers";
import { computedAt } from "../languages/kubernetes/hovers";
import { objectsOf } from "../languages/kubernetes/object";
import { explainProblem } from "./explain";
import type { FileReport, Workspace } from "./workspace";

export interface Hover {
  readonly range: Range;
  readonly markdown: string;
}

export interface HoverOptions {
  /** Another extension hovers here too: two lines at most of each thing. */
  readonly brief: boolean;
  /** The time in UTC, `YYYY-MM-DDTHH:MM`. */
  readonly time: string;
}

const BRIEF_LINES = 2;
const RULER = "\n\n---\n\n";

/** What is said at an offset: what can be worked out there, then the findings that cover it, the narrowest range first. */
export function hover(report: FileReport, workspace: Workspace, offset: number, { brief, time }: HoverOptions): Hover | undefined {
  const computed = computedHover(report, workspace, offset, time);
  const here = report.problems
    .filter((problem) => problem.path === report.path && contains(problem.range, offset))
    .sort((a, b) => a.range.end - a.range.start - (b.range.end - b.range.start));
  const range = here[0]?.range ?? computed?.range;
  const sections = [
    ...(computed ? [computed.lines.slice(0, brief ? BRIEF_LINES : undefined).join("\n\n")] : []),
    ...here.map((problem) => explainProblem(problem, brief)),
  ];
  return range && { range, markdown: sections.join(RULER) };
}

function computedHover(report: FileReport, workspace: Workspace, offset: number, time: string) {
  if (report.kind !== "kubernetes" && report.kind !== "helm-template" && report.kind !== "dockerfile") return undefined;
  const reading = workspace.engine.reading(report.path, offset);
  if (!reading) return undefined;
  if (report.kind === "dockerfile") {
    const found = computedInDockerfile(reading, offset - reading.start);
    return found && { range: shift(found.at, reading.start), lines: found.lines };
  }
  for (const object of objectsOf(reading)) {
    const found = computedAt(object, offset - reading.start, { scope: reading.scope, time });
    if (found) return { range: shift(found.at, reading.start), lines: found.lines };
  }
  return undefined;
}
