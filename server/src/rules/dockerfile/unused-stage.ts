import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { stages } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/unused-stage",
  summary: "Stage that nothing is taken from",
  severity: "hint",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://docs.docker.com/build/building/multi-stage/"],
  rationale:
    "BuildKit leaves out what the last stage does not need, so these lines are never run and nobody notices when they break. A stage with a name may be built for its own sake with `--target`, and is not reported.",
  examples: [
    {
      title: "left over",
      source: dockerfile`
FROM golang:1.25.1
     ^^^^^^^^^^^^^ hint: Nothing is taken from this stage, and it has no name to build it by: it never runs.
RUN go vet ./...
FROM golang:1.25.1 AS build
RUN go build -o /app
FROM scratch
COPY --from=build /app /app
`,
    },
    {
      title: "taken from by number, or built by name",
      source: dockerfile`
FROM golang:1.25.1
RUN go build -o /app
FROM golang:1.25.1 AS test
RUN go test ./...
FROM scratch
COPY --from=0 /app /app
`,
    },
  ],
  on: stages,
  *check({ stage, imageWord }) {
    if (!imageWord || stage.needed || stage.name !== undefined) return;
    yield {
      at: imageWord.range,
      tag: "unnecessary",
      message: "Nothing is taken from this stage, and it has no name to build it by: it never runs.",
    };
  },
});
