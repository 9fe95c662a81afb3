import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { stages } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/stage-name-casing",
  summary: "Stage name with capital letters",
  severity: "hint",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["buildkit:StageNameCasing", "dockerfile-utils:INVALID_BUILD_STAGE_NAME"],
  references: ["https://docs.docker.com/reference/build-checks/stage-name-casing/"],
  rationale: "Names of stages know no case, keywords are written in capitals: a name in lower case is told from them at a glance.",
  examples: [
    {
      title: "capitals",
      source: dockerfile`
FROM alpine:3.22 AS Build
                    ^^^^^ 💡 hint: Stage names are written in lower case: "build".
`,
    },
    { title: "lower case", source: `FROM alpine:3.22 AS build-1\n` },
  ],
  safeFix: "names of stages know no case, so whatever names the stage still does",
  on: stages,
  *check({ name }) {
    if (name && name.raw !== name.raw.toLowerCase())
      yield {
        at: name.range,
        message: `Stage names are written in lower case: "${name.raw.toLowerCase()}".`,
        fixes: name.editable
          ? [{ title: "Write it in lower case", safety: "safe", edits: [{ at: name.range, text: name.raw.toLowerCase() }] }]
          : [],
      };
  },
});
