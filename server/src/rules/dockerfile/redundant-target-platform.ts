import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { stages } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/redundant-target-platform",
  summary: "Platform flag that says what holds anyway",
  severity: "hint",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL3065", "buildkit:RedundantTargetPlatform"],
  references: ["https://docs.docker.com/reference/build-checks/redundant-target-platform/"],
  rationale: "Without a flag a stage is of the platform the build is for, which is what `$TARGETPLATFORM` says.",
  examples: [
    {
      title: "the default, written out",
      source: dockerfile`
FROM --platform=$TARGETPLATFORM alpine:3.22
     ^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 hint: A stage is of $TARGETPLATFORM anyway.
`,
      fixed: dockerfile`
FROM alpine:3.22
`,
    },
    { title: "where the build runs", source: `FROM --platform=$BUILDPLATFORM alpine:3.22\n` },
  ],
  safeFix: "a stage without the flag is of the target platform",
  on: stages,
  *check(stage) {
    const flag = stage.instruction.flag("platform");
    if (!flag || !/^\$(?:TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(flag.value?.raw ?? "")) return;
    const next = stage.imageWord?.range.start;
    const isAlone = next !== undefined && stage.reading.part.text.slice(flag.range.end, next).trim() === "";
    yield {
      at: flag.range,
      tag: "unnecessary",
      message: "A stage is of $TARGETPLATFORM anyway.",
      fixes: isAlone ? [{ title: "Remove the flag", safety: "safe", edits: [{ at: range(flag.range.start, next), text: "" }] }] : [],
    };
  },
});
