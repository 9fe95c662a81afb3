import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { instructions } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/copy-without-slash",
  summary: "Several sources copied to what is not written as a folder",
  severity: "error",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL3021", "trivy:DS-0011", "kics:copy_2_args_not_ending_with_slash", "dockerfile-utils:INVALID_DESTINATION"],
  references: ["https://docs.docker.com/reference/dockerfile/#destination"],
  rationale: "With several sources the destination is a folder and has to end with a slash; without it the build stops.",
  examples: [
    {
      title: "two files",
      source: dockerfile`
FROM alpine:3.22
COPY a.json b.json /app
                   ^^^^ 💡 error: /app takes several files: it has to end with a slash.
`,
      fixed: dockerfile`
FROM alpine:3.22
COPY a.json b.json /app/
`,
    },
    {
      title: "a folder, here, one file, by variable, as JSON",
      source: dockerfile`
FROM alpine:3.22
COPY a.json b.json /app/
COPY a.json b.json .
COPY a.json /app
COPY a.json b.json $DIR
COPY ["a.json", "b.json", "/app/"]
`,
    },
  ],
  safeFix: "without the slash nothing is built at all",
  on: instructions("COPY", "ADD"),
  *check(node) {
    const { words, json, heredocs } = node.instruction;
    const last = words.at(-1);
    const target = json?.words.at(-1);
    if (json && target && json.words.length > 2 && target.value !== "" && !/(?:^|\/)\.{0,2}$|\$/.test(target.value))
      yield { at: target.range, message: `${target.value} takes several files: it has to end with a slash.` };
    if (json || heredocs.length || words.length < 3 || last?.value === undefined || /(?:^|\/)\.{0,2}$/.test(last.value)) return;
    yield {
      at: last.range,
      message: `${last.value} takes several files: it has to end with a slash.`,
      fixes:
        last.editable && !last.quoted
          ? [{ title: "Add the slash", safety: "safe", edits: [{ at: range(last.range.end, last.range.end), text: "/" }] }]
          : [],
    };
  },
});
