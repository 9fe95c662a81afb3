import { files } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { dotenvAt } from "../../languages/compose/dotenv";
import { composeFile } from "../../languages/compose/queries";
import { variablesOf } from "../../languages/compose/template";
import { walkScalars } from "../../languages/compose/tree";
import { classifyCredential } from "../../languages/shared/credentials";

/** What every shell or Compose itself sets. */
const SET_BY_OTHERS =
  /^(?:COMPOSE_\w+|DOCKER_\w+|PWD|HOME|USER|USERNAME|UID|GID|HOSTNAME|PATH|LANG|TZ|SHELL|DISPLAY|XDG_\w+|USERPROFILE|SSH_AUTH_SOCK)$/;

export default defineRule({
  id: "compose/unset-variable",
  summary: "Variable that nothing beside the file sets",
  severity: "hint",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CMP-08"],
  equivalents: [],
  references: ["https://docs.docker.com/reference/compose-file/interpolation/"],
  rationale:
    "Where the shell does not set the variable, Compose prints a warning that nobody reads and puts an empty text in its place: an image without a tag, a database without a password. `${NAME:?set NAME}` stops it instead, `${NAME:-value}` names what is meant. " +
    "A password without `:?` in production is said in the recommended preset, everything else in `all`.",
  examples: [
    {
      title: "no default, and .env does not say it",
      settings: { preset: "all" },
      source: files({
        "compose.yaml": `services:
  web:
    image: "shop/web:\${WEB_TAG}"
                     ^^^^^^^^^^ 💡 hint: Nothing beside the file sets WEB_TAG: where the shell does not either, Compose puts an empty text there.
    user: \${APP_USER}
    environment:
      STAGE: \${STAGE:-dev}
      TOKEN: \${TOKEN:?set TOKEN}
`,
        ".env": "APP_USER=shop\n",
      }),
      fixed: {
        "compose.yaml": `services:
  web:
    image: "shop/web:\${WEB_TAG:?set WEB_TAG}"
    user: \${APP_USER}
    environment:
      STAGE: \${STAGE:-dev}
      TOKEN: \${TOKEN:?set TOKEN}
`,
        ".env": "APP_USER=shop\n",
      },
    },
    {
      title: "a password in production",
      settings: { preset: "recommended", environment: { name: "prod", production: true, because: "because the path says prod" } },
      source: `services:
  db:
    image: postgres:17.2
    environment:
      POSTGRES_PASSWORD: "\${POSTGRES_PASSWORD}"
                          ^^^^^^^^^^^^^^^^^^^^ 💡 info: Nothing beside the file sets POSTGRES_PASSWORD: where the shell does not either, Compose starts without it in production.
`,
    },
    {
      title: "everything is said",
      source: `services:\n  web:\n    image: shop/web:1.4.2\n    environment: { HOME: "\${HOME}", A: "$$\{A}" }\n`,
    },
  ],
  on: composeFile,
  *check(file, { settings }, scope) {
    const known = dotenvAt(scope, `${file.folder}/.env`);
    for (const scalar of walkScalars(file.tree.root)) {
      if (!scalar.masks?.length || scalar.style === "block") continue;
      const variables = variablesOf(scalar.source);
      for (const [i, mask] of scalar.masks.entries()) {
        const variable = variables[i];
        if (!variable || variable.operator !== "" || known?.has(variable.name) === true || SET_BY_OTHERS.test(variable.name)) continue;
        const isWhole = mask.end - mask.start < scalar.end - scalar.start || file.text.startsWith("$", mask.start);
        if (!isWhole) continue;
        const isGrave = settings.environment?.production === true && classifyCredential(variable.name, "tr0ub4dor-7") !== undefined;
        const braces = file.text[mask.start + 1] === "{";
        const name = variable.name;
        yield {
          at: range(mask.start, mask.end),
          message: `Nothing beside the file sets ${name}: where the shell does not either, Compose ${isGrave ? "starts without it in production" : "puts an empty text there"}.`,
          ...(isGrave ? { severity: "info" as const } : { preset: "all" as const }),
          fixes:
            braces && (scalar.style !== "plain" || scalar.source.startsWith("${"))
              ? [
                  {
                    title: `Stop without ${name}`,
                    safety: "suggestion",
                    edits:
                      scalar.style === "plain"
                        ? [
                            {
                              at: range(scalar.start, scalar.end),
                              text: `"${scalar.source.replace(`\${${name}}`, `\${${name}:?set ${name}}`)}"`,
                            },
                          ]
                        : [{ at: range(mask.start, mask.end), text: `\${${name}:?set ${name}}` }],
                  },
                ]
              : [],
        };
      }
    }
  },
});
