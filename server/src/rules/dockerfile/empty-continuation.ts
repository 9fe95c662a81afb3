import { dockerfile } from "../../core/example";
import type { Edit } from "../../core/edit";
import { defineRule } from "../../core/rule";
import { nextLineAt, range, underline } from "../../core/text";
import { instructions } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/empty-continuation",
  summary: "Blank line inside of an instruction",
  severity: "warning",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["buildkit:NoEmptyContinuation", "dockerfile-utils:EMPTY_CONTINUATION_LINE"],
  references: ["https://docs.docker.com/reference/build-checks/no-empty-continuation/"],
  rationale:
    "BuildKit skips blank lines inside of a continued instruction and warns: a later version takes them for its end. A comment line is fine.",
  examples: [
    {
      title: "a gap",
      source: dockerfile`
FROM debian:12
RUN apt-get update && \
^^^ 💡 warning: A blank line interrupts this RUN: a later version of BuildKit ends it there.

    apt-get install -y curl
`,
      fixed: dockerfile`
FROM debian:12
RUN apt-get update && \
    apt-get install -y curl
`,
    },
    { title: "a comment", source: `FROM debian:12\nRUN apt-get update && \\\n    # tools\n    apt-get install -y curl\n\nUSER 1000\n` },
  ],
  safeFix: "BuildKit skips blank lines inside of an instruction",
  on: instructions(),
  *check(node) {
    const { blanks } = node.instruction.line;
    if (node.onbuild || !blanks.length) return;
    const { text } = node.reading.part;
    const edits = blanks.map((blank): Edit => ({ at: range(blank.start, nextLineAt(text, blank.start)), text: "" }));
    yield {
      at: underline(text, node.range),
      message: `A blank line interrupts this ${node.keyword}: a later version of BuildKit ends it there.`,
      fixes: [{ title: "Remove the blank lines", safety: "safe", edits }],
    };
  },
});
