import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { stages } from "../../languages/dockerfile/queries";
import type { Fix } from "../../core/edit";
import { range } from "../../core/text";
import type { StageNode } from "../../languages/dockerfile/nodes";

/** Arguments that BuildKit sets to where the build runs and what it builds for. */
const AUTOMATIC = /^(?:BUILD|TARGET)PLATFORM$/;

export default defineRule({
  id: "dockerfile/platform-in-from",
  summary: "FROM that pins the stage to one platform",
  severity: "info",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL3029", "buildkit:FromPlatformFlagConstDisallowed", "kics:using_platform_flag_with_from"],
  references: ["https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/"],
  rationale:
    "The image is of this platform wherever it is built, so on the other architecture it runs emulated or not at all. Leave the platform to `docker build --platform`; a stage that only compiles takes `$BUILDPLATFORM`. A stage that is for one platform on purpose says so in its name.",
  examples: [
    {
      title: "one platform for all",
      source: dockerfile`
FROM --platform=linux/amd64 node:22.11-slim
                ^^^^^^^^^^^ 💡 info: This stage is always of linux/amd64: leave the platform to the build.
`,
    },
    {
      title: "by the build, or in the name",
      source: dockerfile`
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
FROM --platform=linux/arm64 alpine:3.22 AS build-arm64
FROM alpine:3.22
`,
    },
  ],
  on: stages,
  *check(stage) {
    const flag = stage.instruction.flag("platform")?.value;
    const platform = flag?.value;
    if (!flag || platform === undefined || AUTOMATIC.test(platform)) return;
    const words = platform.split("/").slice(1);
    if (words.some((word) => stage.name?.raw.toLowerCase().includes(word.toLowerCase()))) return;
    yield {
      at: flag.range,
      message: `This stage is always of ${platform}: leave the platform to the build.`,
      fixes: withoutPlatform(stage),
    };
  },
});

function withoutPlatform({ instruction, reading }: StageNode): Fix[] {
  const flag = instruction.flag("platform");
  if (!flag) return [];
  const { text } = reading.part;
  const behind = /^[ \t]+/.exec(text.slice(flag.range.end))?.[0].length ?? 0;
  return behind === 0
    ? []
    : [
        {
          title: "Leave it to the build",
          safety: "suggestion",
          edits: [{ at: range(flag.range.start, flag.range.end + behind), text: "" }],
        },
      ];
}
