import type { Range } from "../core/text";
import { contains } from "../core/text";
import { explainProblem } from "./explain";
import type { FileReport } from "./workspace";

export interface Hover {
  readonly range: Range;
  readonly markdown: string;
}

/** What is said at an offset: the findings that cover it, the narrowest range first. `brief` where another extension hovers too. */
export function hover(report: FileReport, offset: number, brief: boolean): Hover | undefined {
  const here = report.problems
    .filter((problem) => problem.path === report.path && contains(problem.range, offset))
    .sort((a, b) => a.range.end - a.range.start - (b.range.end - b.range.start));
  const [first] = here;
  return first && { range: first.range, markdown: here.map((problem) => explainProblem(problem, brief)).join("\n\n---\n\n") };
}
