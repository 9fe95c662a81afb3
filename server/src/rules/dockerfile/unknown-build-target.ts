import { closest } from "../../core/closest";
import { dockerfile, files, yaml } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { stages } from "../../languages/dockerfile/queries";
import type { DockerfileStages } from "../../languages/dockerfile/stages";
import { usesOf } from "../../languages/shared/dockerfile-uses";

export default defineRule({
  id: "dockerfile/unknown-build-target",
  summary: "Compose service that builds a stage the Dockerfile does not have",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://docs.docker.com/reference/compose-file/build/#target"],
  rationale: "The build stops before its first line: target stage could not be found.",
  examples: [
    {
      title: "a stage by another name",
      source: files({
        "compose.yaml": yaml`
services:
  web:
    build:
      context: app
      target: producton
              ^^^^^^^^^ 💡 error: Dockerfile has no stage "producton". Did you mean "production"?
  worker:
    build: { context: app, target: worker }
                                   ^^^^^^ error: Dockerfile has no stage "worker".
  test:
    build: { context: app, target: BUILD }
`,
        "app/Dockerfile": dockerfile`
FROM node:22.1 AS build
FROM node:22.1 AS production
COPY --from=build /app /app
`,
      }),
    },
    {
      title: "by name and by number",
      source: files({
        "compose.yaml": `services:\n  web:\n    build: { context: ., target: build }\n  other:\n    build: { context: ., target: "1" }\n`,
        Dockerfile: `FROM node:22.1 AS build\nFROM node:22.1\nCOPY --from=build /app /app\n`,
      }),
    },
  ],
  on: where(stages, ({ index }) => index === 0),
  *check(stage, _context, scope) {
    const { path } = stage.reading;
    const names = stage.ofFile(namesOf, undefined);
    for (const { value, at } of usesOf(path, scope)) {
      if (value.what !== "target" || names.some((name) => name.toLowerCase() === value.target.toLowerCase())) continue;
      if (/^\d+$/.test(value.target) && Number(value.target) < stage.ofFile(count, undefined)) continue;
      const meant = closest(value.target.toLowerCase(), names);
      yield {
        at,
        message: `${path.slice(path.lastIndexOf("/") + 1)} has no stage "${value.target}".${meant === undefined ? "" : ` Did you mean "${meant}"?`}`,
        fixes: meant === undefined ? [] : [{ title: `Use "${meant}"`, safety: "suggestion", edits: [{ at, text: meant }] }],
      };
    }
  },
});

const namesOf = (view: DockerfileStages | undefined): readonly string[] => (view?.stages ?? []).flatMap(({ name }) => name ?? []);

const count = (view: DockerfileStages | undefined): number => view?.stages.length ?? 0;
