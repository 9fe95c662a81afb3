import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { environmentEntries } from "../../languages/compose/environment";
import { services } from "../../languages/compose/queries";

export default defineRule({
  id: "compose/trusting-postgres",
  summary: "Postgres that lets everybody in without a password",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["DKR-23"],
  equivalents: [],
  references: ["https://hub.docker.com/_/postgres", "https://www.postgresql.org/docs/current/auth-trust.html"],
  rationale:
    "With `trust` every connection is accepted as any user, the superuser included, and a password that is set as well is not asked for. It is written into pg_hba.conf when the data directory is made and stays there after the variable is gone. " +
    "Set `POSTGRES_PASSWORD_FILE` with a secret, or `POSTGRES_PASSWORD` from the shell.",
  examples: [
    {
      title: "trust, as a mapping and as a list",
      source: yaml`
services:
  db:
    image: postgres:17.2
    environment:
      POSTGRES_HOST_AUTH_METHOD: trust
                                 ^^^^^ warning: Postgres in service "db" accepts every connection without a password.
  geo:
    image: postgis/postgis:17-3.5
    environment:
      - POSTGRES_HOST_AUTH_METHOD=trust
                                  ^^^^^ warning: Postgres in service "geo" accepts every connection without a password.
`,
    },
    {
      title: "a method that asks",
      source: yaml`
services:
  db:
    image: postgres:17.2
    environment:
      POSTGRES_HOST_AUTH_METHOD: scram-sha-256
      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD}
`,
    },
  ],
  on: services,
  *check(service) {
    for (const entry of environmentEntries(service)) {
      if (entry.name !== "POSTGRES_HOST_AUTH_METHOD" || entry.text !== "trust") continue;
      yield { at: entry.at, message: `Postgres in service "${service.name}" accepts every connection without a password.` };
    }
  },
});
