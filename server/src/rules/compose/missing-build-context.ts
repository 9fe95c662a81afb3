import { files, yaml } from "../../core/example";
import { join } from "../../core/path";
import { defineRule } from "../../core/rule";
import { textOf } from "../../languages/compose/data";
import { presenceOf } from "../../languages/compose/files";
import { services } from "../../languages/compose/queries";

export default defineRule({
  id: "compose/missing-build-context",
  summary: "Build of a folder or a Dockerfile that does not exist",
  severity: "error",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DKR-29"],
  equivalents: [],
  references: ["https://docs.docker.com/reference/compose-file/build/"],
  rationale:
    "`docker compose build` stops when the folder or the Dockerfile is not there. `context` counts from the folder of the Compose file, `dockerfile` from the context. Folders that Git ignores or brings as a submodule are not judged, nor services with an `image`, which are pulled.",
  examples: [
    {
      title: "no such folder, no Dockerfile in it",
      source: files({
        "compose.yaml": yaml`
services:
  web:
    build: ./wbe
           ^^^^^ error: Service "web" is built from ./wbe, which does not exist.
  api:
    build:
      context: api
      dockerfile: docker/Dockerfile
                  ^^^^^^^^^^^^^^^^^ error: Service "api" is built with docker/Dockerfile, which does not exist in api.
  job:
    build:
      context: api
               ^^^ error: Service "job" is built from api, which has no Dockerfile.
`,
        "web/Dockerfile": "FROM nginx:1.27.3\n",
        "api/package.json": "{}\n",
      }),
    },
    {
      title: "there, from Git, inline, by variable",
      source: files({
        "compose.yaml": yaml`
services:
  web:
    build: .
  api:
    build: { context: ., dockerfile: api.Dockerfile }
  remote:
    build: https://github.com/shop/web.git
  inline:
    build:
      context: .
      dockerfile_inline: FROM nginx:1.27.3
  pulled:
    build: ./elsewhere
    image: shop/pulled:1.0.0
  variable:
    build: ./\${NAME}
`,
        Dockerfile: "FROM nginx:1.27.3\n",
        "api.Dockerfile": "FROM node:22.11-slim\n",
      }),
    },
  ],
  on: services,
  *check(service, _context, scope) {
    const { file, name } = service;
    // With an image as well Compose pulls, and builds only when it is told to.
    if (!service.written.has("build") || service.has("image")) return;
    const build = service.written.map("build");
    const isShort = build.presence !== "written";
    const context = isShort ? service.written.string("build") : build.lacks("context") ? "." : build.string("context");
    if (context === undefined || build.has("additional_contexts") || build.has("dockerfile_inline")) return;
    const place = isShort
      ? service.written.rangeOf("build")
      : build.has("context")
        ? build.rangeOf("context")
        : service.written.keyRange("build");
    const presence = presenceOf(scope, file.folder, context);
    if (presence === "absent" && file.isComplete)
      yield { at: place, message: `Service "${name}" is built from ${context}, which does not exist.` };
    if (presence !== "present" || service.has("dockerfile_inline")) return;
    const written = textOf(service.get("build", "dockerfile"));
    if (build.has("dockerfile") ? build.string("dockerfile") === undefined : !service.lacks("build", "dockerfile")) return;
    const dockerfile = written ?? "Dockerfile";
    const folder = join(file.folder, context);
    const where = context === "." ? "the folder of this file" : context;
    if (presenceOf(scope, file.folder, `${context}/${dockerfile}`) !== "absent" || scope.file(join(folder, dockerfile)) !== "absent")
      return;
    if (!file.isComplete) return;
    if (build.has("dockerfile"))
      yield {
        at: build.rangeOf("dockerfile"),
        message: `Service "${name}" is built with ${dockerfile}, which does not exist in ${where}.`,
      };
    else yield { at: place, message: `Service "${name}" is built from ${where}, which has no Dockerfile.` };
  },
});
