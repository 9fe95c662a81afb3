import type { Fix } from "../../core/edit";
import type { Scope } from "../../core/scope";
import { files, yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { textOf } from "../../languages/compose/data";
import type { EnvironmentEntry } from "../../languages/compose/environment";
import { environmentEntries } from "../../languages/compose/environment";
import { composeFile } from "../../languages/compose/queries";
import type { ComposeService } from "../../languages/compose/service";
import { classifyCredential } from "../../languages/shared/credentials";
import { extractToDotenv, extractToSecret, requiredValue } from "../../languages/compose/secret-fixes";
import { isGuessable, namesAccount, passwordIn } from "../../languages/shared/guessable-passwords";

export default defineRule({
  id: "compose/credential-in-environment",
  summary: "Credential in clear text in a service's environment",
  severity: "error",
  preset: "essential",
  category: "security",
  since: "0.1.0",
  guidance: ["CMP-01", "SEC-08", "DK-19", "DKR-23", "IDP-03", "PG-52"],
  equivalents: [],
  references: ["https://docs.docker.com/compose/how-tos/use-secrets/", "https://docs.docker.com/reference/compose-file/interpolation/"],
  rationale:
    "The value travels with the file to every clone, fork and backup, and stays in the history after the line is gone: treat it as leaked and change it. " +
    "Require it from the shell or an untracked `.env` (`${NAME:?set NAME}` stops Compose when it is missing), or mount a Compose secret where the image reads `NAME_FILE`. " +
    "Placeholders, the password of the image's own tutorial and one that repeats the user's name are information, once for each value, unless the path says production.",
  examples: [
    {
      title: "a password in a mapping, a token in a list",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    environment:
      DB_PASSWORD: tr0ub4dor-7 # from the wiki
                   ^^^^^^^^^^^ 💡 error: DB_PASSWORD of service "web" holds a password in clear text.
      DB_HOST: db
  worker:
    image: shop/worker:1.4.2
    environment:
      - "DATABASE_URL=postgres://shop:s3cure-4711@db:5432/shop"
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 error: DATABASE_URL of service "worker" holds a password in a URL in clear text.
`,
      fixed: yaml`
services:
  web:
    image: shop/web:1.4.2
    environment:
      DB_PASSWORD: "\${DB_PASSWORD:?set DB_PASSWORD}" # from the wiki
      DB_HOST: db
  worker:
    image: shop/worker:1.4.2
    environment:
      - "DATABASE_URL=postgres://shop:s3cure-4711@db:5432/shop"
`,
      otherFixes: {
        "Require DATABASE_URL from outside": yaml`
services:
  web:
    image: shop/web:1.4.2
    environment:
      DB_PASSWORD: tr0ub4dor-7 # from the wiki
      DB_HOST: db
  worker:
    image: shop/worker:1.4.2
    environment:
      - "DATABASE_URL=\${DATABASE_URL:?set DATABASE_URL}"
`,
      },
    },
    {
      title: "moved where Git does not see it",
      source: files({
        "compose.yaml": `services:
  db:
    image: postgres:17.2
    environment:
      POSTGRES_PASSWORD: tr0ub4dor-7
                         ^^^^^^^^^^^ 💡 error: POSTGRES_PASSWORD of service "db" holds a password in clear text.
      POSTGRES_DB: shop
`,
        ".env": "STAGE=dev\n",
        ".gitignore": "node_modules\n.env\n",
      }),
      otherFixes: {
        "Move POSTGRES_PASSWORD to .env": {
          "compose.yaml": `services:
  db:
    image: postgres:17.2
    environment:
      POSTGRES_PASSWORD: "\${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD}"
      POSTGRES_DB: shop
`,
          ".env": "STAGE=dev\nPOSTGRES_PASSWORD=tr0ub4dor-7\n",
        },
        "Move POSTGRES_PASSWORD to a secret": {
          "compose.yaml": `services:
  db:
    image: postgres:17.2
    environment:
      POSTGRES_PASSWORD_FILE: /run/secrets/postgres_password
      POSTGRES_DB: shop
    secrets:
      - postgres_password
secrets:
  postgres_password:
    environment: POSTGRES_PASSWORD
`,
          ".env": "STAGE=dev\nPOSTGRES_PASSWORD=tr0ub4dor-7\n",
        },
      },
    },
    {
      title: "the image's tutorial, and a password that says the user's name again",
      source: yaml`
services:
  db:
    image: postgres:17.2
    environment:
      POSTGRES_PASSWORD: mysecretpassword
                         ^^^^^^^^^^^^^^^^ 💡 info: POSTGRES_PASSWORD of service "db" holds a value everybody can guess: fine on a laptop, open anywhere else.
  web:
    image: shop/web:1.4.2
    environment:
      - DATABASE_URL=postgres://shop:shop@db:5432/shop
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 info: DATABASE_URL of service "web" holds a value everybody can guess: fine on a laptop, open anywhere else.
`,
    },
    {
      title: "the same in production",
      settings: { environment: { name: "prod", production: true, because: "because the path says prod" } },
      source: yaml`
services:
  db:
    image: postgres:17.2
    environment:
      POSTGRES_PASSWORD: mysecretpassword
                         ^^^^^^^^^^^^^^^^ 💡 error: POSTGRES_PASSWORD of service "db" holds a value everybody can guess (said because the path says prod).
`,
    },
    {
      title: "a password that several services share is said once while it is information; a flow list has no fix",
      source: yaml`
services:
  db:
    image: postgres:17.2
    environment: [POSTGRES_PASSWORD=changeme]
                                    ^^^^^^^^ info: POSTGRES_PASSWORD of service "db" holds a placeholder where a password will stand: require it from outside instead.
  web:
    image: shop/web:1.4.2
    environment:
      DB_PASSWORD: changeme
`,
    },
    {
      title: "references, files and switches",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    environment:
      DB_PASSWORD: \${DB_PASSWORD:?set DB_PASSWORD}
      API_TOKEN: \${API_TOKEN:-}
      DB_PASSWORD_FILE: /run/secrets/db
      TOKEN_TTL: 30m
      REQUIRE_PASSWORD: "true"
      SESSION_SECRET:
      DATABASE_URL: postgres://shop:\${DB_PASSWORD}@db:5432/shop
`,
    },
  ],
  on: composeFile,
  *check(file, { settings }, scope) {
    const production = settings.environment?.production === true ? settings.environment : undefined;
    const said = new Set<string>();
    for (const service of file.services)
      for (const entry of environmentEntries(service)) {
        const found = classifyCredential(entry.name, entry.text);
        if (!found || (entry.templated && found.certainty !== "shape")) continue;
        const { password } = passwordIn(entry.text);
        const isKnown = isWellKnown(service, entry);
        const isPlaceholder = !isKnown && found.certainty === "placeholder";
        const isInfo = isPlaceholder || (isKnown && !production);
        // The database and everybody who connects to it share one password: it is one decision.
        if (isInfo && said.has(password)) continue;
        said.add(password);
        const holds = isPlaceholder
          ? `a placeholder where ${found.what} will stand: require it from outside instead`
          : isKnown
            ? `a value everybody can guess${production ? ` (said ${production.because})` : ": fine on a laptop, open anywhere else"}`
            : `${found.what} in clear text`;
        yield {
          at: entry.at,
          message: `${entry.name} of service "${service.name}" holds ${holds}.`,
          ...(isInfo ? { severity: "info" as const } : {}),
          certain: found.issued,
          fixes: [...requireFromOutside(entry), ...moveOut(service, entry, scope)],
        };
      }
  },
});

/** A password that says the name of the user, the database, the service or its image again, or that everybody knows. */
function isWellKnown(service: ComposeService, entry: EnvironmentEntry): boolean {
  const { password, user } = passwordIn(entry.text);
  const accounts = environmentNames(service).filter(namesAccount);
  const names = [user, service.name, ...accounts.map((name) => textOf(service.get("environment", name)))];
  return isGuessable(password, { names, repository: service.image?.reference.repository });
}

function environmentNames(service: ComposeService): string[] {
  const environment = service.get("environment");
  return typeof environment === "object" && environment !== null ? Object.keys(environment) : [];
}

/** Into `.env`, where Git does not see it, as it is or as a secret that the image reads from a file. */
function moveOut(service: ComposeService, entry: EnvironmentEntry, scope: Scope): Fix[] {
  const [dotenv, secret] = [extractToDotenv(service, entry, scope), extractToSecret(service, entry, scope)];
  return [
    ...(dotenv ? [{ title: `Move ${entry.name} to .env`, safety: "suggestion" as const, edits: dotenv }] : []),
    ...(secret ? [{ title: `Move ${entry.name} to a secret`, safety: "suggestion" as const, edits: secret }] : []),
  ];
}

function requireFromOutside(entry: EnvironmentEntry): Fix[] {
  const edit = requiredValue(entry);
  return edit ? [{ title: `Require ${entry.name} from outside`, safety: "suggestion", edits: [edit] }] : [];
}
