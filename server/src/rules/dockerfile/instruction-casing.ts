import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { dockerfileSmallKeyword } from "../../languages/dockerfile/facts";
import { instructions } from "../../languages/dockerfile/queries";
import { dockerfileStages } from "../../languages/dockerfile/stages";
import type { DockerfileStages } from "../../languages/dockerfile/stages";

export default defineRule({
  id: "dockerfile/instruction-casing",
  summary: "Keyword in another case than the rest of the file",
  severity: "hint",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["buildkit:ConsistentInstructionCasing", "dockerfile-utils:CASING_INSTRUCTION"],
  references: ["https://docs.docker.com/reference/build-checks/consistent-instruction-casing/"],
  rationale: "Keywords know no case, eyes do: written alike they are told from arguments, and searches find all of them.",
  examples: [
    {
      title: "one among many, and one of its own",
      source: dockerfile`
FROM alpine:3.22
run make
^^^ 💡 hint: "run" is written in another case than the other keywords.
COPY a /a
Cmd ["/a"]
^^^ 💡 hint: "Cmd" is written in another case than the other keywords.
`,
      fixed: dockerfile`
FROM alpine:3.22
RUN make
COPY a /a
Cmd ["/a"]
`,
    },
    {
      title: "most are small",
      source: dockerfile`
from alpine:3.22
run make
COPY a /a
^^^^ 💡 hint: "COPY" is written in another case than the other keywords.
`,
      fixed: dockerfile`
from alpine:3.22
run make
copy a /a
`,
    },
    { title: "all alike", source: `from alpine:3.22\nrun make\n` },
  ],
  safeFix: "keywords know no case",
  on: instructions(),
  *check(node, _context, scope) {
    const { path } = node.reading;
    const small = scope.all(dockerfileSmallKeyword, path);
    if (node.onbuild || !small.length) return;
    const lower = small.filter(({ value }) => value === value.toLowerCase()).length;
    const isLower = lower * 2 > scope.select(dockerfileStages, path, countOf, undefined);
    const { writtenKeyword } = node.instruction;
    const meant = isLower ? writtenKeyword.toLowerCase() : writtenKeyword.toUpperCase();
    if (writtenKeyword === meant || !/^[A-Za-z]+$/.test(writtenKeyword)) return;
    yield {
      at: node.range,
      message: `"${writtenKeyword}" is written in another case than the other keywords.`,
      fixes: [{ title: `Write ${meant}`, safety: "safe", edits: [{ at: node.range, text: meant }] }],
    };
  },
});

const countOf = (view: DockerfileStages | undefined): number =>
  (view?.preamble.length ?? 0) + (view?.stages ?? []).reduce((sum, { instructions: own }) => sum + own.length, 0);
