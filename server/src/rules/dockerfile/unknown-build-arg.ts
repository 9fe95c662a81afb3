import { dockerfile, files, yaml } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { stages } from "../../languages/dockerfile/queries";
import type { DockerfileStages } from "../../languages/dockerfile/stages";
import { usesOf } from "../../languages/shared/dockerfile-uses";

/** Arguments that every build takes. Source: Dockerfile reference, "Predefined ARGs" and "BuildKit built-in build args". */
const PREDEFINED =
  /^(?:https?_proxy|ftp_proxy|no_proxy|all_proxy|BUILDKIT_\w+|SOURCE_DATE_EPOCH|(?:BUILD|TARGET)(?:PLATFORM|OS|ARCH|VARIANT))$/i;

export default defineRule({
  id: "dockerfile/unknown-build-arg",
  summary: "Build argument of a Compose service that no ARG takes",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://docs.docker.com/reference/compose-file/build/#args", "https://docs.docker.com/reference/dockerfile/#arg"],
  rationale:
    "The value goes nowhere: BuildKit mentions it in one line of its log and builds with the default. Either the name is misspelt, or the argument was removed from the Dockerfile and stayed here.",
  examples: [
    {
      title: "a name that changed",
      source: files({
        "compose.yaml": yaml`
services:
  web:
    build:
      context: .
      args:
        NODE_VERSION: "22"
        VERSION: "1.2"
        ^^^^^^^ warning: Service "web" passes VERSION, and no ARG of Dockerfile takes it.
        HTTP_PROXY: http://proxy.example.com
`,
        Dockerfile: dockerfile`
ARG NODE_VERSION=20
FROM node:\${NODE_VERSION}
ARG APP_VERSION
RUN echo $APP_VERSION
`,
      }),
    },
    {
      title: "every argument is taken",
      source: files({
        "compose.yaml": `services:\n  web:\n    build: { context: ., args: [VERSION=1.2] }\n`,
        Dockerfile: `FROM node:22.1\nARG VERSION\nRUN echo $VERSION\n`,
      }),
    },
  ],
  on: where(stages, ({ index }) => index === 0),
  *check(stage, _context, scope) {
    const { path } = stage.reading;
    const names = stage.ofFile(declared, undefined);
    // An image with ONBUILD may bring the ARG, in a file that says nothing but FROM.
    if (names === undefined) return;
    for (const { value, at } of usesOf(path, scope))
      if (value.what === "arg" && !names.includes(value.name) && !PREDEFINED.test(value.name))
        yield {
          at,
          message: `Service "${value.service}" passes ${value.name}, and no ARG of ${path.slice(path.lastIndexOf("/") + 1)} takes it.`,
        };
  },
});

function declared(view: DockerfileStages | undefined): readonly string[] | undefined {
  if (!view || view.stages.every(({ instructions }) => instructions.length < 2)) return undefined;
  return [...view.globals, ...view.stages.flatMap(({ assignments }) => assignments)].flatMap(({ name, by }) =>
    by === "ARG" ? [name] : [],
  );
}
