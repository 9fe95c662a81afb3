import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { buildArguments } from "../../languages/compose/environment";
import { services } from "../../languages/compose/queries";
import { classifyCredential } from "../../languages/shared/credentials";
import { literal } from "../../languages/compose/template";

export default defineRule({
  id: "compose/credential-in-build-argument",
  summary: "Credential handed to a build as an argument",
  severity: "error",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["IAM-06"],
  equivalents: [],
  references: ["https://docs.docker.com/build/building/secrets/", "https://docs.docker.com/reference/compose-file/build/#secrets"],
  rationale:
    "Arguments of a build stand in the image's history, where `docker history` shows them to whoever pulls it, and often in the build's log. A build secret is mounted for one RUN and stays in neither: declare it under `secrets`, name it under `build.secrets`, and read it with `RUN --mount=type=secret`.",
  examples: [
    {
      title: "in clear text, and from the shell",
      source: yaml`
services:
  web:
    build:
      context: .
      args:
        NPM_TOKEN: kQ7vR2mX9pL4wT6z
                   ^^^^^^^^^^^^^^^^ error: NPM_TOKEN of service "web" is in the history of the image that is built with it.
        DB_PASSWORD: "\${DB_PASSWORD}"
                     ^^^^^^^^^^^^^^^^ warning: DB_PASSWORD of service "web" is in the history of the image that is built with it.
`,
    },
    {
      title: "arguments that are none, and a build secret",
      source: yaml`
services:
  web:
    build:
      context: .
      secrets: [npm]
      args: { VERSION: 1.4.2, NODE_ENV: production, PASSWORD_FILE: /run/secrets/x, TOKEN_URL: "\${TOKEN_URL}", SECRET: "" }
secrets:
  npm: { environment: NPM_TOKEN }
`,
    },
  ],
  on: services,
  *check(service) {
    for (const { name, text, at } of buildArguments(service)) {
      const isReference = literal(text) === undefined;
      // What a variable brings under such a name is what the name says.
      const found = classifyCredential(name, isReference ? "tr0ub4dor-7" : text);
      if (!found || found.certainty === "placeholder") continue;
      yield {
        at,
        message: `${name} of service "${service.name}" is in the history of the image that is built with it.`,
        ...(isReference ? { severity: "warning" as const } : {}),
        certain: found.issued && !isReference,
      };
    }
  },
});
