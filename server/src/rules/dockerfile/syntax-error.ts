import { closest } from "../../core/closest";
import { dockerfile } from "../../core/example";
import { defineRule, query } from "../../core/rule";
import { KEYWORDS, isKeyword, keywordFacts } from "../../languages/dockerfile/keywords.table";
import type { DockerfilePart } from "../../languages/dockerfile/part";
import type { SyntaxProblem } from "../../languages/dockerfile/problem";

interface ProblemNode {
  readonly problem: SyntaxProblem;
  /** The words one of which may have been meant. */
  readonly candidates: readonly string[];
  readonly written: string;
}

export default defineRule({
  id: "dockerfile/syntax-error",
  summary: "Dockerfile that the builder refuses to read",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://docs.docker.com/reference/dockerfile/"],
  rationale:
    "The build stops before its first step. What depends on build arguments is not judged here, only what fails whatever they are.",
  examples: [
    {
      title: "a slip of the pen",
      source: dockerfile`
FROM alpine:3.22
RNU apk add --no-cache curl
^^^ 💡 error: There is no instruction RNU. Did you mean RUN?
COPY --chwon=app . /app
     ^^^^^^^ 💡 error: COPY has no flag --chwon. Did you mean --chown?
`,
      fixed: dockerfile`
FROM alpine:3.22
RUN apk add --no-cache curl
COPY --chwon=app . /app
`,
    },
    {
      title: "what is missing",
      source: dockerfile`
FROM alpine:3.22
COPY app
^^^^ error: COPY needs a source and a destination.
ENV A
    ^ error: ENV needs NAME=value.
RUN <<EOF
    ^^^^^ error: The line "EOF" that ends this heredoc is missing.
echo
`,
    },
    { title: "a file that can be read", source: `# syntax=docker/dockerfile:1\nFROM alpine:3.22\nRUN --mount=type=cache,target=/x true\n` },
  ],
  on: query(["dockerfile"], (reading): ProblemNode[] => {
    const tree = reading.tree as DockerfilePart;
    const { instruction } = tree;
    return tree.problems.map((problem) => {
      const written = reading.part.text.slice(problem.range.start, problem.range.end);
      const keyword = instruction?.trigger ? instruction.trigger.keyword : (instruction?.keyword ?? "");
      if (problem.code === "unknown-instruction") return { problem, candidates: KEYWORDS, written };
      if (problem.code === "unknown-flag" && isKeyword(keyword))
        return { problem, candidates: keywordFacts(keyword).flags.map((flag) => `--${flag}`), written };
      return { problem, candidates: [], written };
    });
  }),
  *check({ problem, candidates, written }: ProblemNode) {
    const isFlag = written.startsWith("--");
    const meant = candidates.length > 0 ? nearest(isFlag ? written : written.toUpperCase(), candidates) : undefined;
    yield {
      at: problem.range,
      message: meant === undefined ? problem.message : `${problem.message} Did you mean ${meant}?`,
      fixes:
        meant === undefined
          ? []
          : [{ title: `Write ${meant}`, safety: "suggestion", edits: [{ at: problem.range, text: inCaseOf(written, meant) }] }],
    };
  },
});

/** Words of three letters count when two neighbours changed places. */
const nearest = (written: string, candidates: readonly string[]): string | undefined =>
  closest(written, candidates) ?? candidates.find((candidate) => candidate.length === written.length && sameLetters(candidate, written));

const sameLetters = (a: string, b: string): boolean => Array.from(a).sort().join("") === Array.from(b).sort().join("");

const inCaseOf = (written: string, meant: string): string => (written === written.toLowerCase() ? meant.toLowerCase() : meant);
