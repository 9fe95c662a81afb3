import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { stages } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/reserved-stage-name",
  summary: "Stage with a name that BuildKit keeps for itself",
  severity: "error",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL3063", "buildkit:ReservedStageName"],
  references: ["https://docs.docker.com/reference/build-checks/reserved-stage-name/"],
  rationale:
    "`scratch` is the empty image and `context` the files of the build: a stage of that name cannot be named by FROM or `COPY --from`.",
  examples: [
    {
      title: "the empty image, and the context",
      source: dockerfile`
FROM alpine:3.22 AS scratch
                    ^^^^^^^ error: "scratch" is reserved: no stage can have this name.
FROM alpine:3.22 AS Context
                    ^^^^^^^ error: "Context" is reserved: no stage can have this name.
`,
    },
    { title: "another name", source: `FROM scratch AS empty\n` },
  ],
  on: stages,
  *check(stage) {
    const { name } = stage;
    if (name && /^(?:scratch|context)$/i.test(name.raw))
      yield { at: name.range, message: `"${name.raw}" is reserved: no stage can have this name.` };
  },
});
