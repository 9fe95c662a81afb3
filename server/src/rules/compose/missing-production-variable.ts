import { files } from "../../core/example";
import type { Path } from "../../core/path";
import { basename, dirname, join } from "../../core/path";
import { defineRule } from "../../core/rule";
import type { Scope } from "../../core/scope";
import { at, isMap, textOf } from "../../languages/compose/data";
import { dotenvAt } from "../../languages/compose/dotenv";
import { services } from "../../languages/compose/queries";

export default defineRule({
  id: "compose/missing-production-variable",
  summary: "Variable that the env file of staging has and that of production lacks",
  severity: "info",
  preset: "strict",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DRF-05"],
  equivalents: [],
  references: ["https://docs.docker.com/reference/compose-file/services/#env_file"],
  rationale:
    "A variable that was added for staging and forgotten for production is missed on the day of the release, when the program starts without it. Keep the same names in both files, and let the values differ alone. Said of an `env_file` whose name says production and that has a file of the same name for staging beside it.",
  examples: [
    {
      title: "one name too few",
      settings: { preset: "strict" },
      source: files({
        "compose.prod.yaml": `services:
  web:
    image: shop/web:1.4.2
    env_file: .env.production
              ^^^^^^^^^^^^^^^ info: .env.production lacks SEARCH_URL, which .env.staging sets.
  worker:
    image: shop/worker:1.4.2
    env_file: [config/prod.env]
               ^^^^^^^^^^^^^^^ info: prod.env lacks QUEUE and 1 more that staging.env sets.
`,
        ".env.production": "DATABASE=shop\n",
        ".env.staging": "DATABASE=shop\nSEARCH_URL=http://search\n",
        "config/prod.env": "PORT=80\n",
        "config/staging.env": "PORT=80\nQUEUE=one\nTOPIC=two\n",
      }),
    },
    {
      title: "the same names, no other file, another file that supplies it",
      settings: { preset: "strict" },
      source: files({
        "compose.prod.yaml": `services:
  web: { image: "shop/web:1.4.2", env_file: prod.env }
  api: { image: "shop/api:1.4.2", env_file: api.production.env }
  job: { image: "shop/job:1.4.2", env_file: [shared.env, .env.prod], environment: { REGION: eu } }
`,
        "prod.env": "A=1\n",
        "staging.env": "A=2\n",
        "api.production.env": "A=1\n",
        ".env.prod": "A=1\n",
        ".env.staging": "A=1\nB=2\nREGION=us\n",
        "shared.env": "B=1\n",
      }),
    },
  ],
  on: services,
  *check(service, _context, scope) {
    const items = service.items("env_file");
    const paths = items.map(({ data }) => textOf(isMap(data) ? at(data, "path") : data));
    if (paths.includes(undefined)) return;
    const read = paths.map((path) => dotenvAt(scope, join(service.file.folder, path ?? "")));
    if (read.includes(undefined)) return;
    const set = new Set([...read.flatMap((names) => [...(names?.keys() ?? [])]), ...Object.keys(at(service.data, "environment") ?? {})]);
    for (const [i, item] of items.entries()) {
      const staging = stagingOf(join(service.file.folder, paths[i] ?? ""), scope);
      const missing = [...(staging?.names ?? [])].filter((name) => !set.has(name));
      const [first] = missing;
      if (!staging || first === undefined) continue;
      yield {
        at: item.at,
        message:
          missing.length === 1
            ? `${basename(paths[i] ?? "")} lacks ${first}, which ${basename(staging.path)} sets.`
            : `${basename(paths[i] ?? "")} lacks ${first} and ${missing.length - 1} more that ${basename(staging.path)} sets.`,
      };
    }
  },
});

/** The file of staging beside one of production, with the names it sets. */
function stagingOf(path: Path, scope: Scope): { path: Path; names: Iterable<string> } | undefined {
  const name = basename(path);
  if (!PRODUCTION.test(name)) return undefined;
  for (const word of ["staging", "stage"]) {
    const other = `${dirname(path)}/${name.replace(PRODUCTION, word)}`;
    const names = scope.file(other) === "present" ? dotenvAt(scope, other) : undefined;
    if (names) return { path: other, names: names.keys() };
  }
  return undefined;
}

const PRODUCTION = /(?<![A-Za-z0-9])(?:production|prod)(?![A-Za-z0-9])/;
