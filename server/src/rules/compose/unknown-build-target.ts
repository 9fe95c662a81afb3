import { closest } from "../../core/closest";
import { dockerfile, files, yaml } from "../../core/example";
import { basename } from "../../core/path";
import { defineRule } from "../../core/rule";
import { builtFile } from "../../languages/compose/build";
import { textOf } from "../../languages/compose/data";
import { services } from "../../languages/compose/queries";
import { setAt } from "../../languages/yaml/edit";

export default defineRule({
  id: "compose/unknown-build-target",
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
  on: services,
  *check(service, _context, scope) {
    const build = service.written.map("build");
    const target = textOf(service.get("build", "target"));
    const file = service.merged && builtFile(service.merged, scope);
    if (target === undefined || !file || !build.has("target")) return;
    const names = file.view.stages.flatMap(({ name }) => name ?? []);
    if (names.some((name) => name.toLowerCase() === target.toLowerCase())) return;
    if (/^\d+$/.test(target) && Number(target) < file.view.stages.length) return;
    const meant = closest(target.toLowerCase(), names);
    const at = build.rangeOf("target");
    const isLiteral = build.string("target") === target;
    yield {
      at,
      message: `${basename(file.path)} has no stage "${target}".${meant === undefined ? "" : ` Did you mean "${meant}"?`}`,
      fixes:
        meant === undefined || !isLiteral
          ? []
          : [{ title: `Use "${meant}"`, safety: "suggestion", edits: setAt(build, ["target"], meant) }],
    };
  },
});
