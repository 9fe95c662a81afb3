import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { stages } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/unnamed-stage",
  summary: "Build stage that has a number and no name",
  severity: "hint",
  preset: "all",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["kics:using_unnamed_build_stages"],
  references: ["https://docs.docker.com/build/building/multi-stage/#name-your-build-stages"],
  rationale:
    "`COPY --from=0` counts stages, and a stage that is put in front makes it take from another one without a word. A name stays with its stage, can be given to `--target`, and tells what the stage is for.",
  examples: [
    {
      title: "known by its number",
      source: dockerfile`
FROM golang:1.25.1
     ^^^^^^^^^^^^^ 💡 hint: This stage has no name: others can only count to it.
RUN go build -o /app
FROM scratch
COPY --from=0 /app /app
`,
      fixed: dockerfile`
FROM golang:1.25.1 AS build
RUN go build -o /app
FROM scratch
COPY --from=0 /app /app
`,
    },
    {
      title: "a name, and the last stage",
      source: `FROM golang:1.25.1 AS build\nRUN go build -o /app\nFROM scratch\nCOPY --from=build /app /app\n`,
    },
  ],
  on: stages,
  *check(stage) {
    const at = stage.imageWord?.range;
    if (!at || stage.final || stage.name || stage.asWord) return;
    const keyword = stage.instruction.writtenKeyword === "from" ? "as" : "AS";
    yield {
      at,
      message: "This stage has no name: others can only count to it.",
      fixes: [
        { title: "Name it", safety: "suggestion", edits: [{ at: range(at.end, at.end), text: ` ${keyword} \${1:build}`, snippet: true }] },
      ],
    };
  },
});
