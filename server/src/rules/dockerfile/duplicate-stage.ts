import { dockerfile } from "../../core/example";
import type { Part } from "../../core/part";
import { defineRule } from "../../core/rule";
import { stages } from "../../languages/dockerfile/queries";
import type { DockerfileStages } from "../../languages/dockerfile/stages";

export default defineRule({
  id: "dockerfile/duplicate-stage",
  summary: "Two stages of one name",
  severity: "warning",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [
    "hadolint:DL3024",
    "buildkit:DuplicateStageName",
    "trivy:DS-0012",
    "checkov:CKV_DOCKER_11",
    "kics:same_alias_in_different_froms",
    "dockerfile-utils:DUPLICATE_BUILD_STAGE_NAME",
  ],
  references: ["https://docs.docker.com/reference/build-checks/duplicate-stage-name/"],
  rationale:
    "Which of the two a `COPY --from` or `--target` of that name means depends on where it stands, so a line moved within the file takes its files " +
    "from another stage without a word. Names of stages know no case: `Build` and `build` are one.",
  examples: [
    {
      title: "copied and not renamed",
      source: dockerfile`
FROM golang:1.25 AS build
FROM node:22 AS Build
                ^^^^^ warning: Stage name "Build" is taken already: what comes from it depends on the order of the lines.
FROM scratch
COPY --from=build /app /app
`,
    },
    { title: "a name each", source: `FROM golang:1.25 AS build\nFROM node:22 AS web\nFROM scratch\nCOPY --from=build /app /app\n` },
  ],
  on: stages,
  *check(stage) {
    const name = stage.name;
    if (!name) return;
    const at = stage.ofFile(firstOfName, { name: name.raw.toLowerCase(), part: stage.reading.part });
    if (!at) return;
    yield {
      at: name.range,
      message: `Stage name "${name.raw}" is taken already: what comes from it depends on the order of the lines.`,
      related: [{ at, message: "The first stage of that name." }],
    };
  },
});

function firstOfName(view: DockerfileStages | undefined, { name, part }: { readonly name: string; readonly part: Part }) {
  const [first = 0] = view?.named.get(name) ?? [];
  const at = view?.stages[first]?.instructions[0]?.at;
  return at && at.part.order < part.order ? at : undefined;
}
