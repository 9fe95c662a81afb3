import type { Range } from "../core/text";
import { contains } from "../core/text";
import { partHover } from "../languages/hovers";
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
  const reading = workspace.engine.reading(report.path, offset);
  const computed = reading && partHover(reading, offset, { time });
  const here = report.problems
    .filter((problem) => contains(problem.range, offset))
    .sort((a, b) => a.range.end - a.range.start - (b.range.end - b.range.start));
  const range = here[0]?.range ?? computed?.at;
  const sections = [
    ...(computed ? [computed.lines.slice(0, brief ? BRIEF_LINES : undefined).join("\n\n")] : []),
    ...here.map((problem) => explainProblem(problem, brief)),
  ];
  return range && { range, markdown: sections.join(RULER) };
}
