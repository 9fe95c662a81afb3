import { dockerfile, files, yaml } from "../../core/example";
import { basename } from "../../core/path";
import { defineRule } from "../../core/rule";
import { builtFile } from "../../languages/compose/build";
import { services } from "../../languages/compose/queries";
import type { DockerfileStages } from "../../languages/dockerfile/stages";

/** Arguments that every build takes. Source: Dockerfile reference, "Predefined ARGs" and "BuildKit built-in build args". */
const PREDEFINED =
  /^(?:https?_proxy|ftp_proxy|no_proxy|all_proxy|BUILDKIT_\w+|SOURCE_DATE_EPOCH|(?:BUILD|TARGET)(?:PLATFORM|OS|ARCH|VARIANT))$/i;

export default defineRule({
  id: "compose/unknown-build-arg",
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
  on: services,
  *check(service, _context, scope) {
    const file = service.merged && builtFile(service.merged, scope);
    const names = file && declared(file.view);
    if (!file || !names) return;
    const build = service.written.map("build");
    for (const { key, data, at } of service.itemsOf(build.pair("args")?.value)) {
      const name = key ?? /^[A-Za-z_]\w*/.exec(typeof data === "string" ? data : "")?.[0];
      if (name === undefined || names.includes(name) || PREDEFINED.test(name)) continue;
      yield {
        at: key === undefined ? at : build.map("args").keyRange(key),
        message: `Service "${service.name}" passes ${name}, and no ARG of ${basename(file.path)} takes it.`,
      };
    }
  },
});

/** The names of all ARGs. An image with ONBUILD may bring more, in a file that says nothing but FROM. */
function declared({ globals, stages }: DockerfileStages): readonly string[] | undefined {
  if (stages.every(({ instructions }) => instructions.length < 2)) return undefined;
  return [...globals, ...stages.flatMap(({ assignments }) => assignments)].flatMap(({ name, by }) => (by === "ARG" ? [name] : []));
}
